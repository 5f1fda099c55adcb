// The web server: the only part of the service that strangers can talk to.

in dmz {
  /// Shows comments and takes new ones.
  process web : web-app "Web server" {
    code        = "examples/comments/services/web/**"
    admin       = "Platform on-call, over SSM; configured by Terraform"
    memory-safe = true
    parses      = json
    // Present, no evidence given.
    controls = [
      output-encoding,
      input-validation,
      frame-control,
      secure-cookie,
      strict-transport,
      error-sanitisation,
    ]
    lacks    = rate-limit  // known to be absent
  }
}

flow sign-in: visitor -> web "Joins or signs in" {
  via           = https
  auth          = password
  authorization = end-user
  carries       = [login, profile]
  returns       = profile
}

flow browse: visitor -> web "Reads comments" {
  via     = https
  auth    = none
  carries = []
  returns = comment
}

flow post: visitor -> web "Posts a comment" {
  via                 = https
  auth                = session
  authorization       = end-user
  ambient-credentials = true
  carries             = comment
  returns             = []
}

// One arrow is a request with its reply: what comes back stands in `returns`.

flow look-up: web -> db "Checks the password" {
  via     = sql-tls
  auth    = password
  access  = read
  carries = []
  returns = [login, profile]
}

flow load: web -> db "Loads comments" {
  via     = sql-tls
  auth    = password
  access  = read
  carries = []
  returns = comment
}

flow save: web -> db "Stores a comment" {
  via     = sql-tls
  auth    = password
  access  = write
  carries = comment
  returns = profile
}

/// A hash of the e-mail address goes out, a picture comes back.
web -> avatars "Fetches a picture" {
  via               = https
  auth              = api-key
  carries           = profile
  returns           = []
  target-from-input = false
}

entry sign-in-form on web "POST /session" { access = visitor, flows = sign-in }
entry article-page on web "GET /comments" { access = visitor, flows = browse }
entry comment-form on web "POST /comments" { access = visitor, flows = post }

// What protects it, with the test or the page that shows it.

control params : parameterised-queries "Values are bound" {
  on         = web
  status     = implemented
  technology = "sqlx"
  evidence   = test "examples/comments/services/web/tests/sql.rs::quotes_are_data"
}

control hashing : credential-hashing "Passwords are hashed slowly" {
  on         = [web, db]
  status     = implemented
  technology = "Argon2id"
  evidence   = test "examples/comments/services/web/tests/password.rs::a_hash_is_salted_and_slow"
}

control throttle : login-throttling "Wrong passwords cost time" {
  on       = web
  status   = implemented
  evidence = test "examples/comments/services/web/tests/password.rs::the_sixth_attempt_waits"
}

control sessions : session-management "Sessions end" {
  on       = web
  status   = implemented
  evidence = test "examples/comments/services/web/tests/session.rs::a_session_ends_after_an_hour_of_silence"
}

control cookies : same-site-cookie "The session cookie stays at home" {
  on         = web
  status     = implemented
  technology = "SameSite=Lax"
  evidence   = test "examples/comments/services/web/tests/session.rs::the_cookie_is_same_site"
}

control trail : audit-log "Who wrote and who removed" {
  on       = [web, desk]
  status   = implemented
  evidence = file "examples/comments/operations/audit-log.md"
}

control told : privacy-notice "What happens with a profile" {
  on       = web
  status   = implemented
  evidence = url "https://comments.example.org/privacy"
}

/// Takes the weight out of floods, but does not know who is a nuisance: see `edge`.
control scrubbing : ddos-protection "Floods end at the provider" {
  on       = web
  status   = implemented
  evidence = file "examples/comments/operations/baseline.md"
}

/// Two comments a minute are a conversation, two hundred are a brigade.
control edge : rate-limit "Limits at the edge" {
  on       = [web, post]
  against  = brigading
  status   = planned
  priority = high
  owner    = @li
  due      = 2027-01-15
  ticket   = "COM-412"
}

// Threats that no catalogue can know, because they are about what people want from us.

/// Is paid for each comment that stays up an hour.
persona spammer "Paid spammer" { skill = medium, intent = malicious, trust = untrusted }

/// A crowd, or what looks like one, agrees on a target. The comments are polite enough one by one; together
/// they bury an article, and the moderators with it.
threat brigading "Coordinated abuse floods the moderators" {
  on         = post
  asset      = comment
  attacker   = spammer
  stride     = denial-of-service
  likelihood = medium
  impact     = medium
  refs       = ["CWE-799"]
  ticket     = "COM-412"
  tree {
    all {
      any {
        leaf "Buys old accounts"
        leaf "Scripts the form" { blocked-by = edge }
      }
      leaf "Posts faster than people can read" { blocked-by = edge }
    }
  }
}
