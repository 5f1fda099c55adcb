/// Whoever may write to this log may also change or remove what stands in it.
///
/// The first thing an intruder does is tidy up. A log that its writers can rewrite proves nothing about them.
rule repudiation.mutable-log "Records in {this} can be changed after the fact" {
  stride          = [repudiation, tampering]
  on              = log-store
  when            = any(this.incoming, f: f.from is process) and not (known(this.managed) and this.managed)
  unless          = this has append-only-log
  reduces         = [log-monitoring, access-control, timestamping]
  likelihood      = low
  fix             = """
    Let writers of {this} add records and nothing else, and keep a copy where their administrators cannot reach
    it.
  """
  false-positives = """
    Dismiss it when the log serves finding faults only and nobody will ever be asked to answer for what it says.
  """
  refs            = ["CWE-471", "CAPEC-268", "T1070", "A09:2021", "A09:2025", "ASVS-5.0-16.4.2"]

  fires {
    process shop
    store journal : log-store
    shop -> journal { via = syslog-tls }
  }

  answered "records can only be added" {
    process shop
    store journal : log-store { controls = append-only-log }
    shop -> journal { via = syslog-tls }
  }

  silent "no program writes to it" {
    actor shop
    store journal : log-store
    shop -> journal { via = syslog-tls }
  }
}
