use std.privacy

/// Data about people goes into logs, metrics or traces, where more people may look than into the database.
///
/// Logs are copied, searched and kept for reasons that have nothing to do with those people, and nobody looks there
/// when somebody asks to be deleted.
rule privacy.people-in-logs "{d} spreads through {to}" {
  linddun         = data-disclosure
  on              = flow
  when            = (to is log-store or to is monitoring or flow.purpose == telemetry)
                    and known(flow.carries) and any(flow.carries, d: d.personal and d.integrity < high)
  unless          = from has redaction or from has pseudonymisation
  reduces         = [retention-deletion, access-control, data-minimisation]
  likelihood      = low
  fix             = "Write a number instead of {d} in {from}, and look the person up elsewhere when it must be known."
  false-positives = "Dismiss it when the record is kept to show who did something, and is kept for that only."
  refs            = ["CWE-532", "ASVS-5.0-16.2.5"]

  fires {
    data profile { class = confidential, personal = true }
    process shop
    store journal : log-store
    shop -> journal { via = tls, carries = profile }
  }

  answered "names are left out" {
    data profile { class = confidential, personal = true }
    process shop { controls = redaction }
    store journal : log-store
    shop -> journal { via = tls, carries = profile }
  }

  silent "not about people" {
    data profile { class = confidential, personal = false }
    process shop
    store journal : log-store
    shop -> journal { via = tls, carries = profile }
  }
}
