use std.ai

/// People get something that must be right, and a language model wrote it. It sounds equally sure whether it knows or
/// invents.
///
/// A dose, a limit of liability, a package that does not exist: readers act on it, and the mistake counts as ours.
rule ai.unsupported-answer "{this} gives people {d} as a model made it up" {
  stride          = tampering
  on              = process
  when            = any(this.outgoing, g: g.to is llm)
                    and any(this.incoming, f: any(f.origins, o: o is actor) and any(f.returns, d: d.integrity >= high))
  unless          = this has human-approval or this has source-citation or this has confidence-threshold
  reduces         = [output-validation, model-evaluation]
  likelihood      = medium
  fix             = """
    Let {this} show the sources of {d}, say when it has none, and send what matters past somebody who knows.
  """
  false-positives = "Dismiss it when {d} never comes from the model but is copied from a store by code."
  refs            = ["CWE-1426", "LLM09:2025"]

  fires {
    data advice { class = internal, integrity = high }
    actor member
    process adviser
    process model : llm
    member -> adviser { via = https, returns = advice }
    adviser -> model { via = tls }
  }

  answered "sources are shown" {
    data advice { class = internal, integrity = high }
    actor member
    process adviser { controls = source-citation }
    process model : llm
    member -> adviser { via = https, returns = advice }
    adviser -> model { via = tls }
  }

  silent "nothing depends on it" {
    data advice { class = internal, integrity = medium }
    actor member
    process adviser
    process model : llm
    member -> adviser { via = https, returns = advice }
    adviser -> model { via = tls }
  }
}
