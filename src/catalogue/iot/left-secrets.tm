/// The device is sold, returned or thrown away with what it has learnt and with what opens our service.
///
/// Second-hand devices tell their finder the former owner's network, habits and account, and the key in them still
/// works.
rule iot.left-secrets "The next owner of {this} finds {d}" {
  stride          = information-disclosure
  linddun         = data-disclosure
  on              = iot-device
  when            = this.trust <= exposed and not (this is external)
                    and any(this.data, d: d.credential or d.personal)
  unless          = this has secure-erasure
  reduces         = [encryption-at-rest, key-rotation, individual-credentials]
  likelihood      = low
  impact          = medium
  fix             = """
    Give {this} a reset that really removes {d}, and let the service forget the device at the same time.
  """
  false-positives = "Dismiss it when {this} keeps nothing when the power goes."
  refs            = ["CWE-1266", "CAPEC-675"]

  fires {
    data habits { class = internal, personal = true }
    process lamp : iot-device { trust = untrusted }
    process hub
    lamp -> hub { via = mqtts, carries = habits }
  }

  answered "a real reset" {
    data habits { class = internal, personal = true }
    process lamp : iot-device { trust = untrusted, controls = secure-erasure }
    process hub
    lamp -> hub { via = mqtts, carries = habits }
  }

  silent "nothing to find" {
    data habits { class = internal, personal = false }
    process lamp : iot-device { trust = untrusted }
    process hub
    lamp -> hub { via = mqtts, carries = habits }
  }
}
