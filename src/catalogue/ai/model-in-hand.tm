use std.ai

/// A model of ours runs on a computer or a device of somebody else, or its weights lie where many may read them.
///
/// One copy is enough. Whoever has the weights need not ask, is counted by nobody, tries at leisure what misleads it,
/// and takes our filters off.
rule ai.model-in-hand "Whoever can read {this} takes the model along" {
  stride          = [information-disclosure, tampering]
  on              = [ml-model, model-registry]
  when            = not (this is external)
                    and ((this is ml-model and this.fine-tuned and this.trust <= partner)
                      or (this is model-registry
                        and any(this.incoming, f: f.from is process)))
  unless          = this has access-control or this has device-attestation
  reduces         = [encryption-at-rest, integrity-checking, model-watermarking, storage-access-logging]
  likelihood      = low
  impact          = min(medium, rating(this))
  fix             = """
    Give {this} to the programs alone that run it, keep on devices only what may be copied, and check the hash of the
    weights when they are loaded.
  """
  false-positives = "Dismiss it when the weights are published anyway."
  refs            = ["CWE-552", "AML.T0044"]

  fires {
    process scorer : ml-model { fine-tuned = true, trust = untrusted }
  }

  fires "where weights are kept" {
    process trainer : training-pipeline
    store weights : model-registry
    trainer -> weights { via = https }
  }

  answered "only who runs it may read it" {
    process trainer : training-pipeline
    store weights : model-registry { controls = access-control }
    trainer -> weights { via = https }
  }

  answered "only on devices that prove themselves" {
    process scorer : ml-model { fine-tuned = true, trust = untrusted, controls = device-attestation }
  }

  silent "in our own house" {
    process scorer : ml-model { fine-tuned = true, trust = internal }
  }
}
