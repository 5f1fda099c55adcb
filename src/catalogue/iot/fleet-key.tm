/// All devices of a fleet prove themselves with the same key or password, and it lies in the firmware of each.
///
/// One device that is bought and opened, or one firmware file from the maker's page, speaks for all others, and the
/// key cannot be taken back without all of them.
rule iot.fleet-key "The key of one {from} speaks for the whole fleet at {to}" {
  stride          = spoofing
  on              = flow
  when            = from is iot-device and from.trust <= exposed and known(flow.auth)
                    and flow.auth in [shared-key, api-key, password]
  unless          = from has individual-credentials or to has individual-credentials
  reduces         = [key-rotation, hardware-key-protection, device-attestation]
  likelihood      = low
  impact          = max(medium, rating(to))
  fix             = """
    Give each {from} a key of its own in the factory, and let {to} refuse a single one when it is stolen.
  """
  false-positives = "Dismiss it when there is one device only."
  refs            = ["CWE-1394", "CAPEC-37", "T1552.004", "T0859"]

  fires {
    process meter : iot-device { trust = untrusted }
    process hub
    meter -> hub { via = mqtts, auth = shared-key }
  }

  answered "a key for each" {
    process meter : iot-device { trust = untrusted, controls = individual-credentials }
    process hub
    meter -> hub { via = mqtts, auth = shared-key }
  }

  answered "the other end knows each by its own key" {
    process meter : iot-device { trust = untrusted }
    process hub { controls = individual-credentials }
    meter -> hub { via = mqtts, auth = shared-key }
  }

  silent "certificates" {
    process meter : iot-device { trust = untrusted }
    process hub
    meter -> hub { via = mqtts, auth = mtls }
  }
}
