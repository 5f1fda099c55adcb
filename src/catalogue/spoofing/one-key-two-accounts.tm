/// The same key works in two accounts or projects that are meant to be apart.
///
/// Whoever gets it where it is guarded worse, in a trial or at another team, is inside the other one too, and replacing
/// it needs both at once.
rule spoofing.one-key-two-accounts "{this} opens {p} and {q}, which are in different accounts" {
  stride          = [spoofing, elevation-of-privilege]
  on              = data
  when            = this.credential
                    and not (known(this.lifetime) and this.lifetime == short-lived)
                    and any(
                      this.places,
                      p: (p is process or p is store)
                        and not p is vault
                        and not p is identity
                        and inside(p, cloud-account)
                        and any(
                          this.places,
                          q: (q is process or q is store)
                            and not q is vault
                            and not q is identity
                            and inside(q, cloud-account)
                            and not together(p, q, cloud-account)
                        )
                    )
  unless          = all(
                      this.places,
                      r: not (r is process or r is store) or r is vault or r is identity or r has individual-credentials
                    )
  reduces         = [key-rotation, network-allow-list]
  likelihood      = low
  impact          = min(high, rating(this))
  fix             = "Give {p} and {q} each a key of its own in place of {this}, best one that its platform issues."
  false-positives = "Dismiss it when the one account reaches the other by {this} on purpose and it opens nothing else."
  refs            = ["T1078.004"]

  fires {
    data key { class = secret, credential = true, lifetime = manual }
    boundary a : cloud-account { trust = internal, process shop { uses = key } }
    boundary b : cloud-account { trust = internal, process trial { uses = key } }
    shop -> trial { via = https, carries = key }
  }

  answered "each has its own" {
    data key { class = secret, credential = true, lifetime = manual }
    boundary a : cloud-account {
      trust = internal, process shop { uses = key, controls = individual-credentials }
    }
    boundary b : cloud-account { trust = internal, process trial { uses = key, controls = individual-credentials } }
    shop -> trial { via = https, carries = key }
  }

  silent "it lives for minutes" {
    data key { class = secret, credential = true, lifetime = short-lived }
    boundary a : cloud-account { trust = internal, process shop { uses = key } }
    boundary b : cloud-account { trust = internal, process trial { uses = key } }
    shop -> trial { via = https, carries = key }
  }
}
