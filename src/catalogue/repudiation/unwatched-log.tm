/// Records are written, and nobody is told when they show something odd.
///
/// Most break-ins stand in the log from the first day, and are read after the last.
rule repudiation.unwatched-log "Nobody looks at what {this} records" {
  stride          = repudiation
  on              = log-store
  when            = any(this.incoming, f: f.from is process)
  unless          = this has log-monitoring
  reduces         = [append-only-log, audit-log]
  likelihood      = low
  impact          = medium
  fix             = """
    Write down which five events in {this} must wake somebody, make alarms of them, and let one off each quarter to
    see who comes.
  """
  false-positives = "Dismiss it when the log serves the search for faults only, and another one serves security."
  refs            = ["A09:2021", "A09:2025", "ASVS-5.0-16.4.3"]

  fires {
    process shop
    store journal : log-store
    shop -> journal { via = syslog-tls }
  }

  answered "somebody is told" {
    process shop
    store journal : log-store { controls = log-monitoring }
    shop -> journal { via = syslog-tls }
  }

  silent "nobody writes to it" {
    process shop
    store journal : log-store
  }
}
