/// Visitors comment on articles; moderators remove abuse.
model comments "Comment service" {
  owner        = @team-comments
  reviewed     = 2026-11-02
  reviewed-by  = [@ana, @li]
  review-every = 90d
  scope        = "Everything under comments.example.org. The identity platform is out of scope."
}

use std.web                              // vocabulary and rules beyond the core
include "services/**/*.tm"               // more files of this same model

data comment "Comment text"   { class = public, integrity = high }
data login   "Password"       { class = secret, credential = true }
data profile "Member profile" { class = confidential, personal = true, subjects = 20000 }

boundary internet "Internet" {
  trust = untrusted
  actor    visitor "Visitor"
  external mail : saas "Mail provider" { trust = partner }
}

boundary cloud "Cloud account" {
  trust = internal
  defaults flow { via = https, auth = mtls }        // for flows with both ends inside
  boundary dmz "Public subnet" {
    trust = exposed
    process web : web-app "Web server" {
      code     = "services/web/**"
      admin    = "Platform on-call, over SSM; configured by Terraform"
      controls = [output-encoding]       // present, no evidence given
      lacks    = [rate-limit]            // known to be absent
    }
  }
  process notifier : service "Notifier"   { code = "services/notify/**" }
  store   db : postgres "Comments DB"     { holds = [comment, profile, login], encrypted = true }
}

flow post: visitor -> web "Post a comment" { auth = session, carries = comment }
flow save: web -> db      "Store comment"  { via = tls, auth = password, carries = comment, returns = profile }
web -> notifier           "Notify author"  { carries = [comment, profile] }
notifier -> mail          "Send e-mail"    { via = https, auth = api-key, carries = profile }

entry    post-form on web "POST /comments"        { access = [visitor], flows = post }
persona  spammer   "Paid spammer"                 { skill = medium, intent = malicious }
assume   mail-dpa  "The mail provider deletes after 30 days" {
  about = mail, answers = [disclosure.over-retention], status = confirmed, owner = @legal, expires = 2027-06-30
}
depends  idp       "Identity platform"            { if-lost = "nobody can moderate" }
scenario posting   "A visitor posts a comment"    { steps = [post, save, web->notifier] }

control params : parameterised-queries "sqlx binds every value" {
  on = save, status = implemented, technology = "sqlx"
  evidence = test "services/web/tests/sql.rs::quotes_are_data"
}
control edge : rate-limit "Edge rate limit" {
  on = [web, post], against = brigading, status = planned, due = 2027-01-15, ticket = "COM-412"
}

threat brigading "Coordinated abuse floods the moderators" {
  on = post, asset = comment, attacker = spammer, stride = denial-of-service, refs = ["CWE-799"]
  likelihood = medium, impact = medium
  tree {
    all {
      any { leaf "Buys accounts", leaf "Scripts the form" { blocked-by = edge } }
      leaf "Posts faster than people can read"
    }
  }
}

accept   availability.single-zone on db         { because = "One zone until 2027", by = @cto, until = 2027-03-31, ticket = "COM-377" }
transfer repudiation.no-receipt on notifier->mail { to = mail, because = "Contract section 4.2", by = @legal, until = 2027-06-30 }

policy no-straight-to-store "Nothing untrusted talks to a store" {
  on = flow, forbid = from.trust == untrusted and to is store
}

view overview "Level 0" { level = 0 }
view inside   "Cloud"   { include = [cloud.*], show = [data, threats] }

/// Text that an attacker controls becomes part of a query and changes what it does.
rule injection.sql "SQL injection from {from} into {to}" {
  stride     = [tampering, information-disclosure, elevation-of-privilege]
  on         = flow
  when       = to is sql and from is process and tainted(flow)
  unless     = from has parameterised-queries
  reduces    = [web-application-firewall, least-privilege]
  likelihood = high
  impact     = rating(to)
  fix        = "Bind every value in {from}; give its database account the fewest rights."
  refs       = ["CWE-89", "CAPEC-66", "T1190"]

  fires {
    actor a
    process p
    store d : postgres
    a -> p { via = https }
    p -> d { via = tls }
  }
  answered {                             // applies, and is closed
    actor a
    process p { controls = parameterised-queries }
    store d : postgres
    a -> p { via = https }
    p -> d { via = tls }
  }
  silent {                               // does not apply: one fact away from `fires`
    actor a { trust = internal }
    process p
    store d : postgres
    a -> p { via = https }
    p -> d { via = tls }
  }
}
