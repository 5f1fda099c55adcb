/// Something that matters later is handed to another party, and the other party gives no receipt that could be
/// shown.
///
/// In a dispute about an order, a payment or a deletion request, each side has its own log and neither has proof.
rule repudiation.no-receipt "{to} can deny having received {d}" {
  stride          = repudiation
  on              = flow
  when            = from is process and to is external and not (to is library)
                    and not (to is forwarding) and any(flow.carries, d: d.integrity >= high and not (d in flow.returns))
  unless          = flow has delivery-receipt or to has delivery-receipt
  reduces         = [audit-log, timestamping, message-signing]
  likelihood      = very-low
  fix             = """
    Have {to} confirm each delivery of {d} with a number or a signature, and let {from} keep the confirmation.
  """
  false-positives = "Dismiss it when a contract says whose log counts."
  refs            = ["CWE-223", "ASVS-5.0-16.2.1"]

  fires {
    data payment { class = internal, integrity = high }
    process shop
    external bank { trust = partner }
    shop -> bank { via = https, auth = mtls, carries = payment }
  }

  answered "the other party confirms" {
    data payment { class = internal, integrity = high }
    process shop
    external bank { trust = partner, controls = delivery-receipt }
    shop -> bank { via = https, auth = mtls, carries = payment }
  }

  silent "it matters little" {
    data payment { class = internal, integrity = low }
    process shop
    external bank { trust = partner }
    shop -> bank { via = https, auth = mtls, carries = payment }
  }

  asks "what is handed over?" {
    data payment { class = internal, integrity = high }
    process shop
    external bank { trust = partner }
    shop -> bank { via = https, auth = mtls }
  }
}
