/// A device asks another system what to do and does what comes back, without proof that the right one answered.
///
/// Whoever answers first, from a false base station, a name that was turned or the telephone next door, gives the
/// orders. The device looks healthy while it follows them.
rule iot.obedient-device "{from} does what anybody answers in the name of {to}" {
  stride          = [spoofing, tampering]
  on              = flow
  when            = from is iot-device and not (from is external) and not flow.local and known(flow.returns)
                    and any(flow.returns, d: d.integrity >= high)
  unless          = flow.server-auth or flow.auth == mtls or to has message-signing or from has command-authorisation
  reduces         = [encryption-in-transit, network-segmentation]
  likelihood      = very-low
  impact          = min(high, max(medium, rating(this)))
  fix             = """
    Let {from} check who answers, by a certificate or by a signature on {d}, and do nothing when the check fails.
  """
  false-positives = """
    Dismiss it when the two were paired under the eyes of their owner, and the key of the pair is checked.
  """
  refs            = ["CWE-940", "CAPEC-151", "T1692.001"]

  fires {
    data order { integrity = high }
    process valve : iot-device
    process hub
    valve -> hub { via = mqtt, returns = order }
  }

  answered "the hub proves who it is" {
    data order { integrity = high }
    process valve : iot-device
    process hub
    valve -> hub { via = mqtts, returns = order }
  }

  answered "both prove who they are" {
    data order { integrity = high }
    process valve : iot-device
    process hub
    valve -> hub { via = tcp, auth = mtls, returns = order }
  }

  answered "orders are signed" {
    data order { integrity = high }
    process valve : iot-device
    process hub { controls = message-signing }
    valve -> hub { via = mqtt, returns = order }
  }

  answered "the device checks orders" {
    data order { integrity = high }
    process valve : iot-device { controls = command-authorisation }
    process hub
    valve -> hub { via = mqtt, returns = order }
  }

  silent "nothing depends on it" {
    data order { integrity = low }
    process valve : iot-device
    process hub
    valve -> hub { via = mqtt, returns = order }
  }
}
