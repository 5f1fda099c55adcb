use std.iot

/// What goes by radio can be received by everybody within reach, and be sent by them too. Walls and fences end no radio.
///
/// A receiver for twenty euros in a car outside hears it, writes it down and answers in place of either side.
rule iot.overheard-radio "Whoever is near hears and forges what {from} and {to} say by radio" {
  stride          = [information-disclosure, tampering, spoofing]
  on              = flow
  when            = known(flow.via) and flow.via is radio
                    and any(flow.data, d: d.class >= confidential or d.integrity >= high or d.credential)
  unless          = flow.encrypted or flow has encryption-in-transit
  reduces         = message-signing
  likelihood      = low
  impact          = max(medium, rating(this))
  fix             = """
    Encrypt and authenticate between {from} and {to} with a key that each pair of devices has for itself.
  """
  false-positives = "Dismiss it when what is said is meant for everybody and checked by other means."
  refs            = ["CWE-319", "CAPEC-157", "CAPEC-94", "T1040", "T1557", "A02:2021", "A04:2025"]
  supersedes      = disclosure.clear-text

  fires {
    data position { class = confidential }
    process unit
    process display
    unit -> display { via = radio, encrypted = false, carries = position }
  }

  answered "encrypted" {
    data position { class = confidential }
    process unit
    process display
    unit -> display { via = radio, encrypted = true, carries = position }
  }

  answered "by a control" {
    data position { class = confidential }
    process unit
    process display
    unit -> display { via = radio, encrypted = false, controls = encryption-in-transit, carries = position }
  }

  silent "by wire" {
    data position { class = confidential }
    process unit
    process display
    unit -> display { via = tcp, encrypted = false, carries = position }
  }

  silent "meant for everybody" {
    data position { class = public, integrity = low, credential = false }
    process unit
    process display
    unit -> display { via = radio, encrypted = false, carries = position, returns = [] }
  }

  asks "what does it say?" {
    process unit
    process display
    unit -> display { via = radio, encrypted = false }
  }

  fires "from one place to another" {
    data position { class = confidential }
    process unit { trust = exposed }
    process display
    unit -> display { via = radio, encrypted = false, carries = position }
  }
}
