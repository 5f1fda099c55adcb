// The moderation desk: few users, and much that they can do.

in cloud {
  /// Where moderators see what was reported, and act on it.
  process desk : web-app "Moderation desk" {
    code        = "examples/comments/services/desk/**"
    admin       = "Platform on-call, over SSM; configured by Terraform"
    memory-safe = true
    parses      = json
    controls    = [output-encoding, input-validation, access-control, frame-control, secure-cookie]
  }
}

/// The session begins at the identity platform, which asks for a second factor.
flow moderate: moderator -> desk "Judges a comment" {
  via                 = https
  auth                = session
  auth-factors        = 2
  authorization       = end-user
  ambient-credentials = true
  carries             = verdict
  returns             = comment
}

flow vouch: desk -> identity "Asks who is there" {
  via               = https
  auth              = certificate
  carries           = []
  returns           = staff
  target-from-input = false
}

flow clear: desk -> db "Hides or deletes a comment" {
  via     = sql-tls
  auth    = password
  access  = [read, write, delete]
  carries = verdict
  returns = comment
}

entry verdict-page on desk "PUT /comments/{id}/verdict" { access = moderator, flows = moderate }

control desk-params : parameterised-queries "Values are bound" {
  on         = desk
  status     = implemented
  technology = "sqlx"
  evidence   = test "examples/comments/services/desk/tests/verdict.rs::quotes_are_data"
}

control desk-cookies : same-site-cookie "The session cookie stays at home" {
  on         = desk
  status     = implemented
  technology = "SameSite=Strict"
  evidence   = test "examples/comments/services/desk/tests/verdict.rs::the_cookie_is_same_site"
}

/// Anybody can hide a comment; to delete it for good takes two.
control second-pair : human-approval "Two moderators delete" {
  on       = desk
  against  = silenced
  status   = implemented
  evidence = test "examples/comments/services/desk/tests/verdict.rs::one_moderator_only_hides"
}

/// Has read four hundred insults since breakfast.
persona tired "Tired moderator" { skill = low, intent = careless, trust = internal }

/// Not every threat is an attack. Late in a shift, a sharp comment looks like a rude one, and a person who
/// had something to say is gone without a trace.
threat silenced "A fair comment is deleted by mistake" {
  on       = clear
  asset    = comment
  attacker = tired
  source   = error
  stride   = tampering
  dread    = { damage = 4, reproducibility = 6, exploitability = 5, affected = 2, discoverability = 3 }
  tree {
    all {
      leaf "Takes sharp for rude"
      leaf "Deletes instead of hiding" { blocked-by = second-pair }
    }
  }
}
