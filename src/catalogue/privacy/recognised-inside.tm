/// Names were replaced by tokens, and people of the house ask the data what they like. Village, age and a rare event
/// are still in it.
///
/// Who knows a little about somebody, a neighbour, a colleague, a well-known case, finds the one line that fits and
/// reads the rest of it. Small groups hide nobody.
rule privacy.recognised-inside "Whoever asks {this} can recognise people in {d}" {
  linddun         = identifying
  on              = store
  when            = known(this.holds) and any(this.holds, d: d.personal and known(d.identifiability)
                        and d.identifiability == pseudonymous and (d.special-category or d.class >= confidential)
                      and any(this.incoming, f: any(f.origins, o: o is actor and o.trust > partner)
                        and known(f.returns) and d in f.returns))
  unless          = this has anonymisation
  reduces         = [access-control, storage-access-logging, data-minimisation]
  likelihood      = low
  impact          = medium
  fix             = """
    Let {this} answer about groups of at least ten people, with coarse ages and places, and show single lines of {d}
    only to those whose task needs them.
  """
  false-positives = "Dismiss it when those who ask know the people anyway, because they care for them."
  refs            = ["CWE-359"]

  fires {
    data stay { class = confidential, personal = true, identifiability = pseudonymous }
    actor analyst { trust = internal }
    store warehouse : data-warehouse { holds = stay }
    analyst -> warehouse { via = sql-tls, returns = stay }
  }

  answered "nobody is alone in it" {
    data stay { class = confidential, personal = true, identifiability = pseudonymous }
    actor analyst { trust = internal }
    store warehouse : data-warehouse { holds = stay, controls = anonymisation }
    analyst -> warehouse { via = sql-tls, returns = stay }
  }

  silent "nobody can be found" {
    data stay { class = confidential, personal = true, identifiability = anonymous }
    actor analyst { trust = internal }
    store warehouse : data-warehouse { holds = stay }
    analyst -> warehouse { via = sql-tls, returns = stay }
  }
}
