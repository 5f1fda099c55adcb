use std.ai

/// An agent that works for several people keeps what it learns from all of them in one memory.
///
/// What one person told it in confidence turns up in the answer to another. Nobody has to attack: a similar question
/// is enough.
rule ai.shared-memory "{this} mixes what different people told an agent" {
  stride          = information-disclosure
  on              = agent-memory
  when            = any(this.incoming, f: f.from is agent and any(f.from.incoming, g: any(g.origins, o: o is actor)))
                    and any(this.holds, d: d.class >= confidential or d.personal)
  unless          = this has memory-isolation or this has tenant-isolation
  reduces         = [retention-deletion, redaction, access-control]
  likelihood      = low
  fix             = """
    Keep a memory of its own in {this} for each person, and fetch {d} by who asks before it is fetched by what is
    asked.
  """
  false-positives = "Dismiss it when a single person uses the agent."
  refs            = ["CWE-488", "ASI06:2026", "LLM02:2025"]

  fires {
    data talk { class = confidential }
    actor member
    process assistant : agent
    store memory : agent-memory { holds = talk }
    member -> assistant { via = https }
    assistant -> memory { via = tls }
  }

  answered "kept apart" {
    data talk { class = confidential }
    actor member
    process assistant : agent
    store memory : agent-memory { holds = talk, controls = memory-isolation }
    member -> assistant { via = https }
    assistant -> memory { via = tls }
  }

  silent "no secrets" {
    data talk { class = public }
    actor member
    process assistant : agent
    store memory : agent-memory { holds = talk }
    member -> assistant { via = https }
    assistant -> memory { via = tls }
  }

  asks "what does it remember?" {
    data talk { class = confidential }
    actor member
    process assistant : agent
    store memory : agent-memory
    member -> assistant { via = https }
    assistant -> memory { via = tls }
  }
}
