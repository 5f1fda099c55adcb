/// One of us looks up neighbours, former partners or famous people, because the program shows every record to whoever
/// works with it.
///
/// They may read it, so that nothing stops them, and to those whose record it was it is a breach like any other.
rule people.curious-staff "{o} can read {d} of people who are none of their business" {
  stride          = information-disclosure
  linddun         = data-disclosure
  on              = flow
  one             = to
  when            = (to is process or to is store) and not (to is forwarding) and not (to is client)
                    and not (to is identity) and not (to is log-store)
                    and not flow.local and any(flow.callers, o: o is actor and o.trust > partner)
                    and known(flow.returns) and any(flow.returns, d: not (known(d.identifiability) and d.identifiability != identified)
                      and (d.special-category or (d.personal and known(d.class) and d.class >= confidential)))
  unless          = to has case-bound-access or (from is forwarding and from has case-bound-access)
  reduces         = [audit-log, log-monitoring, object-level-authorisation, redaction]
  likelihood      = very-low
  fix             = """
    Let {to} open {d} for those only who work on that case, ask for a reason where somebody needs more, and look through
    the record of what was opened.
  """
  false-positives = "Dismiss it when few people use {to} and the work of each is about everybody in {d}."
  refs            = ["CWE-359", "T1213", "ASVS-5.0-8.2.2"]

  fires {
    data patient { class = confidential, personal = true }
    actor nurse { trust = internal }
    process ward
    nurse -> ward { via = https, auth = session, carries = [], returns = patient }
  }

  answered "a reason for each" {
    data patient { class = confidential, personal = true }
    actor nurse { trust = internal }
    process ward { controls = case-bound-access }
    nurse -> ward { via = https, auth = session, carries = [], returns = patient }
  }

  answered "the gateway asks for it" {
    data patient { class = confidential, personal = true }
    actor nurse { trust = internal }
    process edge : gateway { controls = case-bound-access }
    process ward
    nurse -> edge { via = https, auth = session, carries = [], returns = patient }
    edge -> ward { via = https, auth = session, carries = [], returns = patient }
  }

  silent "about nobody" {
    data patient { class = confidential, personal = false }
    actor nurse { trust = internal }
    process ward
    nurse -> ward { via = https, auth = session, carries = [], returns = patient }
  }

  silent "people see their own" {
    data patient { class = confidential, personal = true }
    actor nurse { trust = untrusted }
    process ward
    nurse -> ward { via = https, auth = session, carries = [], returns = patient }
  }
}
