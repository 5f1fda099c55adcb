/// A company that works for us keeps a key that opens our systems.
///
/// It keeps the keys of all its customers in one place, and that place is worth breaking into. Here the thief comes in
/// as a service that we use every day.
rule spoofing.keys-at-partner "A break-in at {this} gives away {d}, which opens doors of ours" {
  stride          = [spoofing, information-disclosure]
  on              = external
  when            = this.trust <= partner
                    and not this is identity
                    and not this is vault
                    and not this is development
                    and not this is client
                    and any(
                      this.holds,
                      d: d.credential and not (known(d.lifetime) and d.lifetime == short-lived)
                    )
  unless          = this has managed-identity
                    or (known(this has least-privilege) and this has least-privilege)
  reduces         = [key-rotation, network-allow-list, log-monitoring, hardware-key-protection]
  likelihood      = low
  impact          = min(high, rating(this))
  fix             = """
    Let {this} come in as itself, with rights for its task that end, instead of {d}; until then replace {d} often and
    allow it from its addresses only.
  """
  false-positives = "Dismiss it when {d} opens only what {this} runs itself."
  refs            = ["T1199", "T1078"]

  fires {
    data key { class = secret, credential = true, lifetime = manual }
    external helper : saas { trust = partner, holds = key }
  }

  answered "it comes as itself" {
    data key { class = secret, credential = true, lifetime = manual }
    external helper : saas { trust = partner, holds = key, controls = managed-identity }
  }

  answered "it opens little" {
    data key { class = secret, credential = true, lifetime = manual }
    external helper : saas { trust = partner, holds = key, controls = least-privilege }
  }

  silent "it lives for minutes" {
    data key { class = secret, credential = true, lifetime = short-lived }
    external helper : saas { trust = partner, holds = key }
  }
}
