/// Below the programs lies an operating system, and no time is fixed within which its updates are installed.
///
/// A hole in it turns a foothold in one program into the whole machine, with everything else that runs there.
rule supply.unpatched-machine "Known weaknesses in the operating system of {this} stay open" {
  stride          = elevation-of-privilege
  on              = machine
  when            = this.trust > partner
                    and any(
                      this.elements,
                      p: p is process
                        and not p is client
                        and not (known(p.managed) and p.managed)
                        and tainted(p)
                    )
  unless          = this has patching or all(this.elements, q: known(q has patching) and q has patching)
  reduces         = [sandboxing, configuration-baseline, host-firewall, memory-hardening]
  likelihood      = low
  impact          = medium
  fix             = """
    Install updates of the system on {this} within a fixed number of days, or make the machine anew from a current
    image each week.
  """
  false-positives = "Dismiss it when a provider keeps the system of {this} up to date."
  refs            = ["T1068", "A06:2021", "A03:2025", "ASVS-5.0-15.2.1"]

  fires {
    actor visitor
    boundary host : machine {
      trust = internal
      process shop
    }
    visitor -> shop { via = https }
  }

  answered "updates are installed" {
    actor visitor
    boundary host : machine {
      trust    = internal
      controls = patching
      process shop
    }
    visitor -> shop { via = https }
  }

  silent "a provider runs it" {
    actor visitor
    boundary host : machine {
      trust = internal
      process shop { managed = true }
    }
    visitor -> shop { via = https }
  }
}
