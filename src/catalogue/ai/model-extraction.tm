use std.ai

/// Strangers may ask a model that was trained with our own data as often as they like, and get full answers.
///
/// Enough pairs of question and answer train a copy. What cost a year of work is then for sale, and can be studied at
/// leisure for weak spots.
rule ai.model-extraction "{this} can be copied by asking it" {
  stride          = information-disclosure
  on              = ml-model
  when            = this.fine-tuned and exposed(this)
  unless          = this has rate-limit or this has quota or this has output-coarsening
                    or not exposed(this, unless: rate-limit) or not exposed(this, unless: quota)
  reduces         = [authentication, log-monitoring, model-watermarking]
  likelihood      = low
  impact          = max(medium, rating(this))
  fix             = """
    Limit how much one caller may ask {this}, answer no more exactly than needed, and watch for systematic
    questions.
  """
  false-positives = "Dismiss it when others can train the same from public data."
  refs            = ["LLM10:2025", "AML.T0024"]

  fires {
    actor visitor
    process pricing : inference-service { fine-tuned = true }
    visitor -> pricing { via = https }
  }

  answered "callers are limited" {
    actor visitor
    process pricing : inference-service { fine-tuned = true, controls = rate-limit }
    visitor -> pricing { via = https }
  }

  answered "answers are coarse" {
    actor visitor
    process pricing : inference-service { fine-tuned = true, controls = output-coarsening }
    visitor -> pricing { via = https }
  }

  silent "nothing of ours is in it" {
    actor visitor
    process pricing : inference-service { fine-tuned = false }
    visitor -> pricing { via = https }
  }
}
