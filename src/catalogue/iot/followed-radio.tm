use std.iot

/// Somebody carries, wears or drives a device that speaks by radio, always under the same address.
///
/// What it says may be encrypted; that it is here is not. A few receivers along the way tell where its owner went,
/// when the house is empty, and who meets whom.
rule iot.followed-radio "Whoever listens follows the person who has {this} with them" {
  linddun         = [linking, detecting]
  on              = iot-device
  when            = not (this is external) and any(this.data, d: d.personal)
                    and (((this is wearable or this is vehicle-controller)
                        and (any(this.incoming, f: known(f.via) and f.via is radio)
                          or any(this.outgoing, g: known(g.via) and g.via is radio)))
                      or (this.trust <= partner and not inside(this, public-place) and not (this is smart-lock)
                        and not (this is camera) and not (this is smart-meter)
                        and (any(this.incoming, h: known(h.via) and h.via is bluetooth)
                          or any(this.outgoing, i: known(i.via) and i.via is bluetooth))))
  unless          = this has changing-radio-address
  reduces         = [traffic-shaping, data-minimisation]
  likelihood      = very-low
  impact          = medium
  fix             = "Let {this} change its radio address every few minutes, and be silent while nobody uses it."
  false-positives = "Dismiss it when {this} stands in one place, and its radio tells nothing about who is there."
  refs            = ["CWE-1230"]

  fires {
    data pulse { class = confidential, personal = true }
    process band : wearable
    process app
    band -> app { via = bluetooth-le, carries = pulse }
  }

  answered "under changing addresses" {
    data pulse { class = confidential, personal = true }
    process band : wearable { controls = changing-radio-address }
    process app
    band -> app { via = bluetooth-le, carries = pulse }
  }

  silent "by cable" {
    data pulse { class = confidential, personal = true }
    process band : wearable
    process app
    band -> app { via = physical-port, carries = pulse }
  }

  fires "a car that speaks to telephones" {
    data position { class = confidential, personal = true }
    process car : iot-device { trust = untrusted }
    process app
    car -> app { via = bluetooth-le, carries = position }
  }

  silent "it hangs on a wall" {
    data position { class = confidential, personal = true }
    process car : camera { trust = untrusted }
    process app
    car -> app { via = bluetooth-le, carries = position }
  }
}
