use std.privacy

/// The same program reads the pseudonymous data and the table that tells whom each token stands for.
///
/// Then the tokens protect nobody from that program, from its administrators, or from whoever takes it over.
rule privacy.pseudonym-key-nearby "Tokens in {d} can be turned back with {this}" {
  linddun         = identifying
  on              = pseudonym-table
  when            = any(this.incoming, p: any(p.from.outgoing, g: g.to != this
                      and any(g.returns, d: d.personal and known(d.identifiability)
                        and d.identifiability == pseudonymous)))
  unless          = this has data-separation
  reduces         = [access-control, storage-access-logging, human-approval]
  likelihood      = low
  impact          = medium
  fix             = "Let a separate service answer from {this}, one person at a time, with a reason that is recorded."
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
}
