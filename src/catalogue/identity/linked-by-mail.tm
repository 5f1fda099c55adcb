use std.identity

/// People may log in here with a password or with an account that they have elsewhere, and the two are joined because
/// they bear the same e-mail address.
///
/// Whoever opens an account elsewhere with the address of somebody else, or opened one here before they came, shares
/// their account from then on.
rule identity.linked-by-mail "A login elsewhere under the same e-mail address opens an account of {this}" {
  stride          = spoofing
  on              = process
  when            = not (this is client) and not (this is forwarding)
                    and any(this.outgoing, f: f.to is identity-provider and f.to is external and f.to.trust <= partner)
                    and any(this.incoming, g: any(g.callers, o: o is actor) and known(g.auth)
                      and g.auth in [password, session]
                      and known(g.carries) and any(g.carries, c: c.credential))
  unless          = this has verified-linking
  reduces         = [multi-factor-authentication, log-monitoring]
  likelihood      = low
  impact          = min(medium, rating(this))
  fix             = """
    Let {this} know a person by issuer and number, never by address, and join two ways to log in only after a login by
    both.
  """
  false-positives = "Dismiss it when nobody has a password here, and the credential belongs to the login elsewhere."
  refs            = ["CWE-289", "A07:2021", "A07:2025", "ASVS-5.0-6.8.1"]

  fires {
    data password { class = secret, credential = true }
    actor customer
    process shop
    external network : social-login { trust = partner }
    customer -> shop { via = https, auth = password, carries = password }
    shop -> network { via = oauth }
  }

  answered "both ways are proved" {
    data password { class = secret, credential = true }
    actor customer
    process shop { controls = verified-linking }
    external network : social-login { trust = partner }
    customer -> shop { via = https, auth = password, carries = password }
    shop -> network { via = oauth }
  }

  silent "no passwords here" {
    data password { class = secret, credential = true }
    actor customer
    process shop
    external network : social-login { trust = partner }
    customer -> shop { via = https, auth = oidc, carries = password }
    shop -> network { via = oauth }
  }
}
