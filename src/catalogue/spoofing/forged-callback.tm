/// A service of another company calls an address of ours when something happened there, and nothing proves that it was
/// that service.
///
/// Whoever knows or guesses the address sends the same words: paid, verified, delivered. Our side believes them.
rule spoofing.forged-callback "Strangers call {to} with {d} in the name of {o}" {
  stride          = [spoofing, tampering]
  on              = flow
  when            = to is process and not (to is forwarding) and not (to is identity) and not flow.local
                    and to.trust > partner and not flow.admin
                    and any(flow.callers, o: o is external and o is saas and not (o is identity) and o.trust <= partner)
                    and known(flow.carries) and any(flow.carries, d: known(d.integrity) and d.integrity >= high
                      and (not (from is forwarding) or any(from.incoming, j: known(j.carries) and d in j.carries
                        and any(j.callers, q: q is external and q is saas and q.trust <= partner))))
                    and (from is forwarding or not (known(flow.auth)
                      and flow.auth in [token, oidc, shared-key, certificate, managed-identity, kerberos, saml]))
                    and not (from is forwarding and all(from.incoming, i: known(i.auth)
                      and i.auth in [token, oidc, shared-key, certificate, managed-identity, kerberos, saml]))
  unless          = to has message-signing or flow has message-signing or to has mutual-authentication
                    or (flow.auth == mtls and not (from is forwarding))
                    or (from is forwarding and (from has message-signing or from has mutual-authentication
                      or all(from.incoming, g: g.auth == mtls or g has message-signing
                        or not any(g.callers, z: z is external and z is saas))))
  reduces         = [network-allow-list, replay-protection, input-validation]
  likelihood      = medium
  impact          = min(high, rating(this))
  fix             = """
    Check in {to} the signature and the age of each call before it is read, with a key that only {o} has, and ask {o}
    again before money or goods move.
  """
  false-positives = "Dismiss it when a call only makes {to} look at {o} and says nothing by itself."
  refs            = ["CWE-940", "CAPEC-151", "API2:2023", "A08:2021", "A08:2025", "ASVS-5.0-4.1.5"]
  supersedes      = spoofing.unauthenticated-flow

  fires {
    data payment { class = internal, integrity = high }
    external bank : saas { trust = partner }
    process shop
    bank -> shop { via = https, auth = none, carries = payment }
  }

  fires "through a gateway" {
    data payment { class = internal, integrity = high }
    external bank : saas { trust = partner }
    process edge : gateway
    process shop
    bank -> edge { via = https, auth = none, carries = payment }
    edge -> shop { via = https, auth = mtls, carries = payment }
  }

  answered "calls are signed" {
    data payment { class = internal, integrity = high }
    external bank : saas { trust = partner }
    process shop { controls = message-signing }
    bank -> shop { via = https, auth = none, carries = payment }
  }

  answered "this flow is signed" {
    data payment { class = internal, integrity = high }
    external bank : saas { trust = partner }
    process shop
    bank -> shop { via = https, auth = none, carries = payment, controls = message-signing }
  }

  answered "both ends prove who they are" {
    data payment { class = internal, integrity = high }
    external bank : saas { trust = partner }
    process shop { controls = mutual-authentication }
    bank -> shop { via = https, auth = none, carries = payment }
  }

  answered "the caller shows a certificate" {
    data payment { class = internal, integrity = high }
    external bank : saas { trust = partner }
    process shop
    bank -> shop { via = https, auth = mtls, carries = payment }
  }

  answered "the gateway checks signatures" {
    data payment { class = internal, integrity = high }
    external bank : saas { trust = partner }
    process edge : gateway { controls = message-signing }
    process shop
    bank -> edge { via = https, auth = none, carries = payment }
    edge -> shop { via = https, auth = mtls, carries = payment }
  }

  answered "the gateway asks for certificates" {
    data payment { class = internal, integrity = high }
    external bank : saas { trust = partner }
    process edge : gateway
    process shop
    bank -> edge { via = https, auth = mtls, carries = payment }
    edge -> shop { via = https, auth = mtls, carries = payment }
  }

  silent "it logs in" {
    data payment { class = internal, integrity = high }
    external bank : saas { trust = partner }
    process shop
    bank -> shop { via = https, auth = oidc, carries = payment }
  }

  silent "the gateway brings what customers say" {
    data order { class = internal, integrity = high }
    data payment { class = internal, integrity = high }
    actor customer
    external bank : saas { trust = partner }
    process edge : gateway
    process shop { controls = authentication }
    customer -> edge { via = https, auth = session, carries = order }
    bank -> edge { via = https, auth = none, carries = payment }
    edge -> shop { via = https, auth = session, carries = order }
  }

  silent "nothing follows from it" {
    data payment { class = internal, integrity = low }
    external bank : saas { trust = partner }
    process shop
    bank -> shop { via = https, auth = none, carries = payment }
  }
}
