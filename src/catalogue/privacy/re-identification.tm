use std.privacy

/// Names were replaced by tokens, and the data leaves the house. Place, age and dates are still in it.
///
/// A few such facts single most people out. Who has another list with names joins the two; nobody who receives the
/// data promised in code not to.
rule privacy.re-identification "{to} can find out whom {d} is about" {
  linddun         = identifying
  on              = flow
  when            = to is external and to.trust <= partner
                    and any(flow.carries, d: d.personal and known(d.identifiability)
                      and d.identifiability == pseudonymous)
  unless          = from has anonymisation or to has processing-agreement
  reduces         = [data-minimisation, redaction, pairwise-identifiers]
  likelihood      = low
  fix             = """
    Coarsen or leave out what singles people out in {d} before it leaves {from}, and forbid {to} to look for them.
  """
  false-positives = "Dismiss it when {to} knows the people in {d} anyway, because it works for them."
  refs            = ["CWE-359"]

  fires {
    data usage { class = confidential, personal = true, identifiability = pseudonymous }
    process club
    external institute : research-partner { trust = partner }
    club -> institute { via = https, carries = usage }
  }

  answered "nobody is alone in it" {
    data usage { class = confidential, personal = true, identifiability = pseudonymous }
    process club { controls = k-anonymity }
    external institute : research-partner { trust = partner }
    club -> institute { via = https, carries = usage }
  }

  answered "it has promised" {
    data usage { class = confidential, personal = true, identifiability = pseudonymous }
    process club
    external institute : research-partner { trust = partner, controls = processing-agreement }
    club -> institute { via = https, carries = usage }
  }

  silent "nobody can be found" {
    data usage { class = confidential, personal = true, identifiability = anonymous }
    process club
    external institute : research-partner { trust = partner }
    club -> institute { via = https, carries = usage }
  }
}
