/// The only copy of something that matters lies where one mistake or one intruder can destroy it.
///
/// Extortionists delete what can be deleted before they ask for money. A replica is no help, because it follows the
/// deletion within seconds.
rule availability.no-backup "Nothing brings {d} back when {this} is encrypted or deleted" {
  stride          = [denial-of-service, tampering]
  on              = store
  when            = known(this.holds) and any(this.holds, d: d.availability >= high or d.integrity >= high)
                    and not (known(this.role) and this.role in [cache, index, backup])
                    and not (this is queue) and not (this is cache) and this.trust > partner
                    and not (this is artifact-registry and any(this.incoming, i: i.from is development))
  unless          = this has backup
                    or any(this.outgoing, f: f.to is backup-store or f.to.role == backup or f.purpose == backup)
                    or any(this.incoming, g: any(g.from.outgoing, h: h.to is backup-store or h.to.role == backup))
  reduces         = [redundancy, access-control]
  likelihood      = low
  fix             = """
    Copy {d} from {this} on a schedule to where the credentials of {this} do not reach, and restore a copy once
    a year.
  """
  false-positives = "Dismiss it when everything in {this} can be made anew from another store."
  refs            = ["M1053", "T1485", "T1486", "T1490"]

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

  answered "it is copied to another store" {
    data order { integrity = high }
    store orders : postgres { role = primary, holds = order }
    store copies : object-store { role = backup }
    orders -> copies { via = https, carries = order }
  }

  answered "a job copies it" {
    data order { integrity = high }
    store orders : postgres { role = primary, holds = order }
    process job : batch-job
    store copies : backup-store
    job -> orders { via = sql-tls, returns = order }
    job -> copies { via = https, carries = order }
  }

  silent "a queue hands on" {
    data order { integrity = high }
    store orders : queue { role = primary, holds = order }
  }

  silent "on the phone of somebody else" {
    data order { integrity = high }
    store orders { role = primary, holds = order, trust = untrusted }
  }
}
