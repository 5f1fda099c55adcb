/// The same password or key goes to two other companies, each of which believes whoever shows it.
///
/// Either of them, and whoever breaks in there, can use it at the other one in our name. After a leak nobody knows at
/// which of the two it happened.
rule spoofing.key-for-two "Each company that gets {this} can use it at the other" {
  stride          = [spoofing, information-disclosure]
  on              = data
  when            = this.credential
                    and any(
                      this.flows,
                      f: f.to is external
                        and f.to.trust <= partner
                        and not f.to is identity
                        and not f.to is client
                        and f.from.trust > partner
                        and any(f.carries, c: c == this)
                        and any(
                          this.flows,
                          g: g.to is external
                            and g.to.trust <= partner
                            and g.to != f.to
                            and not g.to is identity
                            and not g.to is client
                            and g.from.trust > partner
                            and any(g.carries, e: e == this)
                        )
                    )
  unless          = all(
                      this.flows,
                      r: not r.to is external or r.from has individual-credentials or r.to has individual-credentials
                    )
  reduces         = [key-rotation, network-allow-list, message-signing]
  likelihood      = low
  impact          = min(high, rating(this))
  fix             = "Use a key of its own in place of {this} for each company."
  false-positives = "Dismiss it when both ends are parts of one company."
  refs            = ["T1199"]

  fires {
    data key { class = secret, credential = true, lifetime = short-lived }
    process shop
    external bank : saas { trust = partner }
    external post : saas { trust = partner }
    shop -> bank { via = https, auth = api-key, carries = key }
    shop -> post { via = https, auth = api-key, carries = key }
  }

  answered "each has its own" {
    data key { class = secret, credential = true, lifetime = short-lived }
    process shop { controls = individual-credentials }
    external bank : saas { trust = partner }
    external post : saas { trust = partner }
    shop -> bank { via = https, auth = api-key, carries = key }
    shop -> post { via = https, auth = api-key, carries = key }
  }

  silent "for one of them" {
    data key { class = secret, credential = true, lifetime = short-lived }
    process shop
    external bank : saas { trust = partner }
    external post : saas { trust = partner }
    shop -> bank { via = https, auth = api-key, carries = key }
    shop -> post { via = https, auth = api-key, carries = [] }
  }
}
