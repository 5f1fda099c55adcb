/// Another company gets data of ours to work with and keeps it in systems that we do not see.
///
/// When somebody breaks in there, our data is gone with that of all its other customers, and we read it in the news.
rule disclosure.break-in-at-supplier "A break-in at {this} gives away {d}" {
  stride          = information-disclosure
  on              = external
  when            = this.trust <= partner
                    and not this is library
                    and not this is client
                    and not this is development
                    and not this is identity
                    and any(
                      this.incoming,
                      f: (f.from is process or f.from is store)
                        and f.from.trust > partner
                        and known(f.carries)
                        and any(f.carries, d: known(d.class) and d.class >= confidential and not d.credential)
                    )
  unless          = this has data-minimisation
                    or (known(this has pseudonymisation) and this has pseudonymisation)
                    or (known(this has retention-deletion) and this has retention-deletion)
                    or all(
                      this.incoming,
                      g: g.from.trust <= partner
                        or (known(g.from has pseudonymisation) and g.from has pseudonymisation)
                        or (known(g.from has data-minimisation) and g.from has data-minimisation)
                    )
  reduces         = [encryption-at-rest, access-control]
  likelihood      = low
  impact          = medium
  fix             = """
    Send {this} only what its task needs of {d}, with tokens instead of names, have it deleted soon, and agree on
    how soon they tell you of a break-in.
  """
  false-positives = "Dismiss it when {d} belongs to {this} more than to you."
  refs            = ["ASVS-5.0-14.2.3"]
  supersedes      = disclosure.over-retention

  fires {
    data profile { class = confidential }
    process shop
    external post : saas { trust = partner }
    shop -> post { via = https, carries = profile }
  }

  answered "only what it needs" {
    data profile { class = confidential }
    process shop { controls = data-minimisation }
    external post : saas { trust = partner }
    shop -> post { via = https, carries = profile }
  }

  answered "tokens" {
    data profile { class = confidential }
    process shop { controls = pseudonymisation }
    external post : saas { trust = partner }
    shop -> post { via = https, carries = profile }
  }

  answered "they take only what they need" {
    data profile { class = confidential }
    process shop
    external post : saas { trust = partner, controls = data-minimisation }
    shop -> post { via = https, carries = profile }
  }

  answered "they get tokens" {
    data profile { class = confidential }
    process shop
    external post : saas { trust = partner, controls = pseudonymisation }
    shop -> post { via = https, carries = profile }
  }

  answered "they delete it" {
    data profile { class = confidential }
    process shop
    external post : saas { trust = partner, controls = retention-deletion }
    shop -> post { via = https, carries = profile }
  }

  silent "nothing to hide" {
    data profile { class = public }
    process shop
    external post : saas { trust = partner }
    shop -> post { via = https, carries = profile }
  }
}
