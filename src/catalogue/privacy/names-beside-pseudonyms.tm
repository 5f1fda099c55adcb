/// Data under tokens and data under names about the same people lie in one store.
///
/// A query over dates, places or amounts that stand in both joins them again, and the tokens were in vain.
rule privacy.names-beside-pseudonyms "In {this} the names of {b} lie beside the tokens of {a}" {
  linddun         = [identifying, linking]
  on              = store
  when            = known(this.holds) and any(this.holds, a: a.personal and known(a.identifiability)
                        and a.identifiability == pseudonymous
                      and any(this.holds, b: b.personal and not b.credential and known(b.identifiability)
                        and b.identifiability == identified))
  unless          = this has data-separation
  reduces         = [access-control, storage-access-logging, anonymisation]
  likelihood      = low
  impact          = medium
  fix             = "Move {a} to a store that nobody who reads {b} can read, and coarsen what stands in both."
  false-positives = "Dismiss it when {a} and {b} are about different people."
  refs            = ["ASVS-5.0-14.2.6"]

  fires {
    data stay { class = confidential, personal = true, identifiability = pseudonymous }
    data member { class = confidential, personal = true, identifiability = identified }
    store warehouse : data-warehouse { holds = [stay, member] }
  }

  answered "kept apart inside" {
    data stay { class = confidential, personal = true, identifiability = pseudonymous }
    data member { class = confidential, personal = true, identifiability = identified }
    store warehouse : data-warehouse { holds = [stay, member], controls = data-separation }
  }


  silent "names alone" {
    data stay { class = confidential, personal = true, identifiability = identified }
    data member { class = confidential, personal = true, identifiability = identified }
    store warehouse : data-warehouse { holds = [stay, member] }
  }
}
