/// A program talks to the container engine of its own machine.
///
/// The engine starts anything with any rights. Whoever takes over the program has the machine, with all other
/// containers on it.
rule privilege.engine-socket "Whoever takes over {from} commands the machine through {to}" {
  stride          = elevation-of-privilege
  on              = flow
  when            = to is container-platform
                    and from is process
                    and not from is container-platform
                    and flow.local
                    and not (known(flow.access) and not (write in flow.access or execute in flow.access))
  unless          = to has access-control or from has workload-isolation
  reduces         = [sandboxing, least-privilege, log-monitoring]
  likelihood      = low
  impact          = high
  fix             = """
    Take the socket of {to} away from {from}, or put a filter before it that lets only the few calls through that {from}
    needs.
  """
  false-positives = "Dismiss it when {from} is the agent of the machine and nobody else can make it do anything."
  refs            = ["CWE-250", "T1611", "T1609"]

  fires {
    process builder : worker
    process engine : container-platform
    builder -> engine { via = ipc }
  }

  answered "only some calls" {
    process builder : worker
    process engine : container-platform { controls = access-control }
    builder -> engine { via = ipc }
  }

  answered "a machine of its own" {
    process builder : worker { controls = workload-isolation }
    process engine : container-platform
    builder -> engine { via = ipc }
  }

  silent "it only looks" {
    process builder : worker
    process engine : container-platform
    builder -> engine { via = ipc, access = read }
  }
}
