use std.privacy

/// Data goes to an analysis that looks at crowds, and takes the names of people along.
///
/// Analysts, their tools and their exports then know who did what. The question could have been answered without.
rule privacy.identified-analysis "{to} learns who the people in {d} are, and need not" {
  linddun         = identifying
  on              = flow
  when            = (to is profiling or to is analytics-store or to is research-partner or flow.purpose == training)
                    and any(flow.carries, d: d.personal and d.identifiability == identified)
  unless          = from has pseudonymisation or to.needs-identity
  reduces         = [data-minimisation, access-control, purpose-limitation]
  likelihood      = low
  fix             = """
    Replace names in {d} by tokens before it leaves {from}, and keep the table of tokens where {to} cannot read
    it.
  """
  false-positives = "Dismiss it when {to} must write to the people or decide about each of them."
  refs            = ["CWE-359", "ASVS-5.0-14.2.6"]

  fires {
    data order { class = confidential, personal = true, identifiability = identified }
    process shop
    store warehouse : analytics-store
    shop -> warehouse { via = tls, carries = order }
  }

  answered "names are replaced" {
    data order { class = confidential, personal = true, identifiability = identified }
    process shop { controls = pseudonymisation }
    store warehouse : analytics-store
    shop -> warehouse { via = tls, carries = order }
  }

  silent "no names" {
    data order { class = confidential, personal = true, identifiability = pseudonymous }
    process shop
    store warehouse : analytics-store
    shop -> warehouse { via = tls, carries = order }
  }

  asks "who can be found in it?" {
    data order { class = confidential, personal = true }
    process shop
    store warehouse : analytics-store
    shop -> warehouse { via = tls, carries = order }
  }
}
