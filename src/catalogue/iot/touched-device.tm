use std.iot

/// The device is where strangers can touch it, in a street, at a home or on a wrist, and holds or handles something
/// that must stay secret or right.
///
/// Opened at night, it gives up its keys, or comes back with one part more. Nobody notices until the readings do not
/// fit.
rule iot.touched-device "Somebody opens {this} and takes or changes {d}" {
  stride          = [information-disclosure, tampering]
  on              = iot-device
  when            = (inside(this, public-place) or this.trust <= partner
                      or ((this is wearable or this is smart-lock or this is camera) and not inside(this, site)))
                    and not (this is external)
                    and any(this.data, d: d.class >= confidential or d.credential or d.integrity >= high)
  unless          = this has tamper-protection or this has hardware-key-protection
  reduces         = [encryption-at-rest, unique-device-credentials, device-attestation, log-monitoring]
  likelihood      = low
  impact          = min(medium, rating(this))
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

  fires "at somebody's home" {
    data reading { integrity = high }
    boundary home { trust = untrusted, process meter : sensor }
    process hub
    meter -> hub { via = mqtts, carries = reading }
  }

  fires "a lock hangs on the outer side of a door" {
    data opening { integrity = high }
    boundary house { trust = internal, process door : smart-lock }
    process hub
    hub -> door { via = mqtts, carries = opening }
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

  silent "a lock inside a guarded place" {
    data opening { integrity = high }
    boundary house : site { trust = internal, process door : smart-lock }
    process hub
    hub -> door { via = mqtts, carries = opening }
  }
}
