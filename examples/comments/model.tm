/// Visitors comment on articles; moderators remove abuse.
///
/// This file is the map: what there is to lose, who is there, and what trusts whom. The services themselves,
/// how they talk and what protects them stand beside the code of each, in `services/`. What we decided not to
/// fix stands in `decisions.tm`, where a change needs the approval of those who carry the risk.
model comments "Comment service" {
  owner        = @team-comments
  reviewed     = 2026-11-02
  reviewed-by  = [@ana, @li]
  review-every = 90d
  criticality  = medium
  scope        = """
    Everything under comments.example.org.
    The identity platform is out of scope, and so are the articles themselves.
  """
}

use std.web

include "services/**/*.tm"
include "decisions.tm"
include "policies.tm"
include "scenarios.tm"

// What there is to lose.

/// Anybody may read a comment. Nobody may put words into another's mouth: hence the integrity.
data comment "Comment" {
  class     = public
  integrity = high
  format    = text
  records   = 450000
  origin    = visitor
}

/// What members prove themselves with. The database keeps a slow hash of it.
data login "Password" {
  class      = secret
  format     = text
  credential = true
  lifetime   = manual
}

/// Name, e-mail address and choice of notifications.
data profile "Member profile" {
  class           = confidential
  format          = json
  personal        = true
  subjects        = 20000
  retention       = 2y
  origin          = visitor
  purpose         = "To show who wrote a comment, and to tell its author of answers"
  lawful-basis    = contract
  identifiability = identified
}

/// What a moderator says about a comment: keep, hide or delete.
data verdict "Moderator's verdict" { class = internal, integrity = high, format = json }

/// Who a moderator is, as the identity platform knows it.
data staff "Moderator's name and role" { class = internal, format = json, personal = true, subjects = 14 }

// Who is there, and what trusts whom. Technology is a type after the colon; the keyword says only what a thing
// is: a person, a system of somebody else, code of ours, or data at rest. What is ours puts itself in here, by
// `in dmz { … }` and `in cloud { … }` beside its code.

boundary internet : internet "Internet" {
  trust = untrusted

  /// Anybody. To write one needs an account, to read one needs nothing.
  actor visitor "Visitor"

  /// Sends our notifications.
  external mail : email-provider "Mail provider" { trust = partner, max-class = confidential }

  /// Turns a hash of an address into a small picture. It is to go: see `decisions.tm`.
  external avatars : saas "Avatar service" { trust = partner, max-class = confidential }
}

boundary newsroom : organisation "Newsroom" {
  trust = internal

  /// Fourteen people who read what others would rather not.
  actor moderator "Moderator"
}

boundary platform : organisation "Platform team" {
  trust = internal
  external identity : identity-provider "Identity platform" {
    out-of-scope = "The platform team has a model of its own"
  }
}

boundary cloud : cloud-account "Cloud account" {
  trust = internal

  // For flows with both ends in here, unless they say otherwise.
  defaults flow { via = https, auth = mtls }

  boundary dmz : subnet "Public subnet" { trust = exposed }
}

/// What we can do nothing about but plan for.
depends idp "Identity platform" {
  on          = identity
  criticality = high
  if-lost     = "Nobody can moderate. Comments are held back until somebody can."
}
