/// Something that must be there is one program on one machine.
///
/// Each update, each crash and each full disk is an outage. There is never a good moment to install a patch.
rule availability.single-instance "{this} is down whenever its only instance is" {
  stride          = denial-of-service
  on              = process
  when            = known(this.availability) and this.availability >= high and not (this is client)
                    and not (this is forwarding and known(this.managed) and this.managed)
  unless          = this.redundant or this has redundancy
  reduces         = [graceful-degradation, timeout]
  likelihood      = low
  fix             = """
    Run at least two instances of {this} in different zones behind something that notices when one is gone.
  """
  false-positives = "Dismiss it when the agreed time to repair is longer than a restart of {this} takes."
  refs            = ["A06:2025", "A04:2021"]

  fires {
    process shop { availability = high }
  }

  answered "there are two" {
    process shop { availability = high, redundant = true }
  }

  answered "another takes over" {
    process shop { availability = high, controls = redundancy }
  }

  silent "it may be down" {
    process shop { availability = medium }
  }

  silent "a provider runs it in many places" {
    process edge : load-balancer { availability = high, managed = true }
  }
}
