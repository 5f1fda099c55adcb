use std.iot

/// A small device that others rely on answers everybody who calls it by radio, and each answer costs it power.
///
/// Called a thousand times an hour, a battery for five years is empty in a week. The device is silent on the day it
/// was bought for.
rule iot.drained-device "Calls by radio empty the battery of {this}" {
  stride          = denial-of-service
  on              = iot-device
  when            = any(this.incoming, f: known(f.via) and f.via is radio)
                    and ((known(this.availability) and this.availability >= high)
                      or any(this.data, d: d.availability >= high))
  unless          = this has rate-limit or this has graceful-degradation
  reduces         = [authentication, log-monitoring, redundancy]
  likelihood      = very-low
  impact          = min(high, rating(this))
  fix             = """
    Let {this} answer strangers seldom and shortly, sleep when it is called too often, and report a battery that falls
    too fast.
  """
  false-positives = "Dismiss it when {this} is fed by a cable."
  refs            = ["CWE-920", "T0814"]

  fires {
    process panel : iot-device
    process detector : sensor { availability = high }
    panel -> detector { via = zigbee, carries = [] }
  }

  answered "it answers seldom" {
    process panel : iot-device
    process detector : sensor { availability = high, controls = rate-limit }
    panel -> detector { via = zigbee, carries = [] }
  }

  answered "it sleeps and keeps what matters" {
    process panel : iot-device
    process detector : sensor { availability = high, controls = graceful-degradation }
    panel -> detector { via = zigbee, carries = [] }
  }

  silent "nobody relies on it" {
    process panel : iot-device
    process detector : sensor { availability = low }
    panel -> detector { via = zigbee, carries = [] }
  }
}
