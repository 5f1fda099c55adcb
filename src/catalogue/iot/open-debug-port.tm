use std.iot

/// Pins or connectors on the board let whoever touches them read memory and run code.
///
/// One device on a workbench gives up its firmware, its keys and its secrets, and what is learnt from one opens all.
rule iot.open-debug-port "Whoever holds {to} reads and changes it through its debug port" {
  stride          = [elevation-of-privilege, information-disclosure]
  on              = flow
  when            = to is iot-device and known(flow.via) and flow.via is debug-port and from.trust <= partner
  unless          = to has debug-lock
  reduces         = [tamper-protection, encryption-at-rest, unique-device-credentials]
  likelihood      = low
  impact          = max(high, rating(to))
  fix             = """
    Close the debug port of {to} for good before it leaves the factory, or let it open only to a signed request.
  """
  false-positives = "Dismiss it when {to} is meant to be opened by its owner and keeps no secrets of others."
  refs            = ["CWE-1191", "CAPEC-121"]

  fires {
    actor buyer
    process lamp : iot-device
    buyer -> lamp { via = debug-port }
  }

  answered "it is closed" {
    actor buyer
    process lamp : iot-device { controls = debug-lock }
    buyer -> lamp { via = debug-port }
  }

  silent "only in the factory" {
    actor buyer { trust = internal }
    process lamp : iot-device
    buyer -> lamp { via = debug-port }
  }
}
