/// What programs log is copied widely, kept long, and read by many who would never get access to the data itself.
///
/// A password in a log line is a password in a dozen systems. Nobody deletes it there, because nobody knows that it is
/// there.
rule disclosure.sensitive-log "{from} writes {d} into {to}" {
  stride          = information-disclosure
  on              = flow
  when            = to is log-store and from is process and any(flow.carries, d: d.credential or ((d.personal
                          or d.class >= confidential) and not (known(to.holds) and d in to.holds)))
  unless          = from has redaction or from has pseudonymisation
  reduces         = [access-control, encryption-at-rest, retention-deletion]
  likelihood      = low
  fix             = """
    Log in {from} that something happened and to which number, and black out {d} before the line is written.
  """
  false-positives = "Dismiss it when {to} is the record that the law asks for, and is guarded like the data."
  refs            = ["CWE-532", "CAPEC-150", "T1552", "A09:2021", "A09:2025", "ASVS-5.0-16.2.5"]

  fires {
    data session { class = secret, credential = true }
    process shop
    store journal : log-store
    shop -> journal { via = syslog-tls, carries = session }
  }

  fires "about people" {
    data session { class = internal, personal = true }
    process shop
    store journal : log-store
    shop -> journal { via = syslog-tls, carries = session }
  }

  answered "it is blacked out" {
    data session { class = secret, credential = true }
    process shop { controls = redaction }
    store journal : log-store
    shop -> journal { via = syslog-tls, carries = session }
  }

  answered "names become numbers" {
    data session { class = secret, credential = true }
    process shop { controls = pseudonymisation }
    store journal : log-store
    shop -> journal { via = syslog-tls, carries = session }
  }

  silent "events only" {
    data session { class = internal }
    process shop
    store journal : log-store
    shop -> journal { via = syslog-tls, carries = session }
  }

  silent "the log is kept for that" {
    data session { class = confidential }
    process shop
    store journal : log-store { holds = session }
    shop -> journal { via = syslog-tls, carries = session }
  }

  asks "what is logged?" {
    data session { class = secret, credential = true }
    process shop
    store journal : log-store
    shop -> journal { via = syslog-tls }
  }
}
