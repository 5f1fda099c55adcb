/// Customers of a bicycle maker ask an assistant; it looks things up, files tickets and proposes refunds, and a clerk
/// decides.
///
/// This file is the map. The services themselves, how they talk and what protects them stand beside the code of each, in
/// `services/`, and so do the stores that are theirs alone. Three things make an agent dangerous when they come
/// together: it reads what strangers write, it knows what must stay confidential, and it can act. Look for how each of
/// them is bounded here.
model support-assistant "Support assistant" {
  owner        = @team-support
  reviewed     = 2026-11-09
  reviewed-by  = [@mara, @jon]
  review-every = 90d
  criticality  = medium
  scope        = """
    The assistant in the customer portal, its tools and what it knows.
    The portal itself, the shop and the payment of refunds are outside.
  """
}

use std.ai
use std.identity
use std.privacy

include "services/**/*.tm"
include "decisions.tm"
include "policies.tm"
include "scenarios.tm"

// What there is to lose.

/// What a customer types. It may hold anything: a name, an address, an instruction to the model.
data question "Question" {
  class           = confidential
  format          = text
  personal        = true
  subjects        = 40000
  retention       = 90d
  origin          = customer
  purpose         = "support"
  lawful-basis    = contract
  identifiability = identified
}

/// What the assistant says. Customers act on it, on their brakes among other things: hence the integrity.
data answer "Answer" { class = internal, integrity = high, format = text }

/// A published repair guide or a policy of the house.
data article "Article" { class = internal, integrity = high, format = text, records = 2600 }

/// A customer's case: bicycle, order, address, and what was said.
data ticket "Ticket" {
  class           = confidential
  integrity       = high
  format          = json
  personal        = true
  subjects        = 40000
  retention       = 3y
  origin          = customer
  purpose         = "support"
  lawful-basis    = contract
  identifiability = identified
}

/// What the assistant would like done: a refund, a replacement, a changed address.
data proposal "Proposed action" { class = internal, integrity = high, format = json }

/// Yes or no of a clerk to one proposal.
data verdict "Clerk's verdict" { class = internal, integrity = high, format = json }

/// What the assistant noted about a conversation for the next one.
data note "Note" {
  class           = confidential
  format          = text
  personal        = true
  subjects        = 40000
  retention       = 30d
  origin          = customer
  purpose         = "support"
  lawful-basis    = contract
  identifiability = pseudonymous
}

/// What customers and staff prove themselves with, beside a second factor. It goes to the login provider, never to us.
data password "Password" { class = secret, format = text, credential = true, lifetime = manual }

/// What opens the model of the provider.
data model-key "Key for the model" { class = secret, format = text, credential = true, lifetime = long-lived }

/// Which question led to which call with which result, with numbers in place of names.
data trace "Trace" { class = internal, integrity = high, format = json }

// Who is there, and what trusts whom. Services put themselves in here, by `in cloud { … }` beside their code.

boundary internet : internet "Internet" {
  trust = untrusted

  /// Owns a bicycle and has a problem.
  actor customer : data-subject "Customer"

  /// Runs the language model. The contract forbids it to learn from what it is sent.
  external provider : llm-provider "Model provider" {
    trust        = partner
    jurisdiction = "EU"
    max-class    = confidential
  }

  /// Logs customers and staff in.
  external accounts : okta "Login" { trust = partner, jurisdiction = "EU", max-class = secret }
}

boundary office : organisation "Support office" {
  trust = internal

  /// Reads proposals and decides. Twelve people in two shifts.
  actor clerk : approver "Support clerk"

  /// Writes and checks articles.
  actor editor "Editor"

  /// Keeps it running.
  actor operator : administrator "Operator"
}

boundary cloud : cloud-account "Cloud account" {
  trust        = internal
  jurisdiction = "EU"
  controls     = configuration-baseline

  defaults flow { auth = mtls }

  boundary edge : subnet "Public subnet" { trust = exposed }

  /// What the assistant and its tool did.
  store journal : log-store "Journal" { holds = trace, encrypted = true }

  /// Keeps the key for the model.
  store secrets : vault "Vault" { holds = model-key }
}

/// What we can do nothing about but plan for.
depends language-model "Language model" {
  on          = provider
  criticality = medium
  if-lost     = "The chat says so and opens a ticket with the question as it is."
}

persona prankster "Curious customer" { skill = low, intent = curious }
persona fraudster "Refund fraud in bulk" { skill = medium, intent = malicious }
