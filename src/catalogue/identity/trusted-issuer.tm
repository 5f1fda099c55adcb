use std.identity

/// A program lets in everybody for whom a company outside vouches, in whatever role it says.
///
/// Whoever breaks into that company, or works there, is any user of the program, administrators among them, with a
/// login that looks right.
rule identity.trusted-issuer "Whoever takes over {to} is every user of {from}" {
  stride          = [spoofing, elevation-of-privilege]
  on              = flow
  one             = to
  when            = from is process
                    and not from is identity-provider
                    and to is identity-provider
                    and to.trust <= partner
                    and from.trust > to.trust
                    and not from is client
  unless          = from has federation-restriction
                    or (known(to has federation-restriction) and to has federation-restriction)
  reduces         = [multi-factor-authentication, assertion-validation, log-monitoring]
  likelihood      = very-low
  impact          = min(high, rating(from))
  fix             = """
    Let what {to} says decide in {from} who somebody is and not what they may do, ask for a second proof before
    administration, and be able to log everybody out at once.
  """
  false-positives = "Dismiss it when all users belong to {to}, and nothing behind {from} is worth more to you than to them."
  refs            = ["T1199", "T1606.002"]

  fires {
    data order { class = confidential }
    process shop { uses = order }
    external login : social-login { trust = partner }
    shop -> login { via = oauth, carries = [], returns = [] }
  }

  answered "it says who, and no more" {
    data order { class = confidential }
    process shop { uses = order, controls = federation-restriction }
    external login : social-login { trust = partner }
    shop -> login { via = oauth, carries = [], returns = [] }
  }

  answered "agreed with the provider" {
    data order { class = confidential }
    process shop { uses = order }
    external login : social-login { trust = partner, controls = federation-restriction }
    shop -> login { via = oauth, carries = [], returns = [] }
  }

  silent "it is ours" {
    data order { class = confidential }
    process shop { uses = order }
    external login : social-login { trust = internal }
    shop -> login { via = oauth, carries = [], returns = [] }
  }
}
