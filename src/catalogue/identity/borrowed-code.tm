use std.identity

/// A program without a browser shows a short code, and a person types it on the page of the provider and says yes.
/// Whose program that was, the page cannot tell.
///
/// An attacker starts such a login and sends the code along in a message. Whoever types it, on the right page and with
/// every factor, logs the attacker in.
rule identity.borrowed-code "A person confirms at {to} the code of an attacker's copy of {from}" {
  stride          = spoofing
  on              = flow
  one             = to
  when            = (from is cli or from is iot-device) and to is identity-provider
                    and ((known(flow.via) and flow.via is oauth) or (known(flow.auth) and flow.auth == oidc))
  unless          = to has consent-restriction or to has network-allow-list or flow.ip-filtered
  reduces         = [short-lived-tokens, log-monitoring, access-review]
  likelihood      = very-low
  impact          = max(medium, rating(to))
  fix             = """
    Switch logins by code off at {to} where {from} can open a browser, allow them to named programs and networks only,
    and show the place and the program that ask.
  """
  false-positives = "Dismiss it when {from} opens a browser on the same computer and gets the answer there."
  refs            = ["T1528", "T1566.002", "CAPEC-98"]

  fires {
    process tool : cli
    process accounts : identity-provider
    tool -> accounts { via = oauth }
  }

  answered "named programs only" {
    process tool : cli
    process accounts : identity-provider { controls = consent-restriction }
    tool -> accounts { via = oauth }
  }

  answered "from our networks only" {
    process tool : cli
    process accounts : identity-provider { controls = network-allow-list }
    tool -> accounts { via = oauth }
  }

  answered "from listed addresses" {
    process tool : cli
    process accounts : identity-provider
    tool -> accounts { via = oauth, ip-filtered = true }
  }

  silent "a program with a window" {
    process tool : desktop-app
    process accounts : identity-provider
    tool -> accounts { via = oauth }
  }
}
