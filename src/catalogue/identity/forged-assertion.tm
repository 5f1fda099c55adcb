use std.identity

/// A service lets people in because an assertion says who they are. It takes what the assertion says without checking
/// signature, issuer, audience and time.
///
/// Then anybody writes assertions: with another signature, none at all, or one for another service. It opens the
/// account of whom they like.
rule identity.forged-assertion "{from} believes login assertions that it did not check" {
  stride          = [spoofing, elevation-of-privilege]
  on              = flow
  when            = to is identity-provider and from is process and not (from is identity) and not (from is client)
                    and any(from.incoming, f: any(f.origins, o: o is actor or o.trust <= partner))
  unless          = from has assertion-validation
  reduces         = [security-testing, patching, log-monitoring]
  likelihood      = very-low
  impact          = max(high, rating(from))
  fix             = """
    Use a library in {from} that checks signature, issuer, audience, time and nonce, with the keys of {to} only.
  """
  false-positives = "Dismiss it when {from} manages accounts at {to} and logs nobody in."
  refs            = ["CWE-347", "CAPEC-475", "T1606.002", "A07:2021", "A07:2025", "ASVS-5.0-9.1.1", "ASVS-5.0-10.5.1"]

  fires {
    actor customer
    process shop
    external accounts : identity-provider { trust = partner }
    customer -> shop { via = https }
    shop -> accounts { via = oauth }
  }

  answered "assertions are checked" {
    actor customer
    process shop { controls = assertion-validation }
    external accounts : identity-provider { trust = partner }
    customer -> shop { via = https }
    shop -> accounts { via = oauth }
  }

  silent "no person calls it" {
    process customer
    process shop
    external accounts : identity-provider { trust = partner }
    customer -> shop { via = https }
    shop -> accounts { via = oauth }
  }
}
