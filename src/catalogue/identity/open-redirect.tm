use std.identity
use std.web

/// After the login the provider sends the browser to an address that stands in the request, with a code or a token.
///
/// An attacker makes the request and names an address of their own. A person who logs in at the right place then hands
/// the login to the wrong one.
rule identity.open-redirect "{this} sends logins to an address that an attacker chose" {
  stride          = [spoofing, information-disclosure]
  on              = identity-provider
  when            = not (known(this.managed) and this.managed)
                    and (this is authorization-server or (not (this is external)
                      and any(this.incoming, h: (known(h.via) and h.via is oauth) or (known(h.auth)
                        and h.auth == oidc))))
                    and any(this.incoming, f: any(f.callers, o: (o is actor or o is client) and o.trust <= partner))
  unless          = this has redirect-allow-list
  reduces         = [short-lived-tokens, token-binding, log-monitoring]
  likelihood      = low
  impact          = max(high, rating(this))
  fix             = """
    Register full redirect addresses at {this}, compare them letter by letter, and demand PKCE of every client.
  """
  false-positives = "Dismiss it when {this} serves programs only and redirects nobody."
  refs            = ["CWE-601", "A01:2021", "A01:2025", "ASVS-5.0-10.4.1", "ASVS-5.0-10.4.6"]

  fires {
    actor customer
    process accounts : authorization-server
    customer -> accounts { via = oauth }
  }

  answered "addresses are registered" {
    actor customer
    process accounts : authorization-server { controls = redirect-allow-list }
    customer -> accounts { via = oauth }
  }

  silent "we alone can reach it" {
    actor customer { trust = internal }
    process accounts : authorization-server
    customer -> accounts { via = oauth }
  }

  fires "any provider that sends browsers back" {
    actor customer
    process accounts : identity-provider
    customer -> accounts { via = oauth }
  }

  silent "it redirects nobody" {
    actor customer
    process accounts : identity-provider
    customer -> accounts { via = https, auth = password }
  }
}
