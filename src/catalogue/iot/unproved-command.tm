use std.iot

/// A device that moves something does what any sender on its network or bus says.
///
/// Industrial and vehicle protocols were made for wires that nobody else touched. One computer on the same network
/// opens valves and turns off pumps.
rule iot.unproved-command "{to} obeys whoever writes in the name of {from}" {
  stride          = [spoofing, elevation-of-privilege]
  on              = flow
  when            = (to is actuator or to is iot-device) and not flow.local and (write in flow.access or execute in flow.access)
  unless          = to has authentication or to has command-authorisation or flow has message-signing
                    or all(flow.auth, a: a in [password, token, oidc, certificate, mtls, shared-key, managed-identity])
  reduces         = [network-segmentation, network-allow-list, safety-interlock]
  likelihood      = low
  impact          = max(high, rating(this), rating(to))
  fix             = """
    Let {to} accept commands only with proof that {from} sent them; where the protocol has none, in a tunnel.
  """
  false-positives = "Dismiss it when both hang on one wire in a locked cabinet."
  refs            = ["CWE-306", "CAPEC-115", "T1692.001", "T0831", "A07:2021", "A07:2025"]
  supersedes      = spoofing.unauthenticated-flow

  fires {
    process desk : operator-station
    process pump : programmable-controller
    desk -> pump { via = modbus, auth = none, access = write }
  }

  fires "from outside" {
    data pressure { class = internal, integrity = very-high }
    process desk : operator-station { trust = partner }
    process pump : programmable-controller { trust = restricted }
    desk -> pump { via = modbus, auth = none, access = write, carries = pressure }
  }

  answered "the sender is proved" {
    process desk : operator-station
    process pump : programmable-controller
    desk -> pump { via = opc-ua, auth = certificate, access = write }
  }

  answered "commands are checked" {
    process desk : operator-station
    process pump : programmable-controller { controls = command-authorisation }
    desk -> pump { via = modbus, auth = none, access = write }
  }

  silent "it only reads" {
    process desk : operator-station
    process pump : programmable-controller
    desk -> pump { via = modbus, auth = none, access = read }
  }

  asks "what does it do there?" {
    process desk : operator-station
    process pump : programmable-controller
    desk -> pump { via = modbus, auth = none }
  }
}
