/// A vault answers nobody while it cannot write its record, and the record goes to one place.
///
/// A full disk or a log server that is down then stops every program that needs a secret.
rule availability.full-audit "{from} stops answering when nothing more fits into {to}" {
  stride          = denial-of-service
  on              = flow
  one             = from
  when            = from is vault
                    and (to is log-store or (known(to.role) and to.role == log))
                    and not (known(from.managed) and from.managed)
  unless          = to has redundancy
                    or to.redundant
                    or to has quota
                    or any(from.outgoing, g: g.to != flow.to and g.to is log-store)
  reduces         = [log-monitoring, graceful-degradation]
  likelihood      = low
  impact          = min(medium, rating(from))
  fix             = """
    Write the record of {from} to a second place too, keep room in {to}, and raise an alarm long before it is full.
  """
  false-positives = "Dismiss it when {from} goes on without its record, and that is meant so."
  refs            = ["CWE-770", "ASVS-5.0-16.5.2"]

  fires {
    process safe : vault
    store record : log-store
    safe -> record { via = tls }
  }

  answered "there are two" {
    process safe : vault
    store record : log-store
    store copy : log-store
    safe -> record { via = tls }
    safe -> copy { via = tls }
  }

  answered "it is redundant" {
    process safe : vault
    store record : log-store { redundant = true }
    safe -> record { via = tls }
  }

  answered "replicas" {
    process safe : vault
    store record : log-store { controls = redundancy }
    safe -> record { via = tls }
  }

  answered "there is room for it" {
    process safe : vault
    store record : log-store { controls = quota }
    safe -> record { via = tls }
  }

  silent "another program" {
    process safe
    store record : log-store
    safe -> record { via = tls }
  }
}
