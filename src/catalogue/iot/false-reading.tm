use std.iot

/// Something is moved or decided by what a device says it has measured, and others can reach the device.
///
/// A hair dryer at the thermometer, a magnet at the meter, a transmitter beside the satellite receiver or a changed
/// device is enough. The software works as it should, on a lie.
rule iot.false-reading "What a deceived {from} says is believed" {
  stride          = [spoofing, tampering]
  on              = flow
  one             = from
  when            = from is iot-device and not (from is iot-gateway) and from.trust <= exposed
                    and (any(flow.carries, d: d.integrity >= high)
                      or (from is sensor and any(to.outgoing, g: g.to is actuator)))
  unless          = to has plausibility-check or from has device-attestation and from has tamper-protection
  reduces         = [input-validation, message-signing, redundancy, log-monitoring]
  likelihood      = very-low
  impact          = min(high, max(medium, rating(this)))
  fix             = """
    Compare what {from} says with what physics allows and with other sensors before anything acts on it, and go to a
    safe state when they differ.
  """
  false-positives = "Dismiss it when whoever can deceive {from} harms nobody but themselves."
  refs            = ["CWE-807", "CAPEC-148", "T1692.002", "T0832"]

  fires {
    data heat { integrity = high }
    process thermometer : sensor { trust = exposed }
    process hub
    thermometer -> hub { via = mqtts, carries = heat }
  }

  fires "a device that measures something beside its work" {
    data position { integrity = high }
    process scooter : iot-device { trust = untrusted }
    process hub
    scooter -> hub { via = mqtts, carries = position }
  }

  answered "it is compared" {
    data heat { integrity = high }
    process thermometer : sensor { trust = exposed }
    process hub { controls = plausibility-check }
    thermometer -> hub { via = mqtts, carries = heat }
  }

  answered "the device vouches for itself, and shows when it was opened" {
    data heat { integrity = high }
    process thermometer : sensor { trust = exposed, controls = [device-attestation, tamper-protection] }
    process hub
    thermometer -> hub { via = mqtts, carries = heat }
  }

  silent "out of reach" {
    data heat { integrity = high }
    process thermometer : sensor { trust = internal }
    process hub
    thermometer -> hub { via = mqtts, carries = heat }
  }
}
