use std.ai

/// Anybody may ask the model, and small changes that no person would notice make it answer wrongly.
///
/// With enough questions an attacker finds such changes without knowing the model. Where something depends on the
/// answer, they decide it.
rule ai.model-evasion "Input made for the purpose misleads {this}" {
  stride          = tampering
  on              = ml-model
  when            = tainted(this) and this.trust > partner and not (this is llm) and count(this.incoming) > 0
  unless          = this has adversarial-training or this has adversarial-input-detection
  reduces         = [rate-limit, confidence-threshold, output-coarsening]
  likelihood      = low
  impact          = max(medium, rating(this))
  fix             = """
    Train {this} with misleading samples, test it with them before each release, and refuse input that looks
    made to mislead.
  """
  false-positives = "Dismiss it when nothing depends on the answer but the amusement of the person who asks."
  refs            = ["CWE-1039", "CAPEC-153", "AML.T0015", "AML.T0043"]

  fires {
    actor visitor
    process classifier : inference-service
    visitor -> classifier { via = https }
  }

  answered "trained for it" {
    actor visitor
    process classifier : inference-service { controls = adversarial-training }
    visitor -> classifier { via = https }
  }

  answered "such input is found" {
    actor visitor
    process classifier : inference-service { controls = adversarial-input-detection }
    visitor -> classifier { via = https }
  }

  silent "only we ask" {
    actor visitor { trust = internal }
    process classifier : inference-service
    visitor -> classifier { via = https }
  }
}
