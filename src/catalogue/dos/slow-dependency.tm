/// The program waits for a system of somebody else, and nothing says how long.
///
/// When the other side becomes slow, all workers wait for it, and the program is down although nothing in it is broken.
rule dos.slow-dependency "{this} stands still when somebody else is slow" {
  stride          = denial-of-service
  on              = process
  when            = not (this is client) and known(this.availability) and this.availability >= high
                    and any(this.outgoing, f: f.to is external and not (f.to is library))
  unless          = this has timeout or this has graceful-degradation
  reduces         = redundancy
  likelihood      = medium
  impact          = min(high, rating(this))
  fix             = """
    Give every call that {this} makes to others a deadline, stop calling for a while after failures, and decide what
    is shown instead.
  """
  false-positives = "Dismiss it when the call runs in a worker for which nobody waits."
  refs            = ["CWE-1088", "A10:2025", "ASVS-5.0-16.5.2", "ASVS-5.0-13.2.6"]

  fires {
    process shop { availability = high }
    external rates : saas
    shop -> rates { via = https }
  }

  answered "calls have a deadline" {
    process shop { availability = high, controls = timeout }
    external rates : saas
    shop -> rates { via = https }
  }

  answered "it goes on without" {
    process shop { availability = high, controls = graceful-degradation }
    external rates : saas
    shop -> rates { via = https }
  }

  silent "it may stop" {
    process shop { availability = low }
    external rates : saas
    shop -> rates { via = https }
  }

  silent "nobody else is called" {
    process shop { availability = high }
    process rates
    shop -> rates { via = https }
  }
}
