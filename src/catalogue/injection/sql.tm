/// Text that an attacker controls reaches a program and becomes part of a statement that the database runs. The
/// attacker then writes the statement.
///
/// One such place reads and changes every table that the account of a program may touch, and on many servers runs
/// programs.
rule injection.sql "SQL injection from {from} into {to}" {
  stride          = [tampering, information-disclosure, elevation-of-privilege]
  on              = flow
  one             = from
  when            = (to is sql or (to is store and to.query-api == sql)) and from is process and tainted(flow)
                    and not (known(from.custom-code) and not from.custom-code) and not (from is identity)
                    and not (from is bastion) and not flow.admin and flow.purpose != backup and from.trust > partner
  unless          = from has parameterised-queries
  reduces         = [web-application-firewall, least-privilege]
  likelihood      = medium
  impact          = rating(to)
  fix             = """
    Bind every value in {from} instead of building query text, and give its account on {to} the fewest rights.
  """
  false-positives = "Dismiss it when {from} sends only statements that are fixed in its source text."
  refs            = ["CWE-89", "CAPEC-66", "T1190", "A03:2021", "A05:2025", "ASVS-5.0-1.2.4"]

  fires {
    actor visitor
    process shop
    store orders : postgres
    visitor -> shop { via = https }
    shop -> orders { via = sql-tls }
  }

  fires "SQL by another name" {
    actor visitor
    process shop
    store orders : database { query-api = sql }
    visitor -> shop { via = https }
    shop -> orders { via = tls }
  }

  asks "how is it queried?" {
    actor visitor
    process shop
    store orders
    visitor -> shop { via = https }
    shop -> orders { via = tls }
  }

  silent "files have no queries" {
    actor visitor
    process shop
    store orders : file-store
    visitor -> shop { via = https }
    shop -> orders { via = sftp }
  }

  answered "values are bound" {
    actor visitor
    process shop { controls = parameterised-queries }
    store orders : postgres
    visitor -> shop { via = https }
    shop -> orders { via = sql-tls }
  }

  silent "nobody outside can send to it" {
    actor visitor { trust = internal }
    process shop
    store orders : postgres
    visitor -> shop { via = https }
    shop -> orders { via = sql-tls }
  }

  silent "a product writes its own statements" {
    actor visitor
    process shop { custom-code = false }
    store orders : postgres
    visitor -> shop { via = https }
    shop -> orders { via = sql-tls }
  }

  silent "copied as it stands" {
    actor visitor
    process shop
    store orders : postgres
    visitor -> shop { via = https }
    shop -> orders { via = sql-tls, purpose = backup }
  }

  silent "a stranger writes the statements themselves" {
    actor visitor
    process shop { trust = untrusted }
    store orders : postgres
    visitor -> shop { via = https }
    shop -> orders { via = sql-tls }
  }
}
