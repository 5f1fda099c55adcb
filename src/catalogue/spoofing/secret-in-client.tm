/// A program that runs in the hands of its users proves itself with a key or a password that is the same for
/// all of them.
///
/// Whoever has the program has the key: from the package, from memory, from the wire. Then anybody speaks in the name
/// of the program, and to change the key all users have to update.
rule spoofing.secret-in-client "The key that {from} brings along is known to all its users" {
  stride          = spoofing
  on              = flow
  when            = from is client and from is process and not flow.local and known(flow.auth)
                    and (((from.trust <= partner or any(from.incoming, f: f.from is actor and f.from.trust <= partner))
                        and flow.auth in [shared-key, api-key])
                      or (flow.auth == password and not flow.admin and (to is database or ((from is desktop-app
                            or from is cli) and to is process and count(from.incoming) > 0))
                        and all(from.incoming, g: known(g.carries) and not any(g.carries, c: c.credential))))
  unless          = flow.authorization == end-user or from has device-attestation or to has device-attestation
  reduces         = [rate-limit, key-rotation, log-monitoring]
  likelihood      = medium
  fix             = """
    Let the person log in at {to} instead of {from}, or let each installation get a key of its own; before a database
    put a service that decides.
  """
  false-positives = "Dismiss it when the key names the program for counting only and opens nothing."
  refs            = [
    "CWE-798", "CAPEC-37", "CAPEC-191", "T1552.001", "M1:2024", "API2:2023", "A07:2021", "A07:2025", "ASVS-5.0-13.3.1",
  ]

  fires {
    process app : mobile-app { trust = untrusted }
    process shop
    app -> shop { via = https, auth = api-key }
  }

  fires "on the computer of a stranger" {
    actor customer
    process app : desktop-app
    process shop
    customer -> app { via = in-process }
    app -> shop { via = https, auth = api-key }
  }

  fires "a password for the database" {
    actor customer
    process app : desktop-app
    store orders : database
    customer -> app { local = true, carries = [] }
    app -> orders { via = sql-tls, auth = password }
  }

  fires "for colleagues too" {
    actor clerk { trust = internal }
    process app : desktop-app { trust = internal }
    store orders : database
    clerk -> app { local = true, carries = [] }
    app -> orders { via = sql-tls, auth = password }
  }

  silent "an administrator types it" {
    actor clerk { trust = internal }
    process app : desktop-app { trust = internal }
    store orders : database
    clerk -> app { local = true, carries = [] }
    app -> orders { via = sql-tls, auth = password, admin = true }
  }

  fires "a password that nobody types" {
    actor customer
    process app : desktop-app
    process shop
    customer -> app { local = true, carries = [] }
    app -> shop { via = https, auth = password }
  }

  silent "a person types it" {
    data own { class = secret, credential = true }
    actor customer
    process app : desktop-app
    process shop
    customer -> app { local = true, carries = own }
    app -> shop { via = https, auth = password }
  }

  answered "the person decides" {
    process app : mobile-app { trust = untrusted }
    process shop
    app -> shop { via = https, auth = api-key, authorization = end-user }
  }

  answered "the device vouches for it" {
    process app : mobile-app { trust = untrusted }
    process shop { controls = device-attestation }
    app -> shop { via = https, auth = api-key }
  }

  silent "the person logs in" {
    process app : mobile-app { trust = untrusted }
    process shop
    app -> shop { via = https, auth = oidc }
  }
}
