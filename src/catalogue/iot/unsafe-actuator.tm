use std.iot

/// Software that others can influence moves something that can hurt people, and nothing else limits the movement.
///
/// Whether by attack or by mistake, the day comes on which the command is wrong. Then only a limit that software
/// cannot overrule is left.
rule iot.unsafe-actuator "A wrong command lets {this} hurt somebody" {
  stride          = [tampering, elevation-of-privilege]
  on              = safety-actuator
  when            = tainted(this) or any(this.incoming, f: any(f.callers, o: o.trust < this.trust))
  unless          = this has safety-interlock
  reduces         = [command-authorisation, message-signing, network-segmentation, plausibility-check]
  likelihood      = low
  impact          = very-high
  fix             = "Limit force, speed and range of {this} by hardware or by a safety controller of its own."
  false-positives = "Dismiss it when people cannot come near while {this} moves."
  refs            = ["M0812", "T0831", "T0880", "T0879"]

  fires {
    actor owner
    process door : safety-actuator
    owner -> door { via = https }
  }

  answered "it cannot go too far" {
    actor owner
    process door : safety-actuator { controls = safety-interlock }
    owner -> door { via = https }
  }

  silent "nobody outside" {
    actor owner { trust = internal }
    process door : safety-actuator
    owner -> door { via = https }
  }
}
