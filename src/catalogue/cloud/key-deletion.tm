use std.cloud

/// All that is encrypted hangs on keys, and whoever administers the key service can delete them.
///
/// A deleted key deletes every copy of the data at once, backups included. For extortion that is faster than
/// encrypting.
rule cloud.key-deletion "Deleting a key in {this} destroys all that it encrypts" {
  stride          = denial-of-service
  on              = key-management-service
  when            = count(this.incoming) > 0
  unless          = this has deletion-protection
  reduces         = [privileged-access-management, backup, log-monitoring]
  likelihood      = low
  impact          = high
  fix             = """
    Set the longest waiting time for deletions in {this}, forbid them to everybody but two people, and raise an
    alarm on each.
  """
  false-positives = "Dismiss it when everything that is encrypted with these keys can be made anew."
  refs            = ["T1485", "T1490", "A01:2025", "ASVS-5.0-11.1.1"]

  fires {
    process shop
    store keys : aws-kms
    shop -> keys { via = https, auth = managed-identity }
  }

  answered "deletion takes weeks" {
    process shop
    store keys : aws-kms { controls = deletion-protection }
    shop -> keys { via = https, auth = managed-identity }
  }

  silent "nobody uses it" {
    process shop
    store keys : aws-kms
  }
}
