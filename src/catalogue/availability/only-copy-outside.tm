/// The only copy of something that matters lies with another company.
///
/// Companies close, lock accounts, delete by mistake and are extorted. What they owe then is a month's fee.
rule availability.only-copy-outside "{d} is gone when {this} is" {
  stride          = [denial-of-service, tampering]
  on              = external
  when            = this.trust <= partner
                    and not this is client
                    and any(
                      this.holds,
                      d: (d.availability >= high or d.integrity >= high)
                        and not d.credential
                        and not any(d.places, p: p is store and p.trust > partner)
                    )
  unless          = this has backup
                    or any(this.outgoing, g: g.purpose == backup)
                    or any(this.incoming, f: f.purpose == backup and count(f.returns) > 0)
  reduces         = redundancy
  likelihood      = low
  impact          = min(high, rating(this))
  fix             = """
    Copy {d} out of {this} on a schedule to a place of your own, in a form that another product can read.
  """
  false-positives = "Dismiss it when {d} is about {this} and of no use without it."
  refs            = ["M1053", "T1485"]

  fires {
    data order { availability = high }
    external books : saas { trust = partner, holds = order }
  }

  answered "it is copied" {
    data order { availability = high }
    external books : saas { trust = partner, holds = order, controls = backup }
  }

  answered "we fetch copies" {
    data order { availability = high }
    external books : saas { trust = partner, holds = order }
    process fetcher
    fetcher -> books { via = https, purpose = backup, returns = order }
  }

  answered "they send copies" {
    data order { availability = high }
    external books : saas { trust = partner, holds = order }
    process keeper
    books -> keeper { via = https, purpose = backup, carries = order }
  }

  silent "we have it too" {
    data order { availability = high }
    external books : saas { trust = partner, holds = order }
    store orders : database { holds = order }
  }
}
