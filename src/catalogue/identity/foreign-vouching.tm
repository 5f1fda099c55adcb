use std.identity

/// Our provider believes another one, less trusted, that vouches for people.
///
/// What the other says about its own people may be right. It can also say that somebody is our administrator, and a
/// mistake or an intruder over there is then one here.
rule identity.foreign-vouching "{from} and {to} vouch for each other's people without limits" {
  stride          = [spoofing, elevation-of-privilege]
  on              = flow
  when            = from is identity-provider and to is identity-provider and from.trust != to.trust
  unless          = from has federation-restriction or to has federation-restriction
  reduces         = [least-privilege, log-monitoring, access-review]
  likelihood      = low
  impact          = high
  fix             = """
    Take from the partner of {from} and {to} only names of its own people, and give them roles here, not there.
  """
  false-positives = "Dismiss it when both are run by the same people and differ in name only."
  refs            = ["CWE-346", "CAPEC-633", "T1484.002", "T1606.002"]

  fires {
    process accounts : identity-provider
    external partner : identity-provider { trust = partner }
    accounts -> partner { via = saml }
  }

  answered "restricted" {
    process accounts : identity-provider { controls = federation-restriction }
    external partner : identity-provider { trust = partner }
    accounts -> partner { via = saml }
  }

  silent "our own on both sides" {
    process accounts : identity-provider
    external partner : identity-provider { trust = internal }
    accounts -> partner { via = saml }
  }
}
