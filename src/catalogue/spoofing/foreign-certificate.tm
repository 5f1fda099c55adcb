/// Clients believe any certificate for the name, whichever of the many authorities signed it and for whom.
///
/// Somebody who answers one mail or one web request in the name of the domain gets such a certificate. Nobody learns of
/// it who does not look.
rule spoofing.foreign-certificate "Somebody else can get a certificate for the name of {t}" {
  stride          = [spoofing, information-disclosure]
  on              = model
  when            = any(
                      model.elements,
                      t: t is process
                        and not t is client
                        and t.trust > untrusted
                        and any(
                          t.incoming,
                          f: known(f.via) and f.via is tls
                            and f.from.trust == untrusted
                            and any(f.data, d: d.special-category or d.integrity == very-high)
                        )
                    )
  unless          = all(
                      model.elements,
                      e: not e is process
                        or e is client
                        or not any(e.incoming, i: known(i.via) and i.via is tls and i.from.trust == untrusted)
                        or e has certificate-watch
                    )
  reduces         = [certificate-pinning, domain-protection, name-resolution-integrity]
  likelihood      = very-low
  impact          = medium
  fix             = """
    Say in the names of {t} which authority may issue for them, and have each certificate that is issued reported to
    somebody.
  """
  false-positives = "Dismiss it when clients of {t} accept one key of yours only."
  refs            = ["T1557"]

  fires {
    data order { integrity = very-high }
    actor visitor { trust = untrusted }
    process shop : service
    visitor -> shop { via = https, carries = order }
  }

  answered "each certificate is reported" {
    data order { integrity = very-high }
    actor visitor { trust = untrusted }
    process shop : service { controls = certificate-watch }
    visitor -> shop { via = https, carries = order }
  }

  silent "nobody outside calls it" {
    data order { integrity = very-high }
    actor visitor { trust = internal }
    process shop : service
    visitor -> shop { via = https, carries = order }
  }
}
