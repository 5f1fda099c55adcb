use std.ai

/// The model was trained with confidential or personal data, and strangers may ask it.
///
/// Models remember rare samples word for word. The right beginning of a sentence brings back an address or a key, and
/// the certainty of an answer tells whether somebody was among the samples.
rule ai.training-data-leak "{this} can tell strangers what it learnt from {d}" {
  stride          = information-disclosure
  linddun         = identifying
  on              = ml-model
  when            = this.fine-tuned and exposed(this) and (any(this.incoming, t: t.purpose == training
                      and known(t.carries)
                        and any(t.carries, d: d.class >= confidential or d.personal))
                      or any(this.uses, d: d.class >= confidential or d.personal))
  unless          = this has private-training or this has anonymisation
  reduces         = [redaction, output-coarsening, model-evaluation]
  likelihood      = low
  impact          = max(high, rating(this))
  fix             = """
    Take names and secrets out of {d} before {this} learns from it, or train it so that no single sample shows.
  """
  false-positives = "Dismiss it when {d} is published anyway."
  refs            = ["CWE-212", "LLM02:2025", "AML.T0057", "AML.T0024"]

  fires {
    data letters { class = confidential }
    actor visitor
    process writer : llm { fine-tuned = true, uses = letters }
    visitor -> writer { via = https }
  }

  answered "trained in private" {
    data letters { class = confidential }
    actor visitor
    process writer : llm { fine-tuned = true, uses = letters, controls = private-training }
    visitor -> writer { via = https }
  }

  silent "not confidential" {
    data letters { class = public }
    actor visitor
    process writer : llm { fine-tuned = true, uses = letters }
    visitor -> writer { via = https }
  }

  asks "what did it learn from?" {
    data letters { class = confidential }
    actor visitor
    process writer : llm { fine-tuned = true }
    visitor -> writer { via = https }
  }
}
