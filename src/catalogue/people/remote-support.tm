/// A service lets helpers see and steer computers of ours from anywhere. Whoever calls and says they are the helper is
/// given the number on the screen.
///
/// The tool is signed and known, so nothing raises an alarm. Whoever has an account of the service, or a friendly
/// voice, works with the rights of the person at the screen.
rule people.remote-support "A false helper steers our computers through {from}" {
  stride          = [elevation-of-privilege, spoofing]
  on              = flow
  one             = from
  when            = from is remote-support and not (to is external)
  unless          = from has just-in-time-access or to has human-approval
  reduces         = [multi-factor-authentication, audit-log, endpoint-protection, network-allow-list]
  likelihood      = low
  impact          = min(high, max(medium, rating(to)))
  fix             = """
    Let {from} in for one case at a time, from accounts of named helpers with a second factor, and refuse all other
    tools of this kind.
  """
  false-positives = "Dismiss it when the person must open the session from their side by a case number of ours."
  refs            = ["CAPEC-407", "T1219", "T1566.004"]

  fires {
    external helper : remote-support { trust = partner }
    process desk : desktop-app
    helper -> desk { via = https }
  }

  answered "one case at a time" {
    external helper : remote-support { trust = partner, controls = just-in-time-access }
    process desk : desktop-app
    helper -> desk { via = https }
  }

  answered "somebody agrees at the computer" {
    external helper : remote-support { trust = partner }
    process desk : desktop-app { controls = human-approval }
    helper -> desk { via = https }
  }

  silent "another kind of service" {
    external helper : saas { trust = partner }
    process desk : desktop-app
    helper -> desk { via = https }
  }
}
