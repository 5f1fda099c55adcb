use std.mobile

/// An app puts something that matters where other apps may read and write.
///
/// Any other app reads it, or changes it between two starts. Configuration and code that were loaded from such places
/// have taken apps over.
rule mobile.shared-files "Other apps read and change {d} in {this}" {
  stride          = [information-disclosure, tampering]
  on              = shared-storage
  when            = any(this.holds, d: d.class >= confidential or d.integrity >= high or d.credential)
  unless          = this has encryption-at-rest and this has integrity-checking
  reduces         = [retention-deletion, data-minimisation, input-validation]
  likelihood      = low
  fix             = """
    Keep {d} in the app's own storage and not in {this}, and treat what is read from {this} as input of a
    stranger.
  """
  false-positives = "Dismiss it when people themselves saved {d} there, to use it with other apps."
  refs            = ["CWE-921", "M9:2024", "T1533"]
  supersedes      = [tampering.unprotected-store, disclosure.unencrypted-store]

  fires {
    data letter { class = confidential }
    store card : shared-storage { holds = letter }
  }

  fires "written by the app" {
    data letter { class = confidential, integrity = very-high }
    actor writer
    process app : mobile-app
    store card : shared-storage { holds = letter }
    writer -> app { carries = letter }
    app -> card { auth = none, carries = letter }
  }

  fires "encrypted only" {
    data letter { class = confidential }
    store card : shared-storage { holds = letter, controls = encryption-at-rest }
  }

  answered "encrypted and checked" {
    data letter { class = confidential }
    store card : shared-storage { holds = letter, controls = [encryption-at-rest, integrity-checking] }
  }

  silent "nothing that matters" {
    data letter { class = public, integrity = low }
    store card : shared-storage { holds = letter }
  }
}
