use std.ai

/// A trained model that anybody may have published is fetched and used, and nobody tests what it does.
///
/// A back door in weights is no code that a scanner finds. The model behaves well until it reads the word that its
/// maker chose.
rule ai.untrusted-model "{from} uses a model from {to} that nobody tested" {
  stride          = tampering
  on              = flow
  when            = from is process and to is model-hub and to.trust <= partner
                    and not (known(flow.access) and not (read in flow.access))
  unless          = from has model-evaluation
  reduces         = [version-pinning, integrity-checking, sandboxing, data-provenance]
  likelihood      = low
  impact          = max(medium, rating(from))
  fix             = """
    Choose makers whom you know, pin the version from {to}, and put each model through tests before {from} uses
    it.
  """
  false-positives = "Dismiss it when {from} compares models only and nothing depends on their answers."
  refs            = ["CWE-1357", "LLM03:2025", "ASI04:2026", "A06:2021", "A03:2025", "AML.T0010"]

  fires {
    process trainer : training-pipeline
    external hub : model-hub { trust = untrusted }
    trainer -> hub { via = https }
  }

  answered "it is tested" {
    process trainer : training-pipeline { controls = model-evaluation }
    external hub : model-hub { trust = untrusted }
    trainer -> hub { via = https }
  }

  silent "a hub of our own" {
    process trainer : training-pipeline
    external hub : model-hub { trust = internal }
    trainer -> hub { via = https }
  }
}
