use std.identity

/// After the login the browser brings a code to the program, in an address. Codes in addresses get into histories,
/// logs, error reports and the headers that pages of others see, and another program can claim the address.
///
/// A program in people's hands has no secret of its own, so whoever catches the code first is logged in.
rule identity.caught-code "Login codes that {to} gives to apps work for whoever catches them" {
  stride          = [spoofing, information-disclosure]
  on              = flow
  one             = to
  when            = from is client and from is process and to is identity-provider
                    and ((known(flow.via) and flow.via is oauth) or (known(flow.auth) and flow.auth in [oidc, token])
                      or any(from.outgoing, g: g.to != to and known(g.auth) and g.auth in [oidc, token]))
  unless          = to has code-binding or from has code-binding
  reduces         = [short-lived-tokens, token-binding]
  likelihood      = very-low
  impact          = min(medium, rating(this))
  fix             = """
    Let {to} demand the hash of a fresh value with each login (PKCE) and the value when the code is redeemed, and keep
    codes and tokens out of addresses that stay.
  """
  false-positives = "Dismiss it when a server of ours fetches the tokens, and the app gets a session cookie alone."
  refs            = ["CWE-294", "T1528", "A07:2021", "A07:2025", "ASVS-5.0-10.4.6"]

  fires {
    process app : mobile-app
    process accounts : identity-provider
    app -> accounts { via = oauth }
  }

  fires "it uses tokens elsewhere" {
    process app : desktop-app
    process accounts : identity-provider
    process shop
    app -> accounts { via = https }
    app -> shop { via = https, auth = token }
  }

  answered "codes are bound" {
    process app : mobile-app { controls = code-binding }
    process accounts : identity-provider
    app -> accounts { via = oauth }
  }

  answered "the provider demands it" {
    process app : mobile-app
    process accounts : identity-provider { controls = code-binding }
    app -> accounts { via = oauth }
  }

  silent "a service with a secret of its own" {
    process app : service
    process accounts : identity-provider
    app -> accounts { via = oauth }
  }
}
