/// Somebody who has an account fills the space, starts the dear work or asks without pause, and all others wait or pay.
///
/// A login says who it is and stops nothing. Accounts are given to customers and partners whose programs go wrong, and
/// are stolen.
rule dos.greedy-account "One account can use up {this} for all others" {
  stride          = denial-of-service
  on              = process
  when            = not (this is forwarding) and not (this is client) and not (this is identity)
                    and this.trust > partner
                    and any(this.incoming, f: not f.admin and known(f.auth) and f.auth != none
                      and (any(f.callers, o: o is external and not (o is saas) and o.trust <= partner)
                        or (any(f.callers, o: o.trust <= partner) and known(f.carries)
                          and (this.multi-tenant or any(f.carries, d: not d.credential and known(d.format)
                            and d.format in [file, image, archive])))))
                    and any(this.data, a: known(a.availability) and a.availability >= medium)
  unless          = this has quota
                    or all(this.incoming, g: (g.from is forwarding and g.from has quota) or not any(g.callers, o: o.trust <= partner))
  reduces         = [rate-limit, timeout, redundancy, log-monitoring]
  likelihood      = very-low
  impact          = min(medium, rating(this))
  fix             = """
    Give each account of {this} its own limits of requests, space and dear work, and let it wait where it reaches them.
  """
  false-positives = "Dismiss it when {this} has one customer, who may use all of it."
  refs            = ["CWE-410", "CAPEC-130", "API4:2023", "ASVS-5.0-2.4.1"]

  fires {
    data photo { class = internal, format = image }
    actor customer
    process gallery
    customer -> gallery { via = https, auth = session, carries = photo }
  }

  fires "a partner with a key" {
    data order { class = internal }
    external partner { trust = partner }
    process shop
    partner -> shop { via = https, auth = api-key, carries = order }
  }

  answered "each has a share" {
    data photo { class = internal, format = image }
    actor customer
    process gallery { controls = quota }
    customer -> gallery { via = https, auth = session, carries = photo }
  }

  answered "the gateway counts" {
    data photo { class = internal, format = image }
    actor customer
    process edge : gateway { controls = quota }
    process gallery
    customer -> edge { via = https, auth = session, carries = photo }
    edge -> gallery { via = https, auth = session, carries = photo }
  }

  silent "little is sent" {
    data photo { class = internal, format = json }
    actor customer
    process gallery
    customer -> gallery { via = https, auth = session, carries = photo }
  }
}
