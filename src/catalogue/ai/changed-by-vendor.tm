use std.ai

/// Somebody else runs the model, and changes or replaces it when they like. Its name stays, its answers do not.
///
/// What was tested in spring refuses, invents or obeys something else in autumn. The program around it notices
/// nothing, for every answer still has the right form.
rule ai.changed-by-vendor "The vendor of {to} changes how it answers, and nobody here notices" {
  stride          = tampering
  on              = flow
  one             = to
  when            = to is external and to is ml-model and to.trust <= partner and from is process
                    and not (from is forwarding) and known(flow.returns)
                    and any(flow.returns, d: d.integrity >= medium)
  unless          = from has version-pinning or from has model-evaluation
  reduces         = [output-validation, human-approval, log-monitoring]
  likelihood      = low
  impact          = min(medium, rating(this))
  fix             = """
    Name the dated version of {to} in every call, run the same questions through it each week, and agree on the notice
    that its vendor gives.
  """
  false-positives = "Dismiss it when a person reads every answer, and a bad one costs nothing."
  refs            = ["LLM03:2025"]

  fires {
    data answer { integrity = high }
    process desk
    external model : llm-provider { trust = partner }
    desk -> model { via = https, returns = answer }
  }

  answered "a dated version" {
    data answer { integrity = high }
    process desk { controls = version-pinning }
    external model : llm-provider { trust = partner }
    desk -> model { via = https, returns = answer }
  }

  answered "the same questions each week" {
    data answer { integrity = high }
    process desk { controls = model-evaluation }
    external model : llm-provider { trust = partner }
    desk -> model { via = https, returns = answer }
  }

  silent "a model of ours" {
    data answer { integrity = high }
    process desk
    external model : llm-provider { trust = internal }
    desk -> model { via = https, returns = answer }
  }
}
