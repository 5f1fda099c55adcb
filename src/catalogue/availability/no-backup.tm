/// The only copy of something that matters lies where one mistake or one intruder can destroy it.
///
/// Extortionists delete what can be deleted before they ask for money. A replica is no help, because it follows the
/// deletion within seconds.
rule availability.no-backup "{d} is gone when {this} is encrypted or deleted" {
  stride          = [denial-of-service, tampering]
  on              = store
  when            = known(this.holds) and any(this.holds, d: d.availability >= high or d.integrity >= high)
                    and not (known(this.role) and this.role in [cache, index, backup])
  unless          = this has backup
  reduces         = [redundancy, access-control]
  likelihood      = low
  fix             = """
    Copy {d} from {this} on a schedule to where the credentials of {this} do not reach, and restore a copy once
    a year.
  """
  false-positives = "Dismiss it when everything in {this} can be made anew from another store."
  refs            = ["CWE-693", "T1485", "T1486", "T1490"]

  fires {
    data order { integrity = high }
    store orders : postgres { role = primary, holds = order }
  }

  answered "there is a backup" {
    data order { integrity = high }
    store orders : postgres { role = primary, controls = backup, holds = order }
  }

  silent "only a cache" {
    data order { integrity = high }
    store orders : postgres { role = cache, holds = order }
  }
}
