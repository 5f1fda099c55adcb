use std.iot

/// The device can be reached by strangers, and no way exists to mend its software in the field.
///
/// Devices stay for ten years and more; weaknesses in their parts are found every month. What cannot be mended becomes
/// part of somebody's botnet.
rule iot.frozen-firmware "Weaknesses in {this} stay for its whole life" {
  stride          = elevation-of-privilege
  on              = iot-device
  when            = exposed(this) and not (this is external)
  unless          = this has patching or any(this.outgoing, f: f.to is update-server)
                    or any(this.incoming, g: g.from is update-server)
  reduces         = [network-segmentation, memory-hardening, network-allow-list]
  likelihood      = low
  impact          = max(medium, rating(this))
  fix             = """
    Build a signed update into {this}, say for how many years updates come, and install them without asking.
  """
  false-positives = "Dismiss it when {this} is replaced more often than weaknesses of its parts are found."
  refs            = ["CWE-1277", "T1210", "T0866", "A06:2021", "A03:2025"]
  supersedes      = supply.unpatched-product

  fires {
    actor owner
    process lamp : iot-device
    owner -> lamp { via = https }
  }

  fires "as it was bought" {
    actor owner
    process lamp : iot-device { custom-code = false }
    owner -> lamp { via = https }
  }

  answered "updates come" {
    actor owner
    process lamp : iot-device { controls = patching }
    owner -> lamp { via = https }
  }

  silent "nobody outside" {
    actor owner { trust = internal }
    process lamp : iot-device
    owner -> lamp { via = https }
  }
}
