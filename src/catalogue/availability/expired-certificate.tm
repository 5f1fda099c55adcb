/// Programs prove themselves with certificates, which are valid for some months, and nobody sees to the next ones.
///
/// On its last day every caller refuses the program at once, and the person who knew how to renew it has left.
rule availability.expired-certificate "{t} stops on the day on which its certificate expires" {
  stride          = denial-of-service
  on              = model
  when            = any(model.elements, t: t is process and not (t is client) and t.trust > untrusted
                      and not (known(t.managed) and t.managed)
                      and any(t.incoming, f: ((known(f.via) and (f.via is tls or f.via is quic))
                        or (known(f.auth) and f.auth == mtls)) and f.from.trust <= partner))
  unless          = all(model.elements, e: not (e is process) or e is client or e.trust <= untrusted
                      or (known(e.managed) and e.managed)
                      or not any(e.incoming, g: ((known(g.via) and (g.via is tls or g.via is quic))
                        or (known(g.auth) and g.auth == mtls)) and g.from.trust <= partner)
                      or e has key-rotation)
  reduces         = [log-monitoring, redundancy, asset-inventory]
  likelihood      = very-low
  impact          = medium
  fix             = """
    Let a machine renew the certificate of {t} weeks before it ends, and raise an alarm for every one that has few
    days left, those with which programs call others too.
  """
  false-positives = "Dismiss it when something in front of {t} ends the encryption and the model leaves it out."
  refs            = ["ASVS-5.0-11.1.1"]

  fires {
    actor guest
    process shop : service
    guest -> shop { via = https }
  }

  fires "one of two is renewed" {
    actor guest
    process shop : service
    process desk : service { controls = certificate-renewal }
    guest -> shop { via = https }
    guest -> desk { via = https }
  }

  answered "a machine renews it" {
    actor guest
    process shop : service { controls = certificate-renewal }
    guest -> shop { via = https }
  }

  silent "a provider runs it" {
    actor guest
    process shop : service { managed = true }
    guest -> shop { via = https }
  }

  silent "no certificate" {
    actor guest
    process shop : service
    guest -> shop { via = http }
  }
}
