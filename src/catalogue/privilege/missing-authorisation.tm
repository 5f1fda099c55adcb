/// Callers may be known, yet nothing decides what they may do here or whose records they may have.
///
/// Changing a number in a request then shows the invoice of somebody else. It is the most common fault of
/// interfaces, and no scanner finds it.
rule privilege.missing-authorisation "{to} does not check what {o} may do" {
  stride          = [elevation-of-privilege, information-disclosure, tampering]
  on              = flow
  one             = to
  when            = to is process and not (to is forwarding) and not (to is identity)
                    and any(flow.origins, o: o is actor or o.trust < to.trust)
                    and (any(flow.carries, d: d.integrity >= high) or any(flow.returns, e: e.class >= confidential))
  unless          = to has access-control
                    or (flow.authorization == end-user and not known(to has access-control))
                    or (flow.authorization == service and not any(flow.callers, c: c is actor))
                    or ((from is forwarding or from is acting) and not (from is vpn-gateway) and from has access-control)
  reduces         = [least-privilege, security-testing, log-monitoring]
  likelihood      = medium
  fix             = """
    Let {to} check for each call and each record whether this caller may have it, in one place that no call goes
    around.
  """
  false-positives = "Dismiss it when everybody who is let in may do everything, and that is meant."
  refs            = [
    "CWE-862", "CWE-639", "CAPEC-122", "API5:2023", "A01:2021", "A01:2025", "ASVS-5.0-8.2.1", "ASVS-5.0-8.2.2",
    "API1:2023",
  ]

  fires {
    data invoice { class = confidential }
    actor customer
    process shop
    customer -> shop { via = https, auth = session, authorization = none, carries = [], returns = invoice }
  }

  fires "something that must be right goes in" {
    data invoice { class = internal, integrity = high }
    actor customer
    process shop
    customer -> shop { via = https, auth = session, authorization = none, carries = invoice }
  }

  answered "rights are checked" {
    data invoice { class = confidential }
    actor customer
    process shop { controls = access-control }
    customer -> shop { via = https, auth = session, authorization = none, carries = [], returns = invoice }
  }

  answered "the rights of the person count" {
    data invoice { class = confidential }
    actor customer
    process shop
    customer -> shop { via = https, auth = session, authorization = end-user, carries = [], returns = invoice }
  }

  silent "anyone may read it" {
    data invoice { class = public }
    actor customer
    process shop
    customer -> shop { via = https, auth = session, authorization = none, carries = [], returns = invoice }
  }

  asks "what comes back?" {
    data invoice { class = confidential }
    actor customer
    process shop
    customer -> shop { via = https, auth = session, authorization = none, carries = [] }
  }

  fires "everybody has the rights of the service" {
    data invoice { class = confidential }
    actor customer
    process shop
    customer -> shop { via = https, auth = session, authorization = service, carries = [], returns = invoice }
  }

  answered "a service has rights of its own" {
    data invoice { class = confidential }
    process feed { trust = exposed }
    process shop
    feed -> shop { via = https, auth = mtls, authorization = service, carries = [], returns = invoice }
  }

  fires "the rights of the person, and nobody looks at them" {
    data invoice { class = confidential }
    actor customer
    process shop { lacks = access-control }
    customer -> shop { via = https, auth = session, authorization = end-user, carries = [], returns = invoice }
  }
}
