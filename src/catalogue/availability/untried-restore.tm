/// Copies are made every night, and nobody has ever made anything run again from one.
///
/// On the day of loss the copy turns out to be empty, half, damaged for months, or encrypted with a key that lay on the
/// lost machine.
rule availability.untried-restore "Nobody knows whether what lies in {this} can be restored" {
  stride          = denial-of-service
  on              = store
  when            = (this is backup-store or (known(this.role) and this.role == backup))
                    and this.trust > untrusted
                    and (count(this.incoming) > 0 or count(this.outgoing) > 0)
  unless          = this has restore-testing
                    or any(this.incoming, f: known(f.from has restore-testing) and f.from has restore-testing)
  reduces         = [integrity-checking, redundancy]
  likelihood      = low
  impact          = min(high, rating(this))
  fix             = """
    Restore a copy from {this} on a schedule into a place of its own, with keys that are not kept with it, and compare
    what comes out with the original.
  """
  false-positives = "Dismiss it when the service that makes the copies proves each of them by a restore."
  refs            = ["M1053", "T1490"]

  fires {
    process saver : batch-job
    store copies : backup-store
    saver -> copies { via = https }
  }

  answered "it is tried" {
    process saver : batch-job
    store copies : backup-store { controls = restore-testing }
    saver -> copies { via = https }
  }

  answered "the job tries it" {
    process saver : batch-job { controls = restore-testing }
    store copies : backup-store
    saver -> copies { via = https }
  }

  silent "an archive, and no copy" {
    process saver : batch-job
    store copies : database
    saver -> copies { via = https }
  }
}
