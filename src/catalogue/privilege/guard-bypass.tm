/// Most callers come through a guard that checks and limits them, and the service behind it can also be reached without
/// it.
///
/// Attackers look for the second way first. Every check that only the guard makes is then no check.
rule privilege.guard-bypass "{from} reaches {to} past the guard that others must pass" {
  stride          = elevation-of-privilege
  on              = flow
  when            = to is process and not (to is forwarding) and not (from is forwarding) and not (to is identity)
                    and not flow.admin
                    and any(flow.callers, o: o.trust <= partner and o.trust < to.trust)
                    and any(to.incoming, g: g.from is forwarding and any(g.origins, o: o.trust <= partner))
  unless          = flow.ip-filtered or flow.vpn or all(flow.auth, a: a in [mtls, certificate]) or to has network-allow-list
                    or to has mutual-authentication
  reduces         = [authentication, access-control, log-monitoring]
  likelihood      = low
  impact          = max(medium, rating(to))
  fix             = """
    Let {to} answer its guard alone, by address or by certificate, and send {from} through the guard as well.
  """
  false-positives = "Dismiss it when {from} has a contract of its own, and {to} makes all checks itself."
  refs            = [
    "CWE-288", "CAPEC-115", "T1190", "API9:2023", "A01:2021", "A01:2025", "ASVS-5.0-8.3.1", "ASVS-5.0-13.2.1",
  ]

  fires {
    actor visitor
    external partner { trust = partner }
    process door : gateway
    process shop
    visitor -> door { via = https }
    door -> shop { via = https }
    partner -> shop { via = https, auth = api-key }
  }

  answered "only from listed addresses" {
    actor visitor
    external partner { trust = partner }
    process door : gateway
    process shop
    visitor -> door { via = https }
    door -> shop { via = https }
    partner -> shop { via = https, auth = api-key, ip-filtered = true }
  }

  answered "through a tunnel" {
    actor visitor
    external partner { trust = partner }
    process door : gateway
    process shop
    visitor -> door { via = https }
    door -> shop { via = https }
    partner -> shop { via = https, auth = api-key, vpn = true }
  }

  answered "with a certificate" {
    actor visitor
    external partner { trust = partner }
    process door : gateway
    process shop
    visitor -> door { via = https }
    door -> shop { via = https }
    partner -> shop { via = https, auth = mtls }
  }

  answered "the service knows its guard" {
    actor visitor
    external partner { trust = partner }
    process door : gateway
    process shop { controls = network-allow-list }
    visitor -> door { via = https }
    door -> shop { via = https }
    partner -> shop { via = https, auth = api-key }
  }

  silent "everybody passes the guard" {
    actor visitor
    external partner { trust = partner }
    process door : gateway
    process shop
    visitor -> door { via = https }
    door -> shop { via = https }
    partner -> door { via = https, auth = api-key }
  }

  silent "there is no guard" {
    actor visitor
    external partner { trust = partner }
    process door
    process shop
    visitor -> door { via = https }
    door -> shop { via = https }
    partner -> shop { via = https, auth = api-key }
  }
}
