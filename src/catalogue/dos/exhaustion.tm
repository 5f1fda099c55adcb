/// Callers whom nobody knows may ask this process for as much work as they like.
///
/// Computing power for an attack costs less than for the service. One impatient script is enough where nothing
/// limits it.
rule dos.exhaustion "Anybody can keep {this} so busy that nobody else is served" {
  stride          = denial-of-service
  on              = process
  when            = this.trust > untrusted and not (this is forwarding and not (this is gateway)
                      and not (known(this.managed) and not this.managed))
                    and not (this is gateway and known(this.managed) and this.managed)
                    and any(this.incoming, f: any(f.callers, o: o.trust == untrusted)
                      and not (f.from is gateway and not (known(f.from.managed) and f.from.managed))
                      and not (known(f.auth) and all(f.auth, a: a in [certificate, mtls, shared-key, managed-identity])))
                    and (this.availability >= medium or any(this.data, d: d.availability >= medium))
  unless          = this has rate-limit or this has quota or not exposed(this, unless: rate-limit)
                    or not exposed(this, unless: quota)
                    or all(this.incoming, r: (known(r has rate-limit) and r has rate-limit)
                      or not any(r.callers, s: s.trust == untrusted))
  reduces         = [ddos-protection, timeout, redundancy, graceful-degradation]
  likelihood      = low
  fix             = """
    Limit how much each caller may ask of {this} in a minute, and how much time and memory one request may take.
  """
  false-positives = "Dismiss it when everybody who can reach {this} has a name and a contract."
  refs            = ["CWE-770", "CAPEC-125", "T1499", "API4:2023", "A06:2025", "ASVS-5.0-2.4.1", "ASVS-5.0-15.2.2"]

  fires {
    actor visitor
    process shop { availability = high }
    visitor -> shop { via = https, carries = [], returns = [] }
  }

  answered "callers are limited" {
    actor visitor
    process shop { availability = high, controls = rate-limit }
    visitor -> shop { via = https, carries = [], returns = [] }
  }

  answered "work is limited" {
    actor visitor
    process shop { availability = high, controls = quota }
    visitor -> shop { via = https, carries = [], returns = [] }
  }

  silent "callers are known" {
    actor visitor
    process shop { availability = high }
    visitor -> shop { via = https, auth = mtls, carries = [], returns = [] }
  }

  asks "does it matter?" {
    actor visitor
    process shop
    visitor -> shop { via = https, carries = [], returns = [] }
  }
}
