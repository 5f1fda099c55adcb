use std.ai

/// Samples from outside become training data, and nobody checks where they came from or whether they fit.
///
/// A few hundred chosen samples can plant a back door that no test of accuracy shows. What has been learnt cannot
/// be patched away.
rule ai.training-poisoning "Somebody outside decides what is learnt from {to}" {
  stride          = tampering
  on              = flow
  when            = (to is training-store or to is training-pipeline or (to is ml-model and flow.purpose == training))
                    and not (known(flow.access) and not (write in flow.access))
                    and (from.trust <= partner or tainted(flow))
  unless          = from has data-provenance or to has data-provenance
                    or from has training-data-filtering or to has training-data-filtering
  reduces         = [model-evaluation, integrity-checking, access-control]
  likelihood      = low
  impact          = max(medium, rating(to))
  fix             = """
    Record the source of every sample in {to}, take samples only from sources that you chose, and look at those
    that stand out.
  """
  false-positives = "Dismiss it when people look at every sample before it is used."
  refs            = ["CWE-349", "LLM04:2025", "T1565.001", "AML.T0020"]

  fires {
    external search { trust = untrusted }
    process gatherer
    store samples : training-store
    search -> gatherer { via = https }
    gatherer -> samples { via = https, access = write }
  }

  answered "sources are recorded" {
    external search { trust = untrusted }
    process gatherer { controls = data-provenance }
    store samples : training-store
    search -> gatherer { via = https }
    gatherer -> samples { via = https, access = write }
  }

  answered "samples are filtered" {
    external search { trust = untrusted }
    process gatherer
    store samples : training-store { controls = training-data-filtering }
    search -> gatherer { via = https }
    gatherer -> samples { via = https, access = write }
  }

  silent "it only reads" {
    external search { trust = untrusted }
    process gatherer
    store samples : training-store
    search -> gatherer { via = https }
    gatherer -> samples { via = https, access = read }
  }
}
