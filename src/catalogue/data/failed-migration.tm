use std.data

/// An update changes the shape of the data in place, and there is no copy from just before.
///
/// It stops half-way at night, or it works and was wrong. Yesterday's copy then costs a day of everybody's work.
rule data.failed-migration "When {from} goes wrong, {to} stays broken" {
  stride          = [denial-of-service, tampering]
  on              = flow
  when            = from is schema-migration and to is store
  unless          = to has backup or from has deployment-approval
  reduces         = [redundancy, audit-log, least-privilege]
  likelihood      = low
  impact          = max(medium, rating(to))
  fix             = """
    Copy {to} right before {from} runs, run it against a copy first, and write the way back together with the way
    forth.
  """
  false-positives = "Dismiss it when {from} only adds columns and never changes what is there."
  refs            = ["M1053", "T1485", "ASVS-5.0-2.3.3"]

  fires {
    process change : schema-migration
    store books : postgres
    change -> books { via = sql-tls, auth = managed-identity }
  }

  answered "there is a copy" {
    process change : schema-migration
    store books : postgres { controls = backup }
    change -> books { via = sql-tls, auth = managed-identity }
  }

  answered "somebody looks first" {
    process change : schema-migration { controls = deployment-approval }
    store books : postgres
    change -> books { via = sql-tls, auth = managed-identity }
  }

  silent "no migration" {
    process change : data-pipeline
    store books : postgres
    change -> books { via = sql-tls, auth = managed-identity }
  }
}
