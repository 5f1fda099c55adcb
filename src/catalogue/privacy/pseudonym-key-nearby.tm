use std.privacy

/// The table that tells whom each token stands for lies near the pseudonymous data: one program handles both, or one
/// set of administrators has both.
///
/// Then the tokens protect nobody from that program, from its administrators, or from whoever takes them over.
rule privacy.pseudonym-key-nearby "Tokens in {d} can be turned back with {this}" {
  linddun         = identifying
  on              = pseudonym-table
  when            = any(this.incoming, p: any(p.from.outgoing, g: g.to != this
                      and (any(g.returns, d: d.personal and known(d.identifiability)
                        and d.identifiability == pseudonymous)
                        or (known(g.carries) and any(g.carries, d: d.personal and known(d.identifiability)
                          and d.identifiability == pseudonymous)))))
                    or any(this.incoming, q: q.admin and any(q.from.outgoing, h: h.admin and h.to != this
                      and h.to is store
                      and any(h.to.holds, d: d.personal and known(d.identifiability)
                        and d.identifiability == pseudonymous)))
                    or any(this.boundaries, b: (b is cloud-account or b is machine)
                      and any(b.elements, e: e is store and e != this and known(e.holds)
                        and any(e.holds, d: d.personal and known(d.identifiability)
                          and d.identifiability == pseudonymous)))
  unless          = this has data-separation
  reduces         = [access-control, storage-access-logging, human-approval]
  likelihood      = low
  impact          = medium
  fix             = """
    Move {this} to an account with administrators of its own, and let a separate service answer from it, one person at
    a time, with a reason that is recorded.
  """
  false-positives = "Dismiss it when putting names back is the only thing that the program does."
  refs            = ["CWE-653"]

  fires {
    data usage { class = confidential, personal = true, identifiability = pseudonymous }
    process report
    store tokens : pseudonym-table
    store warehouse : analytics-store
    report -> tokens { via = tls }
    report -> warehouse { via = tls, returns = usage }
  }

  fires "one account has both" {
    data usage { class = confidential, personal = true, identifiability = pseudonymous }
    boundary account : cloud-account {
      store tokens : pseudonym-table
      store warehouse : analytics-store { holds = usage }
    }
  }

  fires "one program writes both" {
    data usage { class = confidential, personal = true, identifiability = pseudonymous }
    process loader
    store tokens : pseudonym-table
    store warehouse : analytics-store
    loader -> tokens { via = tls }
    loader -> warehouse { via = tls, carries = usage }
  }

  fires "one person administers both" {
    data usage { class = confidential, personal = true, identifiability = pseudonymous }
    actor operator { trust = internal }
    store tokens : pseudonym-table
    store warehouse : analytics-store { holds = usage }
    operator -> tokens { via = tls, admin = true, carries = [] }
    operator -> warehouse { via = tls, admin = true, carries = [] }
  }

  answered "two keys are needed" {
    data usage { class = confidential, personal = true, identifiability = pseudonymous }
    process report
    store tokens : pseudonym-table { controls = data-separation }
    store warehouse : analytics-store
    report -> tokens { via = tls }
    report -> warehouse { via = tls, returns = usage }
  }

  silent "nobody can be found" {
    data usage { class = confidential, personal = true, identifiability = anonymous }
    process report
    store tokens : pseudonym-table
    store warehouse : analytics-store
    report -> tokens { via = tls }
    report -> warehouse { via = tls, returns = usage }
  }

  silent "an account of its own" {
    data usage { class = confidential, personal = true, identifiability = pseudonymous }
    boundary account : cloud-account {
      store tokens : pseudonym-table
    }
    boundary other : cloud-account {
      store warehouse : analytics-store { holds = usage }
    }
  }
}
