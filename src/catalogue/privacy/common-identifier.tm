use std.privacy

/// Several companies get data about the same people, under the same name or number.
///
/// They need only compare lists to know more than each was given, or sell the lists to somebody who does.
rule privacy.common-identifier "Receivers of {this} can put together what they know" {
  linddun         = linking
  on              = data
  when            = this.personal and known(this.identifiability) and this.identifiability != anonymous
                    and any(this.flows, f: f.to is external and not (f.to is forwarding)
                      and f.to.trust <= partner and this in f.carries
                      and any(this.flows, g: g.to is external and not (g.to is forwarding)
                        and g.to.trust <= partner and g.to != f.to
                        and this in g.carries))
  unless          = any(this.flows, h: h.to is external and h.from has pairwise-identifiers)
                    or any(this.flows, i: i.to is external and i.from has anonymisation)
  reduces         = [processing-agreement, data-minimisation]
  likelihood      = low
  impact          = medium
  fix             = """
    Give each receiver of {this} its own identifier for a person, and no name or address that it does not need.
  """
  false-positives = "Dismiss it when all receivers belong to one company and people were told so."
  refs            = ["CWE-359"]

  fires {
    data profile { class = confidential, personal = true, identifiability = identified }
    process club
    external mailer { trust = partner }
    external counter { trust = partner }
    club -> mailer { via = https, carries = profile }
    club -> counter { via = https, carries = profile }
  }

  answered "another name for each" {
    data profile { class = confidential, personal = true, identifiability = identified }
    process club { controls = pairwise-identifiers }
    external mailer { trust = partner }
    external counter { trust = partner }
    club -> mailer { via = https, carries = profile }
    club -> counter { via = https, carries = profile }
  }

  silent "one receiver" {
    data profile { class = confidential, personal = true, identifiability = identified }
    process club
    external mailer { trust = partner }
    process counter
    club -> mailer { via = https, carries = profile }
    club -> counter { via = https, carries = profile }
  }

  silent "a front passes it on and is no second receiver" {
    data profile { class = confidential, personal = true, identifiability = identified }
    process club
    external mailer { trust = partner }
    external counter : gateway { trust = partner }
    club -> mailer { via = https, carries = profile }
    club -> counter { via = https, carries = profile }
  }
}
