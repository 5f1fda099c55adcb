/// Devices in homes, cars or on bodies report around the clock, and what they report is kept line by line.
///
/// When the lights go on, how much power is used, where the car stood at night: the curve tells who is at home, who
/// sleeps where, and who is ill. Whoever reads it, from inside or after a break-in, reads lives.
rule privacy.device-habits "{d} in {this}, as devices report it, tells how people live" {
  linddun         = [detecting, linking]
  on              = [process, store]
  when            = not (this is forwarding) and not (this is client) and not (this is iot-device) and known(this.holds)
                    and any(this.holds, d: d.personal and any(d.flows, f: f.from is iot-device and known(f.carries)
                      and d in f.carries))
  unless          = this has data-minimisation or this has retention-deletion
  reduces         = [pseudonymisation, access-control, encryption-at-rest]
  likelihood      = low
  impact          = medium
  fix             = """
    Keep sums and changes in {this} in place of every moment, cut times and places of {d} to what the service needs,
    and delete the trail after days.
  """
  false-positives = "Dismiss it when people switch the device on for one purpose at a time, and see what it sends."
  refs            = ["ASVS-5.0-14.2.7"]

  fires {
    data use { class = confidential, personal = true }
    process meter : iot-device { trust = untrusted }
    process hub { holds = use }
    meter -> hub { via = mqtts, carries = use }
  }

  answered "sums only" {
    data use { class = confidential, personal = true }
    process meter : iot-device { trust = untrusted }
    process hub { holds = use, controls = data-minimisation }
    meter -> hub { via = mqtts, carries = use }
  }

  answered "gone after days" {
    data use { class = confidential, personal = true }
    process meter : iot-device { trust = untrusted }
    process hub { holds = use, controls = retention-deletion }
    meter -> hub { via = mqtts, carries = use }
  }

  silent "nothing about people" {
    data use { class = confidential, personal = false }
    process meter : iot-device { trust = untrusted }
    process hub { holds = use }
    meter -> hub { via = mqtts, carries = use }
  }
}
