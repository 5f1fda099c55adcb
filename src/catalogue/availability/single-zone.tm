/// Something that must be there runs once, in one place.
///
/// Machines, racks and zones fail, and so do the people who restart them. Without a second one, each such failure
/// is an outage.
rule availability.single-zone "{this} is down when its zone is down" {
  stride          = denial-of-service
  on              = store
  when            = (known(this.availability) and this.availability >= high)
                    or (known(this.holds) and any(this.holds, d: d.availability >= high))
  unless          = this.redundant or this has redundancy
  reduces         = [backup, graceful-degradation]
  likelihood      = low
  fix             = "Run {this} in at least two zones with automatic failover, and try the failover out."
  false-positives = "Dismiss it when the agreed time to repair is longer than it takes to restore {this} from a backup."
  refs            = ["A06:2025", "A04:2021"]

  fires {
    store orders : postgres { availability = high, redundant = false }
  }

  fires "it holds what must be there" {
    data order { availability = high }
    store orders : postgres { holds = order, redundant = false }
  }

  answered "a second one takes over" {
    store orders : postgres { availability = high, redundant = true }
  }

  answered "replicas" {
    store orders : postgres { availability = high, controls = redundancy }
  }

  silent "it can wait" {
    store orders : postgres { availability = low, redundant = false }
  }
}
