use std.iot

/// Something is moved or decided by what a sensor says, and others can reach the sensor.
///
/// A hair dryer at the thermometer, a magnet at the meter or a changed device is enough. The software works as it
/// should, on a lie.
rule iot.false-reading "{to} acts on what a deceived {from} says" {
  stride          = [spoofing, tampering]
  on              = flow
  when            = from is sensor and from.trust <= exposed
                    and (any(flow.carries, d: d.integrity >= high)
                      or any(to.outgoing, g: g.to is actuator))
  unless          = to has plausibility-check or from has device-attestation and from has tamper-protection
  reduces         = [input-validation, message-signing, redundancy, log-monitoring]
  likelihood      = low
  impact          = max(medium, rating(this))
  fix             = """
    Let {to} compare {from} with what physics allows and with other sensors, and go to a safe state when they
    differ.
  """
  false-positives = "Dismiss it when whoever can deceive {from} harms nobody but themselves."
  refs            = ["CWE-807", "CAPEC-148", "T1692.002", "T0832"]

  fires {
    data heat { integrity = high }
    process thermometer : sensor { trust = exposed }
    process hub
    thermometer -> hub { via = mqtts, carries = heat }
  }

  answered "it is compared" {
    data heat { integrity = high }
    process thermometer : sensor { trust = exposed }
    process hub { controls = plausibility-check }
    thermometer -> hub { via = mqtts, carries = heat }
  }

  silent "out of reach" {
    data heat { integrity = high }
    process thermometer : sensor { trust = internal }
    process hub
    thermometer -> hub { via = mqtts, carries = heat }
  }
}
