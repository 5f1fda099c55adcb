use std.identity

/// The login asks for a second factor that people type in or confirm on a telephone. A false page passes it on while
/// it is fresh.
///
/// Ready-made kits do this for any login page, and people confirm a request at night to make it stop. The session that
/// results belongs to the attacker.
rule identity.phishable-login "A false page passes the login of {o} on to {to}" {
  stride          = spoofing
  on              = flow
  one             = to
  when            = (to is identity or flow.admin) and any(flow.callers, o: o is actor)
                    and known(flow.auth) and flow.auth in [password, oidc, session, token]
                    and known(flow.auth-factors) and flow.auth-factors >= 2
  unless          = to has anti-phishing or flow has anti-phishing or from has anti-phishing
  reduces         = [network-allow-list, endpoint-protection, log-monitoring]
  likelihood      = low
  fix             = """
    Ask at {to} for a passkey or a security key, which answers only to the right address, administrators first.
  """
  false-positives = "Dismiss it when {to} can be reached from managed computers only."
  refs            = ["CWE-290", "CAPEC-94", "T1557", "T1621", "A07:2021", "A07:2025", "ASVS-5.0-6.3.3"]

  fires {
    actor staff { trust = internal }
    process accounts : identity-provider
    staff -> accounts { via = https, auth = password, auth-factors = 2 }
  }

  answered "bound to the address" {
    actor staff { trust = internal }
    process accounts : identity-provider { controls = anti-phishing }
    staff -> accounts { via = https, auth = password, auth-factors = 2 }
  }

  silent "nothing to type" {
    actor staff { trust = internal }
    process accounts : identity-provider
    staff -> accounts { via = https, auth = mtls, auth-factors = 2 }
  }
}
