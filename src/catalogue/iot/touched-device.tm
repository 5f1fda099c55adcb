use std.iot

/// The device stands where anybody can touch it, and holds or handles something that must stay secret or right.
///
/// Opened at night, it gives up its keys, or comes back with one part more. Nobody notices until the readings do not
/// fit.
rule iot.touched-device "Somebody opens {this} and takes {d}" {
  stride          = [information-disclosure, tampering]
  on              = iot-device
  when            = inside(this, public-place)
                    and any(this.data, d: d.class >= confidential or d.credential or d.integrity >= high)
  unless          = this has tamper-protection or this has hardware-key-protection
  reduces         = [encryption-at-rest, unique-device-credentials, device-attestation, log-monitoring]
  likelihood      = low
  fix             = """
    Keep the keys of {this} in a chip that does not give them away, and let it report and lock when it is opened.
  """
  false-positives = "Dismiss it when what {this} knows is worth less than opening it costs."
  refs            = ["CWE-1263", "CAPEC-401", "T1200"]

  fires {
    data reading { integrity = high }
    boundary street : public-place { process meter : sensor }
    process hub
    meter -> hub { via = mqtts, carries = reading }
  }

  answered "it notices" {
    data reading { integrity = high }
    boundary street : public-place { process meter : sensor { controls = tamper-protection } }
    process hub
    meter -> hub { via = mqtts, carries = reading }
  }

  answered "keys in a chip" {
    data reading { integrity = high }
    boundary street : public-place { process meter : sensor { controls = hardware-key-protection } }
    process hub
    meter -> hub { via = mqtts, carries = reading }
  }

  silent "locked away" {
    data reading { integrity = high }
    boundary street : site { process meter : sensor }
    process hub
    meter -> hub { via = mqtts, carries = reading }
  }
}
