/// People and programs get in only after another company has vouched for them.
///
/// On the day on which that company is down, or has locked our account there, nobody gets in, those least of all who
/// would mend it.
rule availability.login-outage "Whoever logs in by {this} is locked out while it is down" {
  stride          = denial-of-service
  on              = identity-provider
  when            = (this is external or (known(this.managed) and this.managed))
                    and any(
                      this.incoming,
                      f: f.from is process and f.from.trust > partner and not f.from is identity-provider
                    )
  unless          = this has redundancy
                    or (known(this.redundant) and this.redundant)
                    or all(
                      this.incoming,
                      g: not g.from is process
                        or (known(g.from has graceful-degradation) and g.from has graceful-degradation)
                    )
  reduces         = [session-management, timeout]
  likelihood      = low
  impact          = min(medium, rating(this))
  fix             = """
    Keep a second way in for administrators that does not need {this}, let sessions live through an outage, and write
    down what is done when {this} is gone for a day.
  """
  false-positives = "Dismiss it when nobody needs to log in on a day without {this}."
  refs            = ["A04:2021", "A06:2025", "ASVS-5.0-16.5.2"]

  fires {
    process shop
    external login : identity-provider { trust = partner }
    shop -> login { via = https }
  }

  answered "another one takes over" {
    process shop
    external login : identity-provider { trust = partner, controls = redundancy }
    shop -> login { via = https }
  }

  answered "it survives the loss of one" {
    process shop
    external login : identity-provider { trust = partner, redundant = true }
    shop -> login { via = https }
  }

  answered "there is another way in" {
    process shop { controls = graceful-degradation }
    external login : identity-provider { trust = partner }
    shop -> login { via = https }
  }

  silent "we run it" {
    process shop
    process login : identity-provider { trust = partner }
    shop -> login { via = https }
  }
}
