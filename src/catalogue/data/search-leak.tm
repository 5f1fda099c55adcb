use std.data

/// An index holds documents of many, and the program that asks it finds all of them, whoever is in front of it.
///
/// Titles and snippets of what one may not open are enough: names, amounts, plans. A counter of hits tells a lot too.
rule data.search-leak "{from} finds {d} in {to} for people who may not open it" {
  stride          = information-disclosure
  on              = flow
  when            = to is search and from is process and any(from.incoming, f: any(f.origins, o: o is actor))
                    and any(flow.returns, d: d.class >= confidential)
  unless          = flow.authorization == end-user or from has object-level-authorisation or to has data-access-policy
  reduces         = [least-privilege, redaction, audit-log]
  likelihood      = low
  fix             = """
    Put the readers of each document into {to} and let {from} add the person to every query, also for counts and
    suggestions.
  """
  false-positives = "Dismiss it when everybody who can use {from} may read all that is in {to}."
  refs            = ["CWE-612", "CAPEC-122", "T1213", "A01:2021", "A01:2025", "ASVS-5.0-8.2.2", "ASVS-5.0-8.2.3"]

  fires {
    data contract { class = confidential }
    actor clerk { trust = internal }
    process archive
    store index : opensearch
    clerk -> archive { via = https }
    archive -> index { via = https, returns = contract }
  }

  answered "the person is part of the query" {
    data contract { class = confidential }
    actor clerk { trust = internal }
    process archive
    store index : opensearch
    clerk -> archive { via = https }
    archive -> index { via = https, returns = contract, authorization = end-user }
  }

  answered "hits are filtered" {
    data contract { class = confidential }
    actor clerk { trust = internal }
    process archive { controls = object-level-authorisation }
    store index : opensearch
    clerk -> archive { via = https }
    archive -> index { via = https, returns = contract }
  }

  answered "the index knows the readers" {
    data contract { class = confidential }
    actor clerk { trust = internal }
    process archive
    store index : opensearch { controls = data-access-policy }
    clerk -> archive { via = https }
    archive -> index { via = https, returns = contract }
  }

  silent "no person asks" {
    data contract { class = confidential }
    process clerk { trust = internal }
    process archive
    store index : opensearch
    clerk -> archive { via = https }
    archive -> index { via = https, returns = contract }
  }

  asks "what comes back?" {
    data contract { class = confidential }
    actor clerk { trust = internal }
    process archive
    store index : opensearch
    clerk -> archive { via = https }
    archive -> index { via = https }
  }
}
