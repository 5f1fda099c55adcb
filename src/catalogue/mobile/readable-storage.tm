use std.mobile

/// An app keeps something confidential or a credential in files of its own, as it is.
///
/// Backups, a finder of the telephone, or malware with more rights read them. What the system keeps apart for an app
/// is kept apart on a sound device only.
rule mobile.readable-storage "{this} keeps {d} where a thief of the device finds it" {
  stride          = information-disclosure
  on              = app-storage
  when            = not (this is shared-storage) and any(this.holds, d: d.class >= confidential or d.credential)
  unless          = this.encryption == end-user-key or this has encryption-at-rest or this has hardware-key-protection
  reduces         = [data-minimisation, secure-erasure, retention-deletion]
  likelihood      = low
  fix             = "Encrypt {d} in {this} with a key from the key store of the device, or do not keep it at all."
  false-positives = "Dismiss it when the system encrypts {this} under the person's code and backups leave it out."
  refs            = ["CWE-312", "M9:2024", "T1409"]
  supersedes      = [disclosure.unencrypted-store, disclosure.credential-in-store]

  fires {
    data letter { class = confidential }
    store files : app-storage { holds = letter }
  }

  fires "a credential" {
    data token { class = secret, credential = true }
    store files : app-storage { holds = token }
  }

  answered "encrypted" {
    data letter { class = confidential }
    store files : app-storage { holds = letter, controls = encryption-at-rest }
  }

  answered "by a key of the person" {
    data letter { class = confidential }
    store files : app-storage { holds = letter, encryption = end-user-key }
  }

  silent "nothing confidential" {
    data letter { class = public }
    store files : app-storage { holds = letter }
  }

  asks "what does it keep?" {
    data letter { class = confidential }
    store files : app-storage
  }

  fires "a password" {
    data password { class = secret, credential = true, personal = true }
    store files : app-storage { holds = password }
  }
}
