/// Several programs prove who they are with the same key, or run under one account.
///
/// The log cannot tell them apart, the weakest of them gives the key away for all, and it is never changed, because
/// all would have to change at once.
rule identity.shared-credential "Several callers use one key or account for {this}" {
  stride          = [spoofing, repudiation]
  on              = [process, store]
  when            = any(this.incoming, f: known(f.auth) and f.auth == shared-key
                      and any(this.incoming, g: g.from != f.from and known(g.auth) and g.auth == shared-key))
                    or any(this.incoming, h: h.from is process and known(h.from.runs-as)
                      and any(this.incoming, i: i.from != h.from and i.from is process and known(i.from.runs-as)
                        and i.from.runs-as == h.from.runs-as))
  unless          = this has individual-credentials
  reduces         = [key-rotation, secret-vault, network-allow-list]
  likelihood      = low
  impact          = max(medium, rating(this))
  fix             = "Give each caller of {this} an account of its own, best one that the platform issues and renews."
  false-positives = "Dismiss it when the callers are copies of one program."
  refs            = ["CWE-1391", "T1078", "A07:2021", "A07:2025", "ASVS-5.0-13.2.1"]

  fires {
    process shop
    process forum
    process orders
    shop -> orders { via = tls, auth = shared-key }
    forum -> orders { via = tls, auth = shared-key }
  }

  fires "under one account" {
    process shop { runs-as = "app" }
    process forum { runs-as = "app" }
    process orders
    shop -> orders { via = tls, auth = kerberos }
    forum -> orders { via = tls, auth = kerberos }
  }

  answered "an account for each" {
    process shop
    process forum
    process orders { controls = individual-credentials }
    shop -> orders { via = tls, auth = shared-key }
    forum -> orders { via = tls, auth = shared-key }
  }

  silent "one of them has its own" {
    process shop
    process forum
    process orders
    shop -> orders { via = tls, auth = shared-key }
    forum -> orders { via = tls, auth = mtls }
  }

  silent "an account for each program" {
    process shop { runs-as = "app" }
    process forum { runs-as = "forum" }
    process orders
    shop -> orders { via = tls, auth = kerberos }
    forum -> orders { via = tls, auth = kerberos }
  }
}
