use std.iot

/// A small device makes its own key in its first seconds, when nothing random has happened in it yet.
///
/// Thousands of devices then have one of a few keys. Whoever has bought two of them computes the keys of the others.
rule iot.weak-key "The key that {this} makes for itself can be guessed" {
  stride          = spoofing
  on              = iot-device
  when            = any(this.data, k: k.credential and known(k.origin) and k.origin == this)
  unless          = this has strong-randomness
                    or this has hardware-key-protection
                    or this has unique-device-credentials
  reduces         = [device-attestation, key-rotation]
  likelihood      = low
  impact          = max(medium, rating(this))
  fix             = """
    Give {this} a hardware source of randomness, wait for it before the first key, or put {k} in at the factory.
  """
  false-positives = "Dismiss it when the chip of {this} has a tested source of randomness."
  refs            = ["CWE-331"]

  fires {
    data key { class = secret, credential = true, origin = meter }
    process meter : smart-meter { holds = key }
  }

  answered "from a good source" {
    data key { class = secret, credential = true, origin = meter }
    process meter : smart-meter { holds = key, controls = strong-randomness }
  }

  answered "made in hardware" {
    data key { class = secret, credential = true, origin = meter }
    process meter : smart-meter { holds = key, controls = hardware-key-protection }
  }

  answered "put in at the factory, one for each" {
    data key { class = secret, credential = true, origin = meter }
    process meter : smart-meter { holds = key, controls = unique-device-credentials }
  }

  silent "made elsewhere" {
    data key { class = secret, credential = true, origin = factory }
    process meter : smart-meter { holds = key }
    process factory
  }
}
