/// Data about people goes to where another law applies, and nothing makes that lawful.
///
/// The people lose rights that they had, and courts and offices over there may gain some. Supervisors stop such
/// transfers and fine for them.
rule privacy.transfer "{d} leaves the law of {from} for that of {to}" {
  linddun         = non-compliance
  on              = flow
  when            = known(from.jurisdiction) and not (to is actor)
                    and any(flow.carries, d: d.personal) and from.jurisdiction != to.jurisdiction
  unless          = flow has transfer-safeguards or to has transfer-safeguards
  reduces         = [pseudonymisation, anonymisation, data-minimisation]
  likelihood      = low
  fix             = "Keep {d} where it is, or agree with {to} on standard clauses and check what the law there allows."
  false-positives = "Dismiss it when a decision says that the law of {to} protects people as well as ours."
  refs            = ["ASVS-5.0-14.2.4"]

  fires {
    data profile { class = confidential, personal = true }
    process club { jurisdiction = "EU" }
    external mailer { trust = partner, jurisdiction = "US" }
    club -> mailer { via = https, carries = profile }
  }

  answered "there is a contract" {
    data profile { class = confidential, personal = true }
    process club { jurisdiction = "EU" }
    external mailer { trust = partner, controls = transfer-safeguards, jurisdiction = "US" }
    club -> mailer { via = https, carries = profile }
  }

  silent "the same law" {
    data profile { class = confidential, personal = true }
    process club { jurisdiction = "EU" }
    external mailer { trust = partner, jurisdiction = "EU" }
    club -> mailer { via = https, carries = profile }
  }

  silent "two states under one law" {
    data profile { class = confidential, personal = true }
    process club { jurisdiction = "DE" }
    external mailer { trust = partner, jurisdiction = "Ireland" }
    club -> mailer { via = https, carries = profile }
  }

  asks "whose law applies there?" {
    data profile { class = confidential, personal = true }
    process club { jurisdiction = "EU" }
    external mailer { trust = partner }
    club -> mailer { via = https, carries = profile }
  }
}
