/// The platform runs workloads that somebody outside can influence, side by side on one kernel.
///
/// A fault in the kernel or one generous setting leads from one container to the host, and from there to all the
/// others.
rule privilege.container-escape "A workload can break out into {this}" {
  stride          = elevation-of-privilege
  on              = container-platform
  when            = any(this.outgoing, f: f.to is process and not (f.to is forwarding) and tainted(f.to))
  unless          = this has workload-isolation or this has sandboxing
  reduces         = [patching, least-privilege, configuration-baseline, log-monitoring]
  likelihood      = low
  impact          = max(high, rating(this))
  fix             = """
    Give workloads of {this} no privileges, a filter for system calls and a read-only root, and hostile ones a
    kernel of their own.
  """
  false-positives = "Dismiss it when every workload on {this} belongs to the same owner and holds the same data."
  refs            = ["CWE-653", "CAPEC-480", "T1611", "ASVS-5.0-15.2.5"]

  fires {
    actor visitor
    process shop
    process cluster : container-platform
    visitor -> shop { via = https }
    cluster -> shop { via = ipc }
  }

  answered "kernels of their own" {
    actor visitor
    process shop
    process cluster : container-platform { controls = workload-isolation }
    visitor -> shop { via = https }
    cluster -> shop { via = ipc }
  }

  answered "a sandboxing runtime" {
    actor visitor
    process shop
    process cluster : container-platform { controls = sandboxing }
    visitor -> shop { via = https }
    cluster -> shop { via = ipc }
  }

  silent "nobody outside has a say" {
    actor visitor { trust = internal }
    process shop
    process cluster : container-platform
    visitor -> shop { via = https }
    cluster -> shop { via = ipc }
  }

  silent "what traffic passes is no workload" {
    actor visitor
    process edge : load-balancer
    process cluster : container-platform
    visitor -> edge { via = https }
    cluster -> edge { via = https }
  }
}
