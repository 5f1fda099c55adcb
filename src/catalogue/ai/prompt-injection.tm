use std.ai

/// A program passes text from outside to a language model in the same breath as its own instructions. The model
/// obeys whichever it finds more convincing.
///
/// There is no grammar that tells the two apart. What the model can see or do, the author of the text can try to
/// have.
rule ai.prompt-injection "Text from outside tells {to} what to do" {
  stride          = [tampering, information-disclosure, elevation-of-privilege]
  on              = flow
  when            = to is llm and from is process and tainted(flow)
  unless          = from has instruction-separation and (from has prompt-filtering or to has prompt-filtering)
  reduces         = [least-privilege, human-approval, output-validation]
  likelihood      = medium
  impact          = max(medium, rating(from))
  fix             = """
    Mark outside text as material, search it for instructions before {to} reads it, and give {to} nothing that
    the author may not have.
  """
  false-positives = """
    Dismiss it when the answer is shown only to the author of the text and {to} has no tools and no secrets.
  """
  refs            = ["CWE-1427", "LLM01:2025", "ASI01:2026", "AML.T0051.000"]

  fires {
    actor visitor
    process helpdesk
    external model : llm-provider { trust = partner }
    visitor -> helpdesk { via = https }
    helpdesk -> model { via = https }
  }

  fires "searched only" {
    actor visitor
    process helpdesk { controls = prompt-filtering }
    external model : llm-provider { trust = partner }
    visitor -> helpdesk { via = https }
    helpdesk -> model { via = https }
  }

  fires "separated only" {
    actor visitor
    process helpdesk { controls = instruction-separation }
    external model : llm-provider { trust = partner }
    visitor -> helpdesk { via = https }
    helpdesk -> model { via = https }
  }

  answered "separated and searched" {
    actor visitor
    process helpdesk { controls = [instruction-separation, prompt-filtering] }
    external model : llm-provider { trust = partner }
    visitor -> helpdesk { via = https }
    helpdesk -> model { via = https }
  }

  answered "the provider searches" {
    actor visitor
    process helpdesk { controls = instruction-separation }
    external model : llm-provider { trust = partner, controls = prompt-filtering }
    visitor -> helpdesk { via = https }
    helpdesk -> model { via = https }
  }

  silent "no model that reads language" {
    actor visitor
    process helpdesk
    external model : saas { trust = partner }
    visitor -> helpdesk { via = https }
    helpdesk -> model { via = https }
  }
}
