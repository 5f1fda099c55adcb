use std.iot

/// Something that talks to outside passes commands to what moves, heats or opens.
///
/// Whoever takes the gateway over commands everything behind it, and each command looks as usual.
rule iot.commanding-gateway "Whoever takes over {this} commands what moves behind it" {
  stride          = elevation-of-privilege
  on              = [iot-gateway, fleet-manager, operator-station]
  when            = tainted(this) and any(this.outgoing, f: f.to is actuator)
  unless          = this has command-authorisation or all(this.outgoing, g: not (g.to is actuator)
                      or g.to has command-authorisation or g.to has safety-interlock)
  reduces         = [network-segmentation, patching, multi-factor-authentication, sandboxing]
  likelihood      = low
  impact          = max(high, rating(this))
  fix             = """
    Let devices behind {this} accept only commands that the sender signed, and keep limits that {this} cannot
    change.
  """
  false-positives = "Dismiss it when {this} only reads from the devices."
  refs            = ["CWE-653", "T0886", "T0831", "T1692.001"]

  fires {
    actor owner
    process hub : iot-gateway
    process heater : actuator
    owner -> hub { via = https }
    hub -> heater { via = zigbee }
  }

  answered "commands are checked" {
    actor owner
    process hub : iot-gateway { controls = command-authorisation }
    process heater : actuator
    owner -> hub { via = https }
    hub -> heater { via = zigbee }
  }

  answered "the device has limits" {
    actor owner
    process hub : iot-gateway
    process heater : actuator { controls = safety-interlock }
    owner -> hub { via = https }
    hub -> heater { via = zigbee }
  }

  silent "nobody outside" {
    actor owner { trust = internal }
    process hub : iot-gateway
    process heater : actuator
    owner -> hub { via = https }
    hub -> heater { via = zigbee }
  }
}
