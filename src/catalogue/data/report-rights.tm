use std.data

/// A tool for reports lets its users write queries of their own and sends them with an account that may do more than
/// read.
///
/// A pasted query deletes a table; a curious one reads the staff list. The database sees one account, and every user of
/// the tool is that account.
rule data.report-rights "Every user of {from} can do in {to} what its one account may do" {
  stride          = [elevation-of-privilege, information-disclosure, tampering]
  on              = flow
  when            = from is bi-tool and (to is database or to is data-lake)
  unless          = from has least-privilege or flow.authorization == end-user or to has data-access-policy
  reduces         = [storage-access-logging, data-separation]
  likelihood      = low
  impact          = max(medium, rating(to))
  fix             = "Give {from} an account on {to} that reads views made for reports, or pass on who asks."
  false-positives = "Dismiss it when all users of {from} are administrators of {to} anyway."
  refs            = ["CWE-250", "CAPEC-122", "T1213", "A01:2021", "A01:2025", "ASVS-5.0-13.2.2"]

  fires {
    process reports : bi-tool
    store books : postgres
    reports -> books { via = sql-tls, auth = password, authorization = service }
  }

  answered "it reads views only" {
    process reports : bi-tool { controls = least-privilege }
    store books : postgres
    reports -> books { via = sql-tls, auth = password, authorization = service }
  }

  answered "the person decides" {
    process reports : bi-tool
    store books : postgres
    reports -> books { via = sql-tls, auth = password, authorization = end-user }
  }

  answered "rows and columns have rights" {
    process reports : bi-tool
    store books : postgres { controls = data-access-policy }
    reports -> books { via = sql-tls, auth = password, authorization = service }
  }

  silent "no database" {
    process reports : bi-tool
    store books : file-share
    reports -> books { via = sql-tls, auth = password, authorization = service }
  }

  fires "a lake" {
    process reports : bi-tool
    store books : data-lake
    reports -> books { via = sql-tls, auth = password, authorization = service }
  }
}
