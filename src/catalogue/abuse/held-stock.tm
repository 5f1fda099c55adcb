use std.web

/// Somebody reserves everything that is left and pays for nothing, again and again.
///
/// The seats are empty and the house is sold out. A rival or a reseller needs no weakness for it, only many sessions.
rule abuse.held-stock "Everything that {this} offers can be held without buying it" {
  stride          = denial-of-service
  on              = booking-service
  when            = any(this.incoming, f: any(f.callers, o: o is actor and o.trust == untrusted))
                    and this.trust > partner
  unless          = this has reservation-limit
  reduces         = [bot-detection, rate-limit, log-monitoring]
  likelihood      = low
  impact          = medium
  fix             = """
    Let {this} free what is not paid after some minutes, and hold only a few places for one person, card and device.
  """
  false-positives = "Dismiss it when {this} takes the money at once."
  refs            = ["CWE-841", "API6:2023", "ASVS-5.0-2.4.1"]

  fires {
    actor customer
    process seats : booking-service
    customer -> seats { via = https, auth = session }
  }

  answered "reservations end" {
    actor customer
    process seats : booking-service { controls = reservation-limit }
    customer -> seats { via = https, auth = session }
  }

  silent "only colleagues book" {
    actor customer { trust = internal }
    process seats : booking-service
    customer -> seats { via = https, auth = session }
  }
}
