use std.privacy

/// Other companies process data about people for us, and no contract says what they may do with it.
///
/// Without one the transfer itself is unlawful, and nothing obliges them to protect, to report a leak or to delete.
rule privacy.no-processing-agreement "{e} processes {d}, and no agreement is known" {
  linddun         = non-compliance
  on              = model
  when            = any(model.elements, e: e is external and not (e is library) and not (e is independent-controller)
                      and e.trust <= partner
                      and any(e.incoming, f: f.from is process and known(f.carries) and any(f.carries, d: d.personal)))
  unless          = all(model.elements, x: x has processing-agreement or not (x is external) or x is library
                      or x is independent-controller or x.trust > partner
                      or not any(x.incoming, g: g.from is process and known(g.carries)
                        and any(g.carries, h: h.personal)))
  reduces         = [data-minimisation, pseudonymisation]
  likelihood      = low
  impact          = medium
  fix             = "Sign with {e} what it may do with {d}, what it protects, and when it deletes."
  false-positives = "Dismiss it when the receivers are recipients of the people's own choice, such as their bank."
  refs            = ["ASVS-5.0-14.2.3"]

  fires {
    data profile { class = confidential, personal = true }
    process club
    external mailer : saas { trust = partner }
    club -> mailer { via = https, carries = profile }
  }

  fires "one of two has signed" {
    data profile { class = confidential, personal = true }
    process club
    external mailer : saas { trust = partner, controls = processing-agreement }
    external printer : saas { trust = partner }
    club -> mailer { via = https, carries = profile }
    club -> printer { via = https, carries = profile }
  }

  answered "it has signed" {
    data profile { class = confidential, personal = true }
    process club
    external mailer : saas { trust = partner, controls = processing-agreement }
    club -> mailer { via = https, carries = profile }
  }

  silent "not about people" {
    data profile { class = confidential, personal = false }
    process club
    external mailer : saas { trust = partner }
    club -> mailer { via = https, carries = profile }
  }
}
