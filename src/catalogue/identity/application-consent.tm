use std.identity

/// Applications of others ask people at our login for lasting access to their mail, files or contacts.
///
/// The page is real and the question is honest, so people say yes. The access stays when the password is changed, and
/// no malware is needed.
rule identity.application-consent "{from} gets lasting access through the consent of people at {to}" {
  stride          = [elevation-of-privilege, information-disclosure]
  on              = flow
  when            = from is external and not (from is identity) and from.trust <= partner
                    and to is identity-provider and to.trust > from.trust
                    and (to is authorization-server or (known(flow.via) and flow.via is oauth)
                      or (known(flow.auth) and flow.auth in [oidc, token]))
  unless          = to has consent-restriction
  reduces         = [access-review, short-lived-tokens, log-monitoring]
  likelihood      = low
  impact          = max(medium, rating(to))
  fix             = """
    Let an administrator approve {from} and the rights that it may ask for before people at {to} can agree.
  """
  false-positives = "Dismiss it when {from} can only learn the name of the person."
  refs            = ["CWE-266", "T1528", "T1550.001", "ASVS-5.0-10.7.1"]

  fires {
    external calendar { trust = partner }
    process accounts : authorization-server
    calendar -> accounts { via = oauth }
  }

  answered "an administrator approves" {
    external calendar { trust = partner }
    process accounts : authorization-server { controls = consent-restriction }
    calendar -> accounts { via = oauth }
  }

  silent "an application of our own" {
    external calendar { trust = internal }
    process accounts : authorization-server
    calendar -> accounts { via = oauth }
  }

  fires "at any provider that issues tokens" {
    external calendar { trust = partner }
    process accounts : identity-provider
    calendar -> accounts { via = https, auth = oidc }
  }

  silent "it asks for no token" {
    external calendar { trust = partner }
    process accounts : identity-provider
    calendar -> accounts { via = https, auth = mtls }
  }
}
