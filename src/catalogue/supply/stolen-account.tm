/// One proof opens the account with which somebody writes what will be built.
///
/// A password from an old leak, or a token from a log, then writes source text in the name of a colleague, and nobody
/// looks twice at a change of theirs.
rule supply.stolen-account "A stolen account of a developer changes {this}" {
  stride          = [spoofing, tampering]
  on              = source-repository
  when            = any(
                      this.incoming,
                      f: any(f.callers, o: o is actor and o.trust > partner)
                        and not (known(f.access) and not write in f.access)
                        and known(f.auth)
                        and f.auth in [password, token, session, api-key, shared-key]
                        and not (known(f.auth-factors) and f.auth-factors >= 2)
                        and not f.admin
                        and not (known(f.data) and any(f.data, d: known(d.class) and d.class == secret))
                    )
  unless          = this has multi-factor-authentication
  reduces         = [
    code-review,
    individual-credentials,
    log-monitoring,
    network-allow-list,
    login-throttling,
  ]
  likelihood      = low
  impact          = max(medium, rating(this))
  fix             = """
    Ask for a second factor that cannot be passed on before anybody writes to {this}, and end tokens of people
    within days.
  """
  false-positives = "Dismiss it when the identity provider behind the login asks for the second factor."
  refs            = ["CWE-308", "T1078", "T1195.002", "M1032", "A07:2021", "A07:2025"]

  fires {
    actor developer { trust = internal }
    store code : source-repository
    developer -> code { via = https, auth = token }
  }

  answered "a second factor" {
    actor developer { trust = internal }
    store code : source-repository { controls = multi-factor-authentication }
    developer -> code { via = https, auth = token }
  }

  silent "they only read" {
    actor developer { trust = internal }
    store code : source-repository
    developer -> code { via = https, auth = token, access = read }
  }

  silent "two factors" {
    actor developer { trust = internal }
    store code : source-repository
    developer -> code { via = https, auth = token, auth-factors = 2 }
  }
}
