use std.iot

/// A device that was approved as it is stands for ten years in a network, and nobody may change its software.
///
/// Its maker mends it late or never. What gets into the network by mail finds in it the weakest machine, and the one
/// that people lie in or work at.
rule iot.unmended-device "Known weaknesses of {this} wait for whoever gets into its network" {
  stride          = [elevation-of-privilege, denial-of-service]
  on              = [medical-device, programmable-controller]
  when            = not (this is external) and not exposed(this)
                    and any(this.incoming, f: not f.local) and any(this.data, d: d.integrity >= high
                      or d.special-category
                      or d.availability >= high)
  unless          = this has patching or this has network-segmentation
  reduces         = [network-allow-list, host-firewall, log-monitoring, memory-hardening]
  likelihood      = low
  impact          = max(medium, rating(this))
  fix             = """
    Put {this} into a network of its own in which it reaches only what it needs, and agree with its maker how soon
    weaknesses are mended.
  """
  false-positives = "Dismiss it when {this} hangs on one wire, and nothing else on that wire meets the network."
  refs            = ["CWE-1329", "T0866"]

  fires {
    data dose { integrity = very-high }
    process ward
    process pump : medical-device
    ward -> pump { via = tcp, carries = dose }
  }

  answered "a network of its own" {
    data dose { integrity = very-high }
    process ward
    process pump : medical-device { controls = network-segmentation }
    ward -> pump { via = tcp, carries = dose }
  }

  answered "it is mended" {
    data dose { integrity = very-high }
    process ward
    process pump : medical-device { controls = patching }
    ward -> pump { via = tcp, carries = dose }
  }

  silent "no network" {
    data dose { integrity = very-high }
    process ward
    process pump : medical-device
    ward -> pump { via = physical-port, carries = dose }
  }
}
