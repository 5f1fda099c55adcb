use std.ai

/// Confidential or personal data is part of what another company is asked to read, and nothing says that they may
/// not keep it or learn from it.
///
/// What a model has learnt it may tell others. What a provider has stored can be stolen from there, or be asked for
/// by a court.
rule ai.provider-disclosure "{d} goes to the provider of {to}" {
  stride          = information-disclosure
  linddun         = data-disclosure
  on              = flow
  when            = to is llm and to.trust <= partner and any(flow.carries, d: d.class >= confidential or d.personal)
  unless          = from has redaction or to has no-training-agreement
  reduces         = [data-minimisation, pseudonymisation]
  likelihood      = low
  fix             = """
    Take names and secrets out of {d} in {from} before {to} sees it, or get a written promise to delete it and
    not to learn from it.
  """
  false-positives = "Dismiss it when {to} runs under our own control and only its owner stands outside."
  refs            = ["CWE-201", "LLM02:2025", "ASVS-5.0-14.2.3"]

  fires {
    data complaint { class = confidential }
    process helpdesk
    external model : llm-provider { trust = partner }
    helpdesk -> model { via = https, carries = complaint }
  }

  fires "data about people" {
    data complaint { class = internal, personal = true }
    process helpdesk
    external model : llm-provider { trust = partner }
    helpdesk -> model { via = https, carries = complaint }
  }

  answered "taken out before" {
    data complaint { class = confidential }
    process helpdesk { controls = redaction }
    external model : llm-provider { trust = partner }
    helpdesk -> model { via = https, carries = complaint }
  }

  answered "promised" {
    data complaint { class = confidential }
    process helpdesk
    external model : llm-provider { trust = partner, controls = no-training-agreement }
    helpdesk -> model { via = https, carries = complaint }
  }

  silent "our own model" {
    data complaint { class = confidential }
    process helpdesk
    external model : llm-provider { trust = internal }
    helpdesk -> model { via = https, carries = complaint }
  }

  asks "what is it asked?" {
    data complaint { class = confidential }
    process helpdesk
    external model : llm-provider { trust = partner }
    helpdesk -> model { via = https }
  }
}
