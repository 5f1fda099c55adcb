use std.identity

/// A program takes logins from two providers, and believes about an answer what the browser says of where it came
/// from.
///
/// The weaker provider, or whoever runs it, gets hold of a code that the other issued, or vouches for people that are
/// not its own.
rule identity.mixed-issuers "{this} can mistake a login at one provider for one at the other" {
  stride          = [spoofing, elevation-of-privilege]
  on              = process
  when            = not (this is client) and not (this is forwarding)
                    and any(this.outgoing, f: f.to is identity-provider
                      and any(this.outgoing, g: g.to is identity-provider
                      and g.to != f.to and g.to.trust != f.to.trust))
  unless          = this has assertion-validation
  reduces         = [federation-restriction, security-testing, short-lived-tokens]
  likelihood      = very-low
  impact          = max(medium, rating(this))
  fix             = """
    Note in {this} at the start of each login which provider was asked, compare it with the issuer in the answer, and
    name accounts by issuer and number together.
  """
  false-positives = "Dismiss it when one broker stands before both providers, and {this} knows only that."
  refs            = ["CWE-940", "A07:2021", "A07:2025", "ASVS-5.0-6.8.1", "ASVS-5.0-10.2.2"]

  fires {
    process shop
    process accounts : identity-provider
    external network : social-login { trust = partner }
    shop -> accounts { via = oauth }
    shop -> network { via = oauth }
  }

  answered "issuers are compared" {
    process shop { controls = assertion-validation }
    process accounts : identity-provider
    external network : social-login { trust = partner }
    shop -> accounts { via = oauth }
    shop -> network { via = oauth }
  }

  silent "one provider" {
    process shop
    process accounts : identity-provider
    external network : social-login { trust = partner }
    shop -> accounts { via = oauth }
  }
}
