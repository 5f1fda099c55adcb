use std.ai

/// The agent keeps what strangers told it, and finds it again in later tasks as if it were experience of its own.
///
/// A poisoned conversation ends; what was remembered from it does not. It steers work for other people, weeks later,
/// when nobody thinks of where it came from.
rule ai.memory-poisoning "{to} remembers what strangers told {from}" {
  stride          = tampering
  on              = flow
  when            = from is agent and to is agent-memory and tainted(from) and write in flow.access
  unless          = to has memory-isolation and (from has output-validation or to has data-provenance)
  reduces         = [prompt-filtering, retention-deletion, human-approval]
  likelihood      = low
  impact          = max(medium, rating(from))
  fix             = """
    Keep {to} apart for each person and task, and let {from} check what it writes there and note its source.
  """
  false-positives = "Dismiss it when {to} is emptied at the end of each conversation."
  refs            = ["CWE-349", "ASI06:2026", "LLM04:2025", "AML.T0080"]

  fires {
    actor stranger
    process assistant : agent
    store memory : agent-memory
    stranger -> assistant { via = https }
    assistant -> memory { via = tls, access = write }
  }

  fires "kept apart but unchecked" {
    actor stranger
    process assistant : agent
    store memory : agent-memory { controls = memory-isolation }
    stranger -> assistant { via = https }
    assistant -> memory { via = tls, access = write }
  }

  answered "kept apart and checked" {
    actor stranger
    process assistant : agent { controls = output-validation }
    store memory : agent-memory { controls = memory-isolation }
    stranger -> assistant { via = https }
    assistant -> memory { via = tls, access = write }
  }

  silent "it only reads" {
    actor stranger
    process assistant : agent
    store memory : agent-memory
    stranger -> assistant { via = https }
    assistant -> memory { via = tls, access = read }
  }

  asks "what does it do there?" {
    actor stranger
    process assistant : agent
    store memory : agent-memory
    stranger -> assistant { via = https }
    assistant -> memory { via = tls }
  }
}
