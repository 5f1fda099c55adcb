use std.mobile

/// Messages to the app pass through the push service of another company and stand on locked screens.
///
/// The company and whoever may ask it reads them, and so does everybody at the table.
rule mobile.push-content "{d} passes through {to} and stands on locked screens" {
  stride          = information-disclosure
  linddun         = data-disclosure
  on              = flow
  when            = to is push-service and any(flow.carries, d: d.class >= confidential or d.personal)
  unless          = from has payload-encryption or flow has payload-encryption or from has redaction
  reduces         = [data-minimisation, pseudonymisation]
  likelihood      = low
  impact          = medium
  fix             = """
    Send through {to} only that something is new, and let the app fetch {d} from {from} after it was unlocked.
  """
  false-positives = "Dismiss it when people chose to see {d} on the locked screen."
  refs            = ["CWE-201", "M6:2024", "T1517", "ASVS-5.0-14.2.3"]

  fires {
    data message { class = confidential }
    process chat
    external push : push-service { trust = partner }
    chat -> push { via = https, carries = message }
  }

  answered "encrypted for the device" {
    data message { class = confidential }
    process chat { controls = payload-encryption }
    external push : push-service { trust = partner }
    chat -> push { via = https, carries = message }
  }

  answered "left out" {
    data message { class = confidential }
    process chat { controls = redaction }
    external push : push-service { trust = partner }
    chat -> push { via = https, carries = message }
  }

  silent "nothing confidential" {
    data message { class = public, personal = false }
    process chat
    external push : push-service { trust = partner }
    chat -> push { via = https, carries = message }
  }

  asks "what does it say?" {
    data message { class = confidential }
    process chat
    external push : push-service { trust = partner }
    chat -> push { via = https }
  }
}
