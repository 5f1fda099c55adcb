use std.ai

/// A key or a password is part of what the model reads, as instruction or as material.
///
/// Whatever a model reads it can be made to repeat, and an instruction not to is no lock. Prompts are also logged, by
/// us and by the provider.
rule ai.secret-in-prompt "{to} can be made to repeat {d}" {
  stride          = [information-disclosure, spoofing]
  on              = flow
  when            = to is llm and any(flow.carries, d: d.credential)
  unless          = from has redaction
  reduces         = [key-rotation, output-validation, no-training-agreement]
  likelihood      = low
  fix             = """
    Keep {d} out of the prompt: let {from} or the tool add it where the call is made, after the model has
    answered.
  """
  false-positives = "Dismiss it when {d} only opens {to} itself and travels in the header of the request."
  refs            = ["LLM07:2025", "LLM02:2025", "AML.T0056"]

  fires {
    data shop-key { class = secret, credential = true }
    process assistant : agent
    process model : llm
    assistant -> model { via = tls, carries = shop-key }
  }

  answered "secrets are taken out" {
    data shop-key { class = secret, credential = true }
    process assistant : agent { controls = redaction }
    process model : llm
    assistant -> model { via = tls, carries = shop-key }
  }

  silent "it opens nothing" {
    data shop-key { class = secret, credential = false }
    process assistant : agent
    process model : llm
    assistant -> model { via = tls, carries = shop-key }
  }

  asks "what does the prompt hold?" {
    data shop-key { class = secret, credential = true }
    process assistant : agent
    process model : llm
    assistant -> model { via = tls }
  }
}
