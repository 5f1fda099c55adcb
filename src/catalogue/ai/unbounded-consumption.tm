use std.ai

/// Each question to a model costs money and time, and nobody counts what a caller from outside uses up.
///
/// A script that asks long questions all night empties the budget or the quota, and then the service stands still
/// for everybody.
rule ai.unbounded-consumption "Strangers can make {this} compute without end" {
  stride          = denial-of-service
  on              = llm
  when            = exposed(this)
  unless          = this has quota or this has rate-limit
                    or not exposed(this, unless: quota) or not exposed(this, unless: rate-limit)
  reduces         = [timeout, log-monitoring, authentication]
  likelihood      = medium
  impact          = medium
  fix             = """
    Count tokens for each caller before {this} is asked, stop at a limit, and set a ceiling for the bill.
  """
  false-positives = "Dismiss it when {this} runs on our own machines and nothing else waits for it."
  refs            = ["CAPEC-130", "LLM10:2025", "AML.T0029", "AML.T0034"]

  fires {
    actor visitor
    process helpdesk
    external model : llm-provider { trust = partner }
    visitor -> helpdesk { via = https }
    helpdesk -> model { via = https }
  }

  answered "the provider counts" {
    actor visitor
    process helpdesk
    external model : llm-provider { trust = partner, controls = quota }
    visitor -> helpdesk { via = https }
    helpdesk -> model { via = https }
  }

  answered "the callers are limited" {
    actor visitor
    process helpdesk { controls = rate-limit }
    external model : llm-provider { trust = partner }
    visitor -> helpdesk { via = https }
    helpdesk -> model { via = https }
  }

  answered "limited a step earlier" {
    actor visitor
    process portal { controls = rate-limit }
    process helpdesk
    external model : llm-provider { trust = partner }
    visitor -> portal { via = https }
    portal -> helpdesk { via = https }
    helpdesk -> model { via = https }
  }

  silent "no stranger reaches it" {
    actor visitor { trust = internal }
    process helpdesk
    external model : llm-provider { trust = partner }
    visitor -> helpdesk { via = https }
    helpdesk -> model { via = https }
  }
}
