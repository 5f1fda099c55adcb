/// Somebody less trusted than the service calls it, and nothing on the way makes the caller prove who it is.
/// Whoever can reach the address is served.
///
/// Every later decision, such as what the caller may see and whose name stands in the log, rests on this one.
/// Without it the others decide about nobody.
rule spoofing.unauthenticated-flow "{to} serves {from} without asking who it is" {
  stride          = [spoofing, elevation-of-privilege, information-disclosure]
  on              = flow
  one             = to
  when            = (to is process or to is store) and not (to is forwarding) and not flow.local
                    and not (to is identity and known(flow.carries) and any(flow.carries, k: k.credential))
                    and (any(flow.origins, o: o.trust < to.trust) or (flow.auth == none and count(flow.origins) > 0))
                    and (any(flow.carries, d: d.class >= confidential or d.integrity >= high)
                      or any(flow.returns, e: e.class >= confidential))
  unless          = to has authentication or (to is store and known(to has access-control) and to has access-control)
                    or (from is forwarding and from has authentication)
                    or (flow.auth != none and (not (from is forwarding)
                      or not all(flow.auth, a: a in [mtls, certificate, shared-key, api-key, managed-identity])
                      or all(from.incoming, f: f.auth != none)))
  reduces         = network-allow-list
  likelihood      = medium
  fix             = """
    Let {to} refuse calls from {from} until the caller has proved who it is, and name the way in `auth`.
  """
  false-positives = """
    Dismiss it when the service is meant for everybody, such as a public form, and when nothing is done in the
    name of a caller.
  """
  refs            = ["CWE-306", "CAPEC-115", "A07:2021", "A07:2025", "ASVS-5.0-13.2.1"]

  fires {
    data order { integrity = high }
    actor customer
    process shop
    customer -> shop { via = https, auth = none, carries = order }
  }

  fires "a store" {
    data order { integrity = high }
    actor customer
    store shop
    customer -> shop { via = https, auth = none, carries = order }
  }

  answered "the flow authenticates" {
    data order { integrity = high }
    actor customer
    process shop
    customer -> shop { via = https, auth = session, carries = order }
  }

  answered "the service does" {
    data order { integrity = high }
    actor customer
    process shop { controls = authentication }
    customer -> shop { via = https, auth = none, carries = order }
  }

  fires "one of ours calls, and so may whoever gets near" {
    data order { integrity = high }
    process shop
    process ledger
    shop -> ledger { via = https, auth = none, carries = order }
  }

  silent "it matters little" {
    data order { class = public, integrity = low }
    actor customer
    process shop
    customer -> shop { via = https, auth = none, carries = order }
  }

  silent "a person and the program in front of them" {
    data order { integrity = high }
    actor customer
    process shop : desktop-app { trust = untrusted }
    customer -> shop { auth = none, carries = order }
  }

  asks "how sensitive is it?" {
    data order
    actor customer
    process shop
    customer -> shop { via = https, auth = none, carries = order }
  }

  fires "what passes it on proves only itself" {
    data order { integrity = high }
    actor customer
    process edge : gateway
    process shop
    customer -> edge { via = https, auth = none, carries = order }
    edge -> shop { via = https, auth = mtls, carries = order }
  }

  answered "what passes it on let in only who is known" {
    data order { integrity = high }
    actor customer
    process edge : gateway
    process shop
    customer -> edge { via = https, auth = session, carries = order }
    edge -> shop { via = https, auth = mtls, carries = order }
  }

  answered "the session of the caller is passed on" {
    data order { integrity = high }
    actor customer
    process edge : gateway
    process shop
    customer -> edge { via = https, auth = none, carries = order }
    edge -> shop { via = https, auth = session, carries = order }
  }
}
