/// Text that an attacker controls becomes part of a search, a document query or a directory filter that the store
/// evaluates.
///
/// Such languages have operators too. A filter that was to find one person finds all of them, or a password check
/// is always true.
rule injection.query "Query injection from {from} into {to}" {
  stride          = [tampering, information-disclosure]
  on              = flow
  one             = [from, to]
  when            = (to is search or to is document-store or to is graph-database or to is wide-column-store
                      or to is time-series-database or to is ldap-directory)
                    and not (to is sql) and from is process and tainted(flow)
  unless          = from has query-escaping
  reduces         = [least-privilege, schema-validation]
  likelihood      = low
  impact          = rating(to)
  fix             = """
    Build queries to {to} from typed values or with the encoder of its client library; never join text in
    {from}.
  """
  false-positives = "Dismiss it when callers choose among queries that are fixed in {from} and supply no part of them."
  refs            = [
    "CWE-943", "CWE-90", "CAPEC-676", "CAPEC-136", "A03:2021", "A05:2025", "ASVS-5.0-1.2.4", "ASVS-5.0-1.2.6",
  ]

  fires {
    actor visitor
    process shop
    store catalogue : elasticsearch
    visitor -> shop { via = https }
    shop -> catalogue { via = https }
  }

  fires "measurements" {
    actor visitor
    process shop
    store catalogue : time-series-database
    visitor -> shop { via = https }
    shop -> catalogue { via = https }
  }

  fires "a directory" {
    actor visitor
    process shop
    store catalogue : ldap-directory
    visitor -> shop { via = https }
    shop -> catalogue { via = https }
  }

  answered "values are escaped" {
    actor visitor
    process shop { controls = query-escaping }
    store catalogue : elasticsearch
    visitor -> shop { via = https }
    shop -> catalogue { via = https }
  }

  answered "or bound, which is better" {
    actor visitor
    process shop { controls = parameterised-queries }
    store catalogue : elasticsearch
    visitor -> shop { via = https }
    shop -> catalogue { via = https }
  }

  silent "the store speaks SQL, which has a rule of its own" {
    actor visitor
    process shop
    type measurements : [time-series-database, sql] { implies { query-api = sql } }
    store catalogue : measurements
    visitor -> shop { via = https }
    shop -> catalogue { via = https }
  }

  silent "no query language" {
    actor visitor
    process shop
    store catalogue : file-store
    visitor -> shop { via = https }
    shop -> catalogue { via = https }
  }
}
