use std.ai

/// The agent changes something, and nothing records what it did, at whose request, and what it had read before.
///
/// Afterwards the log of the tool names the agent, and the agent is nobody. Neither an attack nor a mistake can be
/// told from what was wanted.
rule ai.untraceable-agent "Nobody can tell afterwards why {this} did something" {
  stride          = repudiation
  on              = agent
  when            = known(this.autonomy) and this.autonomy >= approval
                    and any(this.outgoing, f: not (f.to is llm) and not (f.to is log-store)
                      and (write in f.access or delete in f.access or execute in f.access))
  unless          = this has audit-log
                    or any(this.outgoing, g: g.to is log-store and any(g.carries, r: r.integrity >= medium))
  reduces         = [log-monitoring, message-signing]
  likelihood      = low
  fix             = """
    Record for each action of {this} who asked, what it had read, what it called and who agreed, where {this}
    cannot change it.
  """
  false-positives = "Dismiss it when the gateway before the tools records all of this."
  refs            = ["CWE-778", "ASI10:2026", "A09:2021", "A09:2025", "ASVS-5.0-16.2.1"]
  supersedes      = repudiation.no-audit-log

  fires {
    process assistant : agent { autonomy = acts }
    store orders
    assistant -> orders { via = tls, access = write }
  }

  fires "on the word of a person" {
    data wish { class = internal, integrity = high }
    actor customer
    process assistant : agent { autonomy = acts }
    store orders
    customer -> assistant { via = https, carries = wish }
    assistant -> orders { via = tls, access = write }
  }

  answered "it is recorded" {
    process assistant : agent { autonomy = acts, controls = audit-log }
    store orders
    assistant -> orders { via = tls, access = write }
  }

  answered "it writes a log" {
    process assistant : agent { autonomy = acts }
    store orders
    data line { class = internal, integrity = high }
    store journal : log-store
    assistant -> orders { via = tls, access = write }
    assistant -> journal { via = tls, carries = line }
  }

  fires "what it writes is no record" {
    data load { class = public, integrity = low }
    process assistant : agent { autonomy = acts }
    store orders
    store figures : log-store
    assistant -> orders { via = tls, access = write }
    assistant -> figures { via = tls, carries = load }
  }

  silent "it only reads" {
    process assistant : agent { autonomy = acts }
    store orders
    assistant -> orders { via = tls, access = read }
  }
}
