use std.web

/// Thieves have lists of stolen card numbers and try each with a small payment at our checkout, by program.
///
/// We pay a fee for each try and for each payment that is called back, and the card networks in the end refuse to work
/// with us.
rule abuse.card-testing "Thieves try out stolen cards at {to} through {from}" {
  stride          = [spoofing, denial-of-service]
  on              = flow
  one             = [from, to]
  when            = to is payment-provider and from is process and not (from is client)
                    and not (known(flow.access) and not (write in flow.access or execute in flow.access))
                    and any(from.incoming, f: any(f.origins, o: o is actor and o.trust == untrusted))
  unless          = from has bot-detection or from has rate-limit or to has bot-detection
                    or not exposed(from, unless: bot-detection) or not exposed(from, unless: rate-limit)
  reduces         = [log-monitoring, multi-factor-authentication, quota]
  likelihood      = low
  impact          = medium
  fix             = """
    Limit in {from} how many payments one session, device and address may try, stop after some refusals, and let {to}
    ask the holder of the card.
  """
  false-positives = "Dismiss it when people can pay only after {from} has known them for some time."
  refs            = ["CWE-837", "API6:2023", "ASVS-5.0-2.4.1"]

  fires {
    actor customer
    process shop : web-app
    external bank : payment-provider { trust = partner }
    customer -> shop { via = https, auth = session }
    shop -> bank { via = https, auth = api-key }
  }

  answered "tries are limited" {
    actor customer
    process shop : web-app { controls = rate-limit }
    external bank : payment-provider { trust = partner }
    customer -> shop { via = https, auth = session }
    shop -> bank { via = https, auth = api-key }
  }

  answered "programs are told from people" {
    actor customer
    process shop : web-app { controls = bot-detection }
    external bank : payment-provider { trust = partner }
    customer -> shop { via = https, auth = session }
    shop -> bank { via = https, auth = api-key }
  }

  answered "the provider finds them" {
    actor customer
    process shop : web-app
    external bank : payment-provider { trust = partner, controls = bot-detection }
    customer -> shop { via = https, auth = session }
    shop -> bank { via = https, auth = api-key }
  }

  answered "before the shop" {
    actor customer
    process edge : reverse-proxy { controls = rate-limit }
    process shop : web-app
    external bank : payment-provider { trust = partner }
    customer -> edge { via = https, auth = session }
    edge -> shop { via = https, auth = session }
    shop -> bank { via = https, auth = api-key }
  }

  silent "only colleagues pay" {
    actor customer { trust = internal }
    process shop : web-app
    external bank : payment-provider { trust = partner }
    customer -> shop { via = https, auth = session }
    shop -> bank { via = https, auth = api-key }
  }
}
