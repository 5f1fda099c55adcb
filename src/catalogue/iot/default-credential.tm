/// Devices leave the factory with the same password or key, and somebody less trusted can reach them.
///
/// The password stands in the manual and in the lists of worms. A device that still has it belongs to others minutes
/// after it is connected.
rule iot.default-credential "{this} may open with a password that its whole series shares" {
  stride          = [spoofing, elevation-of-privilege]
  on              = iot-device
  when            = any(this.incoming, f: any(f.callers, o: o is actor or o.trust <= partner)
                      and f.auth in [password, shared-key])
  unless          = this has individual-credentials
  reduces         = [login-throttling, network-segmentation, network-allow-list, password-policy]
  likelihood      = medium
  impact          = max(medium, rating(this))
  fix             = """
    Give each {this} a password or key of its own in the factory, and keep it closed until the owner has set one.
  """
  false-positives = "Dismiss it when the owner must choose a password before anything else works."
  refs            = ["CWE-1392", "CAPEC-70", "T1078.001", "T1694.001", "A07:2021", "A07:2025"]

  fires {
    actor owner
    process lamp : iot-device
    owner -> lamp { via = https, auth = password }
  }

  answered "each has its own" {
    actor owner
    process lamp : iot-device { controls = individual-credentials }
    owner -> lamp { via = https, auth = password }
  }

  silent "a certificate" {
    actor owner
    process lamp : iot-device
    owner -> lamp { via = https, auth = mtls }
  }

  asks "how is it opened?" {
    actor owner
    process lamp : iot-device
    owner -> lamp { via = https }
  }
}
