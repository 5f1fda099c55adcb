/// Values from outside are logged as they are. A line break in them starts a line that the program never wrote; a
/// control character hides one that it did.
///
/// After an attack the log is the witness. A witness who says what the attacker dictates protects the attacker.
rule injection.log "Forged lines from {from} in {to}" {
  stride          = [tampering, repudiation]
  on              = flow
  when            = to is log-store and from is process and tainted(flow) and not (from is bastion)
                    and not (known(from.custom-code) and not from.custom-code)
  unless          = from has log-neutralisation
  likelihood      = low
  impact          = min(high, max(medium, rating(to)))
  fix             = """
    Log structured records from {from}, with values as values, so that a line break in one cannot start another.
  """
  false-positives = "Dismiss it when {from} writes only events with fixed texts and numbers."
  refs            = ["CWE-117", "CAPEC-93", "A09:2021", "A09:2025", "ASVS-5.0-16.4.1"]

  fires {
    actor visitor
    process shop
    store journal : log-store
    visitor -> shop { via = https }
    shop -> journal { via = syslog-tls }
  }

  answered "values are encoded" {
    actor visitor
    process shop { controls = log-neutralisation }
    store journal : log-store
    visitor -> shop { via = https }
    shop -> journal { via = syslog-tls }
  }

  silent "nobody outside can send to it" {
    actor visitor { trust = internal }
    process shop
    store journal : log-store
    visitor -> shop { via = https }
    shop -> journal { via = syslog-tls }
  }
}
