/// What must stay confidential lies on disks, snapshots and backups as it is.
///
/// Media are lost, returned, copied and sold. Encryption turns the loss of a disk into the loss of a key that
/// nobody has.
rule disclosure.unencrypted-store "{this} keeps {d} unencrypted" {
  stride          = information-disclosure
  on              = store
  when            = (known(this.holds) or count(this.incoming) > 0) and any(this.holds, d: d.class >= confidential)
  unless          = this.encrypted or this has encryption-at-rest
                    or (known(this.encryption) and this.encryption == end-user-key)
  reduces         = [access-control, secure-erasure]
  likelihood      = very-low
  fix             = """
    Turn on encryption at rest for {this} with a key that is kept elsewhere, and encrypt its backups too.
  """
  false-positives = "Dismiss it when {this} lives in memory only and is never written to a disk."
  refs            = ["CWE-312", "CAPEC-37", "A02:2021", "A04:2025", "ASVS-5.0-14.2.4"]

  fires {
    data invoice { class = confidential }
    store archive { holds = invoice, encrypted = false }
  }

  answered "encrypted" {
    data invoice { class = confidential }
    store archive { holds = invoice, encrypted = true }
  }

  answered "the disk is encrypted" {
    data invoice { class = confidential }
    store archive { holds = invoice, controls = disk-encryption }
  }

  silent "anyone may read it" {
    data invoice { class = public }
    store archive { holds = invoice, encrypted = false }
  }

  asks "how is it classified?" {
    data invoice
    store archive { holds = invoice, encrypted = false }
  }
}
