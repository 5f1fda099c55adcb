use std.cloud

/// The provider encrypts the store with a key of its own and opens it for every caller who may read.
///
/// Such encryption guards a stolen disk, and nothing else. With a key of ours, reading leaves a trace, and closing the
/// key closes the data.
rule cloud.provider-key "{d} in {this} is encrypted with a key that is not ours to withdraw" {
  stride          = information-disclosure
  on              = store
  when            = this is managed-service and known(this.encryption) and this.encryption == transparent
                    and known(this.holds) and any(this.holds, d: d.class == secret and not d.credential)
  unless          = this has encryption-at-rest or this has key-rotation
  reduces         = [access-control, storage-access-logging]
  likelihood      = very-low
  fix             = """
    Encrypt {this} with a key in a key service of our own, and let only those who need {d} use the key.
  """
  false-positives = "Dismiss it when no rule asks for it and the provider is trusted with {d} anyway."
  refs            = ["CWE-922", "T1530", "A02:2021", "A04:2025", "ASVS-5.0-11.1.1", "ASVS-5.0-13.3.3"]

  fires {
    data formula { class = secret }
    store recipes : aws-s3 { holds = formula }
  }

  answered "encrypted before it is sent" {
    data formula { class = secret }
    store recipes : aws-s3 { holds = formula, controls = encryption-at-rest }
  }

  answered "keys are ours and change" {
    data formula { class = secret }
    store recipes : aws-s3 { holds = formula, controls = key-rotation }
  }

  silent "a key of ours" {
    data formula { class = secret }
    store recipes : aws-s3 { holds = formula, encryption = shared-key }
  }

  silent "less than secret" {
    data formula { class = confidential }
    store recipes : aws-s3 { holds = formula }
  }
}
