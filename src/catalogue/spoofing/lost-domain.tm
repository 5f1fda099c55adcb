/// Callers find the system by a name, and the name hangs on an account at a registrar and a bill once a year.
///
/// Whoever gets into that account, or buys the name on the day after it lapsed, is the system: with valid certificates,
/// with its mail, and with the passwords of its users.
rule spoofing.lost-domain "Whoever gets the domain of {t} can pass for it" {
  stride          = [spoofing, information-disclosure, denial-of-service]
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
                            and any(f.data, d: d.credential or d.class >= confidential or d.integrity >= high)
                        )
                    )
  unless          = all(
                      model.elements,
                      e: not e is process
                        or e is client
                        or not any(e.incoming, i: known(i.via) and i.via is tls and i.from.trust == untrusted)
                        or e has domain-protection
                    )
  reduces         = [name-resolution-integrity, certificate-pinning, multi-factor-authentication]
  likelihood      = very-low
  impact          = high
  fix             = """
    Lock the domain of {t} at its registrar, guard that account with a second factor, let it renew by itself, and keep
    names that you gave up for some years.
  """
  false-positives = "Dismiss it when the names belong to another team, which answers for them."
  refs            = ["T1584.001"]

  fires {
    data order { class = confidential }
    actor visitor { trust = untrusted }
    process shop : service
    visitor -> shop { via = https, carries = order }
  }

  answered "locked and renewed" {
    data order { class = confidential }
    actor visitor { trust = untrusted }
    process shop : service { controls = domain-protection }
    visitor -> shop { via = https, carries = order }
  }

  silent "nobody outside looks for it" {
    data order { class = confidential }
    actor visitor { trust = internal }
    process shop : service
    visitor -> shop { via = https, carries = order }
  }
}
