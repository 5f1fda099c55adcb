use std.iot

/// Something that must arrive travels by radio, and anybody near can drown it out with a cheap transmitter.
///
/// An alarm that does not arrive is no alarm. Where silence counts as good news, nobody notices.
rule iot.jammed-radio "{d} from {from} does not arrive while somebody jams the radio" {
  stride          = denial-of-service
  on              = flow
  when            = known(flow.via) and flow.via is radio and any(flow.data, d: d.availability >= high)
  unless          = flow has redundancy or to has graceful-degradation or from has graceful-degradation
  reduces         = [log-monitoring, timeout]
  likelihood      = low
  fix             = """
    Let {to} take the safe state or raise an alarm when {from} is silent for too long, or add a second way.
  """
  false-positives = "Dismiss it when {from} keeps {d} and an hour later is early enough."
  refs            = ["CWE-1384", "CAPEC-601", "T0814", "T0878"]

  fires {
    data alarm { availability = high }
    process detector : sensor
    process panel : iot-gateway
    detector -> panel { via = zigbee, carries = alarm }
  }

  answered "silence is an alarm" {
    data alarm { availability = high }
    process detector : sensor
    process panel : iot-gateway { controls = graceful-degradation }
    detector -> panel { via = zigbee, carries = alarm }
  }

  answered "a second way" {
    data alarm { availability = high }
    process detector : sensor
    process panel : iot-gateway
    detector -> panel { via = zigbee, carries = alarm }
    control cable : redundancy { on = detector->panel, status = implemented }
  }

  silent "it can wait" {
    data alarm { availability = low }
    process detector : sensor
    process panel : iot-gateway
    detector -> panel { via = zigbee, carries = alarm }
  }
}
