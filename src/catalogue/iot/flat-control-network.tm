use std.iot

/// Somebody in the office or outside talks directly into the network of the controllers.
///
/// Controllers check little and cannot be mended quickly. What gets into the office by mail is a day later in the
/// plant.
rule iot.flat-control-network "{from} reaches into the control network to {to}" {
  stride          = elevation-of-privilege
  on              = flow
  when            = inside(to, control-network) and not inside(from, control-network) and from.trust < to.trust
                    and not (from is gateway)
  unless          = from has network-segmentation or to has network-segmentation or flow has network-segmentation
  reduces         = [network-allow-list, multi-factor-authentication, log-monitoring, command-authorisation]
  likelihood      = low
  impact          = high
  fix             = """
    Put a zone between {from} and {to} in which every connection ends and is checked, or let data out one way
    only.
  """
  false-positives = "Dismiss it when {to} is itself the guarded crossing."
  refs            = ["CWE-923", "T0886", "T0822", "M0930"]

  fires {
    process reports { trust = exposed }
    boundary plant : control-network { process press : programmable-controller }
    reports -> press { via = modbus }
  }

  answered "one way only" {
    process reports { trust = exposed }
    boundary plant : control-network { process press : programmable-controller { controls = one-way-gateway } }
    reports -> press { via = modbus }
  }

  silent "from inside" {
    process reports { trust = exposed }
    boundary plant : control-network {
      process press : programmable-controller
      process desk
    }
    desk -> press { via = modbus }
  }
}
