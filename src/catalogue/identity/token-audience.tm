use std.identity

/// The caller sends tokens of one issuer to two services, and one of the two is less trusted than the other.
///
/// The weaker service, or whoever took it over, passes a token on and is the person at the stronger one. Signatures do
/// not help: the token is real.
rule identity.token-audience "A token that {from} gives to another service opens {to}" {
  stride          = [spoofing, elevation-of-privilege]
  on              = flow
  when            = flow.auth in [token, oidc] and to is process and not (to is identity)
                    and any(from.outgoing, g: g.to != to and not (g.to is identity) and g.to.trust < to.trust
                      and known(g.auth) and g.auth in [token, oidc])
  unless          = to has token-audience-check or to has token-binding or flow has token-binding
  reduces         = [short-lived-tokens, least-privilege]
  likelihood      = low
  impact          = max(medium, rating(to))
  fix             = "Issue a token for each service, and let {to} refuse those whose audience it is not."
  false-positives = "Dismiss it when the two services use different issuers whose keys they do not share."
  refs            = ["CWE-1390", "CAPEC-593", "T1550.001", "API2:2023", "ASVS-5.0-9.2.3"]

  fires {
    actor customer
    process shop
    process forum { trust = exposed }
    customer -> shop { via = https, auth = token }
    customer -> forum { via = https, auth = token }
  }

  answered "the audience is checked" {
    actor customer
    process shop { controls = token-audience-check }
    process forum { trust = exposed }
    customer -> shop { via = https, auth = token }
    customer -> forum { via = https, auth = token }
  }

  answered "tokens are bound to a key" {
    actor customer
    process shop { controls = token-binding }
    process forum { trust = exposed }
    customer -> shop { via = https, auth = token }
    customer -> forum { via = https, auth = token }
  }

  silent "both are equally trusted" {
    actor customer
    process shop
    process forum { trust = internal }
    customer -> shop { via = https, auth = token }
    customer -> forum { via = https, auth = token }
  }
}
