use std.web

/// One of us can send money back, and nobody else looks at it. A story on the telephone, a friend or a debt is enough.
///
/// Refunds look like good service, each is small, and the card that gets them need not be the one that paid.
rule people.lone-refund "One person alone can send money out through {from}" {
  stride          = [tampering, spoofing]
  on              = flow
  one             = [from, to]
  when            = to is payment-provider and from is process and not (from is client)
                    and not (known(flow.access) and not (write in flow.access or execute in flow.access))
                    and any(from.incoming, f: any(f.origins, o: o is actor and o.trust > partner)
                      and (f.admin or (known(f.access) and (write in f.access or execute in f.access))
                        or (known(f.carries) and any(f.carries, d: known(d.integrity) and d.integrity >= high))))
  unless          = from has human-approval
  reduces         = [quota, audit-log, log-monitoring, user-training]
  likelihood      = very-low
  impact          = medium
  fix             = """
    Let {from} send money back only to where it came from, and ask a second person above an amount and for each new
    receiver.
  """
  false-positives = "Dismiss it when {from} can take money and not give it back."
  refs            = ["CWE-654", "CAPEC-407", "T1657", "ASVS-5.0-2.3.5"]

  fires {
    data order { class = internal, integrity = high }
    actor clerk { trust = internal }
    process shop : web-app
    external bank : payment-provider { trust = partner }
    clerk -> shop { via = https, auth = session, carries = order }
    shop -> bank { via = https, auth = api-key }
  }

  answered "a second person agrees" {
    data order { class = internal, integrity = high }
    actor clerk { trust = internal }
    process shop : web-app { controls = human-approval }
    external bank : payment-provider { trust = partner }
    clerk -> shop { via = https, auth = session, carries = order }
    shop -> bank { via = https, auth = api-key }
  }

  silent "nobody of ours has a say" {
    data order { class = internal, integrity = high }
    actor clerk { trust = untrusted }
    process shop : web-app
    external bank : payment-provider { trust = partner }
    clerk -> shop { via = https, auth = session, carries = order }
    shop -> bank { via = https, auth = api-key }
  }
}
