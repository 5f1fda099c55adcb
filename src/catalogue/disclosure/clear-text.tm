/// The flow leaves a place, or carries what opens doors, and nothing encrypts it. Everybody who sits on the way
/// reads it and may change it.
///
/// Networks are shared: with neighbours, with providers, with whoever came in last week. A password that was seen
/// once works until it is changed.
rule disclosure.clear-text "Anybody on the way reads and changes what {to} hears from {from}" {
  stride          = [information-disclosure, tampering]
  on              = flow
  one             = to
  when            = not flow.local
                    and ((known(flow.carries) and any(flow.carries, c: c.credential))
                      or (known(flow.returns) and any(flow.returns, r: r.credential))
                      or ((crosses(flow) or from.trust != to.trust)
                        and (flow.auth in [password, session, token, api-key]
                          or any(flow.data, d: d.class >= confidential or d.integrity >= high))))
  unless          = flow.encrypted or flow.vpn or flow has encryption-in-transit
  reduces         = [network-segmentation, message-signing]
  likelihood      = low
  impact          = max(medium, rating(this))
  fix             = """
    Run {from} to {to} over TLS with a checked certificate and refuse everything else; where that cannot
    be, say nothing secret there.
  """
  false-positives = "Dismiss it when both ends share one machine and the model does not show it; better, set `local`."
  refs            = [
    "CWE-319", "CAPEC-157", "CAPEC-94", "T1040", "T1557", "A02:2021", "A04:2025", "ASVS-5.0-12.2.1", "ASVS-5.0-12.3.1",
  ]

  fires {
    data invoice { class = confidential }
    process shop
    external printer { trust = partner }
    shop -> printer { via = http, carries = invoice, returns = [] }
  }

  fires "a password for public data" {
    data invoice { class = public }
    process shop
    external printer { trust = partner }
    shop -> printer { via = http, auth = password, carries = invoice, returns = [] }
  }

  fires "a secret between neighbours" {
    data invoice { class = public, credential = true }
    process shop
    external printer { trust = internal }
    shop -> printer { via = http, carries = invoice, returns = [] }
  }

  answered "encrypted" {
    data invoice { class = confidential }
    process shop
    external printer { trust = partner }
    shop -> printer { via = https, carries = invoice, returns = [] }
  }

  answered "through a tunnel" {
    data invoice { class = confidential }
    process shop
    external printer { trust = partner }
    shop -> printer { via = http, vpn = true, carries = invoice, returns = [] }
  }

  answered "by a control" {
    data invoice { class = confidential }
    process shop
    external printer { trust = partner }
    shop -> printer { via = http, controls = encryption-in-transit, carries = invoice, returns = [] }
  }

  silent "inside one machine" {
    data invoice { class = confidential }
    process shop
    external printer { trust = partner }
    shop -> printer { via = http, local = true, carries = invoice, returns = [] }
  }
}
