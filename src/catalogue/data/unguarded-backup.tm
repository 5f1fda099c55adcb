/// Copies for the day of loss hold everything that the original holds, and nobody set out who may read them or with
/// what key.
///
/// Thieves prefer backups: complete, quiet, and read without a trace. Many large leaks were a dump on a forgotten disk.
rule data.unguarded-backup "Reading {d} from {this} is easier than from the original" {
  stride          = information-disclosure
  on              = store
  when            = (this is backup-store or (known(this.role) and this.role == backup))
                    and known(this.holds) and any(this.holds, d: d.class >= confidential or d.personal)
  unless          = (this.encrypted or this has encryption-at-rest) and this has access-control
  reduces         = [storage-access-logging, network-segmentation, retention-deletion]
  likelihood      = low
  fix             = """
    Encrypt {this} with a key of its own, let the backup job write and two people read, and record each read.
  """
  false-positives = "Dismiss it when copies are encrypted before they leave and the key lies elsewhere."
  refs            = ["CWE-530", "CAPEC-37", "T1530", "T1005", "A02:2025", "ASVS-5.0-14.2.4"]
  supersedes      = disclosure.unencrypted-store

  fires {
    data profile { class = confidential }
    store dumps : backup-store { holds = profile }
  }

  answered "locked and encrypted" {
    data profile { class = confidential }
    store dumps : backup-store { holds = profile, encrypted = true, controls = access-control }
  }

  fires "encrypted, and open to all" {
    data profile { class = confidential }
    store dumps : backup-store { holds = profile, encrypted = true, lacks = access-control }
  }

  silent "nothing to hide" {
    data profile { class = public }
    store dumps : backup-store { holds = profile }
  }

  asks "how is it classified?" {
    data profile
    store dumps : backup-store { holds = profile }
  }

  fires "copies in a bucket" {
    data profile { class = confidential }
    store dumps : object-store { role = backup, holds = profile, lacks = access-control }
  }
}
