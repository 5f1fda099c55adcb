/// A computer or a telephone with data or keys on it is left in a train, stolen from a car, or sold.
///
/// Whoever has it reads the disk in another machine, and no password of the program that wrote it is asked for.
rule disclosure.lost-device "Whoever finds a lost device with {this} reads {d}" {
  stride          = information-disclosure
  on              = [workstation, desktop-app, mobile-app]
  when            = known(this.holds) and any(this.holds, d: d.class >= confidential or d.credential)
  unless          = this has encryption-at-rest or this has hardware-key-protection
  reduces         = [endpoint-protection, secure-erasure, data-minimisation]
  likelihood      = low
  impact          = min(medium, rating(this))
  fix             = """
    Encrypt the disk under {this} with a key that only its owner opens, keep {d} on the server where that is possible,
    and be able to lock the device from afar.
  """
  false-positives = "Dismiss it when the device never leaves a locked room."
  refs            = ["CWE-313", "CAPEC-507"]

  fires {
    data draft { class = confidential }
    process desk : desktop-app { holds = draft }
  }

  answered "the disk is encrypted" {
    data draft { class = confidential }
    process desk : desktop-app { holds = draft, controls = disk-encryption }
  }

  answered "keys in a chip" {
    data draft { class = confidential }
    process desk : desktop-app { holds = draft, controls = hardware-key-protection }
  }

  silent "nothing is kept on it" {
    data draft { class = confidential }
    process desk : desktop-app { holds = [] }
  }
}
