use std.iot

/// Commands travel by radio, and nothing makes one that was recorded useless.
///
/// Whoever stands near records "open" in the morning and sends it again in the evening. Encryption alone does not
/// help: the recording need not be understood.
rule iot.replayed-radio "What {from} and {to} say by radio works again when it is recorded" {
  stride          = [spoofing, tampering]
  on              = flow
  when            = known(flow.via) and flow.via is radio
                    and (to is actuator or any(flow.data, d: d.integrity >= high))
  unless          = flow has replay-protection or to has replay-protection or from has replay-protection
  reduces         = [message-signing, mutual-authentication, command-authorisation]
  likelihood      = low
  impact          = max(medium, rating(this))
  fix             = """
    Give each message between {from} and {to} a counter or a challenge inside what is protected, and let the one that
    acts on it refuse old ones.
  """
  false-positives = "Dismiss it when doing the same twice changes nothing."
  refs            = ["CWE-294", "T1692.001"]

  fires {
    process remote : iot-device
    process door : smart-lock
    remote -> door { via = bluetooth-le }
  }

  answered "old messages are refused" {
    process remote : iot-device
    process door : smart-lock { controls = replay-protection }
    remote -> door { via = bluetooth-le }
  }

  silent "a cable" {
    process remote : iot-device
    process door : smart-lock
    remote -> door { via = ipc }
  }
}
