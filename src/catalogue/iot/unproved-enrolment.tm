use std.iot

/// A device that is switched on asks for a place in the fleet and says which one it is; the number stands on its box.
///
/// Whoever knows numbers enrols devices that do not exist, or the device of somebody else before its owner does.
rule iot.unproved-enrolment "{this} takes in any device that knows what to say" {
  stride          = [spoofing, elevation-of-privilege]
  on              = device-provisioning
  when            = any(this.incoming, f: f.from.trust <= exposed)
  unless          = this has device-attestation
                    or (known(this has individual-credentials) and this has individual-credentials)
                    or all(
                      this.incoming,
                      g: g.from.trust > exposed
                        or (known(g.from has device-attestation) and g.from has device-attestation)
                        or (known(g.from has individual-credentials) and g.from has individual-credentials)
                    )
  reduces         = [human-approval, rate-limit, asset-inventory, log-monitoring]
  likelihood      = low
  impact          = medium
  fix             = """
    Let {this} take in a device only when it proves a key from the factory, once, and show its owner that it happened.
  """
  false-positives = "Dismiss it when somebody on the spot confirms each device."
  refs            = ["CWE-306", "CAPEC-151"]

  fires {
    external sensors : sensor { trust = untrusted }
    process joining : device-provisioning
    sensors -> joining { via = https }
  }

  answered "devices prove a key" {
    external sensors : sensor { trust = untrusted }
    process joining : device-provisioning { controls = device-attestation }
    sensors -> joining { via = https }
  }

  answered "each has a key of its own" {
    external sensors : sensor { trust = untrusted }
    process joining : device-provisioning { controls = unique-device-credentials }
    sensors -> joining { via = https }
  }

  answered "said of the devices" {
    external sensors : sensor { trust = untrusted, controls = device-attestation }
    process joining : device-provisioning
    sensors -> joining { via = https }
  }

  silent "in the factory only" {
    external sensors : sensor { trust = internal }
    process joining : device-provisioning
    sensors -> joining { via = https }
  }
}
