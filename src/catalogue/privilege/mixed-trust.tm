/// Programs of different trust live in one machine, runtime or address space.
///
/// What separates them is weaker than what separates networks. Who takes the less trusted one over is already next
/// to the other.
rule privilege.mixed-trust "Programs of different trust share {this}" {
  stride          = elevation-of-privilege
  on              = boundary
  when            = (this is machine or this is runtime or this is os-process)
                    and any(this.elements, a: not (a is actor)
                      and any(this.elements, b: not (b is actor) and a.trust < b.trust))
  unless          = this has workload-isolation or this has sandboxing
  reduces         = [least-privilege, memory-hardening, patching]
  likelihood      = low
  impact          = high
  fix             = "Move {a} to machines of their own, away from what is trusted more, or put them into sandboxes."
  false-positives = "Dismiss it when the less trusted one is the guard of the other and nothing else runs there."
  refs            = ["CWE-653", "T1068", "A04:2021", "A06:2025", "ASVS-5.0-15.2.5"]

  fires {
    boundary host : machine {
      trust = internal
      process plugin { trust = exposed }
      process ledger
    }
  }

  answered "kept apart" {
    boundary host : machine {
      trust    = internal
      controls = workload-isolation
      process plugin { trust = exposed }
      process ledger
    }
  }

  answered "in a sandbox" {
    boundary host : machine {
      trust    = internal
      controls = sandboxing
      process plugin { trust = exposed }
      process ledger
    }
  }

  silent "equally trusted" {
    boundary host : machine {
      trust = internal
      process plugin
      process ledger
    }
  }

  silent "a person is no program" {
    boundary host : machine {
      trust = internal
      actor guest { trust = untrusted }
      process ledger
    }
  }
}
