use std.identity

/// Programs of one machine ask the same agent who they are, and the agent believes what they say.
///
/// Whoever takes over the least of them gets the identity of its neighbours, and with that everything they may do.
rule identity.neighbour-identity "A program beside {this} gets the identity of another" {
  stride          = [spoofing, elevation-of-privilege]
  on              = workload-agent
  when            = any(
                      this.incoming,
                      f: any(this.incoming, g: g.from != f.from and f.from is process and g.from is process)
                    )
  unless          = this has workload-attestation or this has workload-isolation
  reduces         = [audit-log, sandboxing, short-lived-tokens]
  likelihood      = low
  impact          = max(medium, rating(this))
  fix             = """
    Let {this} find out from the kernel or the platform which program asks, and run programs of different worth on
    different machines.
  """
  false-positives = "Dismiss it when all programs that call {this} may do the same."
  refs            = ["CWE-290", "T1552.005"]

  fires {
    process shop
    process forum
    process agent : workload-agent
    shop -> agent { via = ipc }
    forum -> agent { via = ipc }
  }

  answered "it asks the kernel" {
    process shop
    process forum
    process agent : workload-agent { controls = workload-attestation }
    shop -> agent { via = ipc }
    forum -> agent { via = ipc }
  }

  answered "apart" {
    process shop
    process forum
    process agent : workload-agent { controls = workload-isolation }
    shop -> agent { via = ipc }
    forum -> agent { via = ipc }
  }

  silent "one program only" {
    process shop
    process forum
    process agent : workload-agent
    shop -> agent { via = ipc }
    forum -> shop { via = ipc }
  }
}
