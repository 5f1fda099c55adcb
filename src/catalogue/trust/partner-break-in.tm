/// Another company, or its people, may do things in our systems, as the contract needs it.
///
/// Whoever breaks into that company has what it has: its keys, its tunnel and its rights here. Suppliers are attacked
/// for the sake of their customers.
rule trust.partner-break-in "A break-in at {from} goes on into {to}" {
  stride          = [elevation-of-privilege, information-disclosure, tampering]
  on              = flow
  one             = from
  when            = (from is external or from is actor)
                    and from.trust == partner
                    and to.trust > partner
                    and not from is library
                    and not from is forwarding
                    and not from is identity
                    and not from is development
                    and (
                      flow.admin
                      or (
                        known(flow.access)
                        and (write in flow.access or execute in flow.access or delete in flow.access)
                      )
                      or (
                        known(flow.returns)
                        and any(flow.returns, d: known(d.class) and d.class >= confidential)
                      )
                    )
  unless          = to has least-privilege
                    or (known(flow has least-privilege) and flow has least-privilege)
                    or (known(to has just-in-time-access) and to has just-in-time-access)
  reduces         = [
    access-control,
    individual-credentials,
    multi-factor-authentication,
    network-allow-list,
    log-monitoring,
  ]
  likelihood      = low
  impact          = min(high, rating(to))
  fix             = """
    Let {from} do in {to} only what the contract needs, for the hours in which it is needed, watch it, and be able to
    shut it out within minutes.
  """
  false-positives = "Dismiss it when {from} sees and changes nothing but its own."
  refs            = ["CWE-272", "T1199"]

  fires {
    data order { class = confidential, integrity = high }
    external supplier { trust = partner }
    process shop { uses = order }
    supplier -> shop { via = https, auth = mtls, access = write, carries = order }
  }

  answered "few rights" {
    data order { class = confidential, integrity = high }
    external supplier { trust = partner }
    process shop { uses = order, controls = least-privilege }
    supplier -> shop { via = https, auth = mtls, access = write, carries = order }
  }

  answered "said of the flow" {
    data order { class = confidential, integrity = high }
    external supplier { trust = partner }
    process shop { uses = order }
    supplier -> shop { via = https, auth = mtls, access = write, carries = order, controls = least-privilege }
  }

  answered "for some hours" {
    data order { class = confidential, integrity = high }
    external supplier { trust = partner }
    process shop { uses = order, controls = just-in-time-access }
    supplier -> shop { via = https, auth = mtls, access = write, carries = order }
  }

  silent "it only reads what all may read" {
    data order { class = confidential, integrity = high }
    external supplier { trust = partner }
    process shop { uses = order }
    supplier -> shop { via = https, auth = mtls, access = read, carries = order }
  }
}
