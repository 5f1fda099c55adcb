use std.identity

/// What the authority signed counts until its last day, also when its key was stolen or its owner has left.
///
/// A certificate of two years is then a way in for two years, and the only remedy is to replace the authority
/// everywhere.
rule identity.no-revocation "Certificates of {this} cannot be called back" {
  stride          = spoofing
  on              = certificate-authority
  when            = any(this.incoming, f: f.from.trust < this.trust or f.from is actor)
  unless          = this has revocation
                    or (known(this has short-lived-tokens) and this has short-lived-tokens)
                    or any(this.outgoing, g: g.to is revocation-service)
                    or any(this.incoming, h: h.from is revocation-service)
  reduces         = [audit-log, asset-inventory]
  likelihood      = low
  impact          = medium
  fix             = """
    Let certificates of {this} end within days, or publish what no longer counts and make everybody who relies on it
    look.
  """
  false-positives = "Dismiss it when those who rely on {this} keep a list of their own of whom they let in."
  refs            = ["CWE-299", "T1649"]

  fires {
    process shop { trust = exposed }
    process authority : certificate-authority
    shop -> authority { via = acme }
  }

  answered "lists are published" {
    process shop { trust = exposed }
    process authority : certificate-authority { controls = revocation }
    shop -> authority { via = acme }
  }

  answered "they end within days" {
    process shop { trust = exposed }
    process authority : certificate-authority { controls = short-lived-tokens }
    shop -> authority { via = acme }
  }

  answered "it tells a service" {
    process shop { trust = exposed }
    process authority : certificate-authority
    process lists : revocation-service
    shop -> authority { via = acme }
    authority -> lists { via = https }
  }

  answered "a service fetches it" {
    process shop { trust = exposed }
    process authority : certificate-authority
    process lists : revocation-service { trust = exposed }
    shop -> authority { via = acme }
    lists -> authority { via = https }
  }

  silent "as trusted as itself" {
    process shop { trust = internal }
    process authority : certificate-authority
    shop -> authority { via = acme }
  }
}
