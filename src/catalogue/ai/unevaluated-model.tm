use std.ai

/// A model was trained with data of ours and answers people, and no fixed tests have to be passed before a new version
/// is used.
///
/// Training changes more than was meant: what the model refused it does, and for some people it is wrong more often
/// than for others. The first to find out are those about whom it decides.
rule ai.unevaluated-model "A new version of {this} goes live worse than the last" {
  stride          = tampering
  on              = ml-model
  when            = this.fine-tuned and count(this.incoming) > 0
  unless          = this has model-evaluation or any(this.incoming, f: f.from is development
                      and f.from has model-evaluation)
  reduces         = [human-approval, confidence-threshold, version-pinning, training-data-filtering]
  likelihood      = low
  impact          = min(medium, rating(this))
  fix             = """
    Keep a set of questions and hostile inputs for {this}, with answers for each group of people, and let no version
    through that does worse.
  """
  false-positives = "Dismiss it when nothing depends on the answer."
  refs            = ["LLM04:2025"]

  fires {
    process desk
    process scorer : ml-model { fine-tuned = true }
    desk -> scorer { via = https }
  }

  answered "tests must be passed" {
    process desk
    process scorer : ml-model { fine-tuned = true, controls = model-evaluation }
    desk -> scorer { via = https }
  }

  answered "the pipeline tests" {
    process desk
    process trainer : training-pipeline { controls = model-evaluation }
    process scorer : ml-model { fine-tuned = true }
    desk -> scorer { via = https }
    trainer -> scorer { via = https }
  }

  silent "as it was bought" {
    process desk
    process scorer : ml-model { fine-tuned = false }
    desk -> scorer { via = https }
  }
}
