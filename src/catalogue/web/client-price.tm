use std.web

/// The browser sends along what something costs, and the server passes that on to whoever takes the money.
///
/// People change the number before it is sent. The order is right in all else, so that nobody sees it until the books
/// are closed.
rule web.client-price "Whoever buys at {to} decides the amount in {d}" {
  stride          = tampering
  on              = flow
  one             = to
  when            = to is process and not (to is forwarding) and not (to is client) and to.trust > partner
                    and any(flow.origins, o: o is actor and o.trust <= partner) and known(flow.carries)
                    and any(flow.carries, d: not d.credential and known(d.class) and d.class < secret
                      and known(d.integrity) and d.integrity >= high
                      and any(to.outgoing, p: p.to is payment-provider and known(p.carries) and d in p.carries)
                      and ((not (from is forwarding) and not (from is acting))
                        or any(from.incoming, i: known(i.carries) and d in i.carries
                          and any(i.origins, q: q is actor and q.trust <= partner))))
  unless          = to has server-side-decision
  reduces         = [input-validation, message-signing, audit-log]
  likelihood      = low
  impact          = min(medium, rating(this))
  fix             = """
    Let {to} compute amounts of {d} from prices and quantities of its own, and refuse quantities below one.
  """
  false-positives = "Dismiss it when people choose the amount themselves, as for a donation."
  refs            = ["CWE-472", "CAPEC-77", "ASVS-5.0-2.2.2", "ASVS-5.0-2.2.3"]

  fires {
    data order { class = internal, integrity = high }
    actor customer
    process shop : web-app
    external bank : payment-provider { trust = partner }
    customer -> shop { via = https, auth = session, carries = order }
    shop -> bank { via = https, auth = api-key, carries = order }
  }

  answered "the server computes it" {
    data order { class = internal, integrity = high }
    actor customer
    process shop : web-app { controls = server-side-decision }
    external bank : payment-provider { trust = partner }
    customer -> shop { via = https, auth = session, carries = order }
    shop -> bank { via = https, auth = api-key, carries = order }
  }

  silent "only colleagues order" {
    data order { class = internal, integrity = high }
    actor customer { trust = internal }
    process shop : web-app
    external bank : payment-provider { trust = partner }
    customer -> shop { via = https, auth = session, carries = order }
    shop -> bank { via = https, auth = api-key, carries = order }
  }

  fires "through a proxy" {
    data order { class = internal, integrity = high }
    actor customer
    process edge : reverse-proxy
    process shop : web-app
    external bank : payment-provider { trust = partner }
    customer -> edge { via = https, auth = session, carries = order }
    edge -> shop { via = https, auth = session, carries = order }
    shop -> bank { via = https, auth = api-key, carries = order }
  }

  silent "it sends what it knows itself" {
    data order { class = internal, integrity = high }
    data amount { class = internal, integrity = high }
    actor customer
    process shop : web-app
    external bank : payment-provider { trust = partner }
    customer -> shop { via = https, auth = session, carries = order }
    shop -> bank { via = https, auth = api-key, carries = amount }
  }
}
