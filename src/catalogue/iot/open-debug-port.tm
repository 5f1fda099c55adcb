use std.iot

/// Pins or connectors on the board let whoever touches them read memory and run code.
///
/// One device on a workbench gives up its firmware, its keys and its secrets, and what is learnt from one opens all.
rule iot.open-debug-port "Whoever holds {this} reads and changes it through its debug port" {
  stride          = [elevation-of-privilege, information-disclosure, tampering]
  on              = iot-device
  when            = any(this.incoming, f: known(f.via) and f.via is debug-port and f.from.trust <= partner)
                    or ((inside(this, public-place) or this.trust <= partner) and not (this is external)
                      and (any(this.data, d: d.credential) or any(this.outgoing, k: known(k.auth)
                        and k.auth in [password, shared-key, api-key, certificate, mtls])))
  unless          = this has debug-lock
  reduces         = [tamper-protection, encryption-at-rest, unique-device-credentials]
  likelihood      = very-low
  impact          = min(high, max(medium, rating(this)))
  fix             = """
    Close the debug port of {this} for good before it leaves the factory, or let it open only to a signed request.
  """
  false-positives = "Dismiss it when {this} is meant to be opened by its owner and keeps no secrets of others."
  refs            = ["CWE-1191", "CAPEC-121"]

  fires {
    actor buyer
    process lamp : iot-device
    buyer -> lamp { via = debug-port }
  }

  fires "it stands with its owner and has a key in it" {
    process meter : sensor { trust = untrusted }
    process hub
    meter -> hub { via = mqtts, auth = mtls, carries = [] }
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

  silent "behind our doors" {
    process meter : sensor { trust = internal }
    process hub
    meter -> hub { via = mqtts, auth = mtls, carries = [] }
  }
}
