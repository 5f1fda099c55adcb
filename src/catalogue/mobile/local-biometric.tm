use std.mobile

/// The app asks the device whether finger or face is right and goes on when it hears yes.
///
/// On an opened device that yes is one changed instruction. No key stood behind it, so nothing was ever locked.
rule mobile.local-biometric "{this} takes a yes of the device for a proof" {
  stride          = spoofing
  on              = mobile-app
  when            = any(this.outgoing, f: f.to is biometric-prompt)
  unless          = this has hardware-key-protection
  reduces         = [app-hardening, app-attestation, session-management]
  likelihood      = low
  impact          = max(medium, rating(this))
  fix             = """
    Let finger or face release a key in the device's key store, and let {this} and the server go on only with it.
  """
  false-positives = "Dismiss it when the prompt only saves people a tap and the server asks for a proof of its own."
  refs            = ["CWE-603", "M3:2024", "T1461"]

  fires {
    process app : mobile-app
    external prompt : biometric-prompt
    app -> prompt { via = ipc }
  }

  answered "a key stands behind it" {
    process app : mobile-app { controls = hardware-key-protection }
    external prompt : biometric-prompt
    app -> prompt { via = ipc }
  }

  silent "no prompt" {
    process app : mobile-app
    external prompt
    app -> prompt { via = ipc }
  }
}
