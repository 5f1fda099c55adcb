/// The copies can be changed or deleted by the same programs and people who run the original.
///
/// Whoever extorts deletes copies first. Copies that the intruder can reach are no copies.
rule data.deletable-backup "Whoever takes over the writers of {this} can delete the copies too" {
  stride          = [tampering, denial-of-service]
  on              = store
  when            = (this is backup-store or (known(this.role) and this.role == backup))
                    and any(this.incoming, f: f.from is process or f.from is actor or f.from is store)
  unless          = this has append-only-log
  reduces         = [least-privilege, multi-factor-authentication, privileged-access-management]
  likelihood      = low
  impact          = max(medium, rating(this))
  fix             = """
    Lock the copies in {this} until their time is over, and keep one where no credential of the original reaches.
  """
  false-positives = "Dismiss it when a second copy is pulled by another party that has a model of its own."
  refs            = ["CWE-732", "CAPEC-1", "T1490", "T1485", "T1486", "ASVS-5.0-8.2.1"]

  fires {
    process saver : batch-job
    store copies : backup-store
    saver -> copies { via = https }
  }

  answered "copies are locked" {
    process saver : batch-job
    store copies : backup-store { controls = append-only-log }
    saver -> copies { via = https }
  }

  silent "no program writes there" {
    process saver : batch-job
    store copies : backup-store
  }

  fires "drawn from the original" {
    store orders : postgres
    store copies : backup-store
    orders -> copies { via = https }
  }

  fires "copies in a bucket" {
    process saver : batch-job
    store copies : object-store { role = backup }
    saver -> copies { via = https }
  }
}
