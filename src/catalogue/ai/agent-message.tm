use std.ai

/// One agent does what another one writes to it. Strangers have a say in what that one writes, or anybody can write in
/// its name.
///
/// A misled agent passes its orders on in good faith, and the next one has other tools and more rights. From the
/// outside it looks like teamwork.
rule ai.agent-message "{to} obeys whatever arrives in the name of {from}" {
  stride          = [spoofing, tampering, elevation-of-privilege]
  on              = flow
  when            = from is agent and to is agent and (tainted(from) or from.trust < to.trust)
  unless          = flow has message-signing or to has message-signing or to has command-authorisation
                    or to has instruction-separation
  reduces         = [mutual-authentication, schema-validation, human-approval, audit-log]
  likelihood      = low
  impact          = max(medium, rating(to))
  fix             = """
    Let {to} accept only tasks of a fixed form from {from}, with proof of who gave them first and what that one
    may ask.
  """
  false-positives = "Dismiss it when both agents have the same tools, rights and readers."
  refs            = ["CWE-345", "ASI07:2026", "ASI01:2026"]

  fires {
    actor customer
    process greeter : agent
    process clerk : agent
    customer -> greeter { via = https }
    greeter -> clerk { via = tls }
  }

  answered "tasks are signed" {
    actor customer
    process greeter : agent
    process clerk : agent { controls = message-signing }
    customer -> greeter { via = https }
    greeter -> clerk { via = tls }
  }

  answered "material is not obeyed" {
    actor customer
    process greeter : agent
    process clerk : agent { controls = instruction-separation }
    customer -> greeter { via = https }
    greeter -> clerk { via = tls }
  }

  silent "nobody outside has a say" {
    actor customer { trust = internal }
    process greeter : agent
    process clerk : agent
    customer -> greeter { via = https }
    greeter -> clerk { via = tls }
  }
}
