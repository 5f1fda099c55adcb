use std.ai

/// The agent decides by itself how often it asks the model and what it tries next, and nothing ends that.
///
/// Two agents that wait for each other, or one that never finds what it looks for, spend the month's budget in a
/// night. What they flood on the way fails for others too.
rule ai.runaway-agent "{this} can go on for ever" {
  stride          = denial-of-service
  on              = agent
  when            = known(this.autonomy) and this.autonomy == acts
                    and any(this.outgoing, f: f.to is llm or f.to is agent)
  unless          = this has quota or this has timeout or any(this.outgoing, g: g.to is llm and g.to has quota)
  reduces         = [log-monitoring, graceful-degradation]
  likelihood      = low
  impact          = medium
  fix             = """
    Give each task of {this} a number of steps, a time and a budget, and a switch with which a person stops it.
  """
  false-positives = "Dismiss it when {this} calls the model a fixed number of times."
  refs            = ["CWE-834", "ASI08:2026", "LLM10:2025"]

  fires {
    process assistant : agent { autonomy = acts }
    process model : llm
    assistant -> model { via = tls }
  }

  answered "steps are counted" {
    process assistant : agent { autonomy = acts, controls = agent-circuit-breaker }
    process model : llm
    assistant -> model { via = tls }
  }

  answered "the model counts" {
    process assistant : agent { autonomy = acts }
    process model : llm { controls = quota }
    assistant -> model { via = tls }
  }

  silent "a person takes each step" {
    process assistant : agent { autonomy = suggests }
    process model : llm
    assistant -> model { via = tls }
  }
}
