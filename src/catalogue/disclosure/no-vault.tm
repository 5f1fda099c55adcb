/// Programs log in to each other with passwords or keys, and the model has no vault. So the secrets lie in files,
/// in variables or in images.
///
/// Such places are read by whoever may read the configuration, and nobody notices who read them or knows what to
/// replace after a leak.
rule disclosure.no-vault "Programs use secrets and no place is made for keeping them" {
  stride          = information-disclosure
  on              = model
  when            = any(model.flows, f: f.from is process and not (f.from is client) and not (f.from is forwarding) and known(f.auth)
                      and f.auth in [password, shared-key, api-key])
                    and not any(model.elements, e: e is vault
                      or (e is store and known(e.holds) and any(e.holds, h: h.credential and not h.personal)))
  unless          = all(model.flows, g: not (g.from is process and not (g.from is client) and not (g.from is forwarding) and known(g.auth)
                      and g.auth in [password, shared-key, api-key]) or g.from has secret-vault)
  reduces         = [managed-identity, key-rotation, secret-scanning]
  likelihood      = low
  impact          = high
  fix             = """
    Keep the passwords and keys with which programs of {this} log in in a vault, let programs fetch them as
    themselves, or replace them by managed identities.
  """
  false-positives = "Dismiss it when the platform hands the secrets out from a vault that the model leaves out."
  refs            = ["T1552.001", "A04:2021", "A06:2025", "ASVS-5.0-13.3.1"]

  fires {
    process shop
    store orders : postgres
    shop -> orders { via = sql-tls, auth = password }
  }

  fires "one of two has a vault" {
    process shop { controls = secret-vault }
    process books
    store orders : postgres
    shop -> orders { via = sql-tls, auth = password }
    books -> orders { via = sql-tls, auth = password }
  }

  answered "secrets come from a vault" {
    process shop { controls = secret-vault }
    store orders : postgres
    shop -> orders { via = sql-tls, auth = password }
  }

  silent "there is a vault" {
    process shop
    store secrets : vault
    store orders : postgres
    shop -> orders { via = sql-tls, auth = password }
  }
}
