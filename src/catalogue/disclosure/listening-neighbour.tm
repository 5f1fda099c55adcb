/// Both ends stand in one network, and so does something that others can get into. What goes between them is not
/// encrypted.
///
/// Whoever takes over the neighbour listens, and asks in the name of both.
rule disclosure.listening-neighbour "A neighbour in {b} reads and changes what {from} and {to} say to each other" {
  stride          = [information-disclosure, tampering]
  on              = flow
  when            = not flow.local and not crosses(flow) and from.trust == to.trust
                    and any(from.boundaries, b: b is network
                      and any(b.elements, n: n is process and n != from and n != to and exposed(n)))
                    and any(flow.data, d: d.class >= confidential or d.integrity >= high)
  unless          = flow.encrypted or flow.vpn or flow has encryption-in-transit
  reduces         = [network-segmentation, message-signing]
  likelihood      = very-low
  fix             = """
    Run {from} to {to} over TLS with a checked certificate, or put them where nothing stands that strangers can reach.
  """
  false-positives = "Dismiss it when {b} only delivers packets to the one they are for, and that was tried."
  refs            = ["CWE-319", "CAPEC-157", "T1040"]

  fires {
    data order { class = confidential }
    actor visitor
    boundary inside : network {
      trust = internal
      process page
      process shop
      store orders
    }
    visitor -> page { via = https }
    shop -> orders { via = sql-wire, carries = order }
  }

  answered "it is encrypted" {
    data order { class = confidential }
    actor visitor
    boundary inside : network {
      trust = internal
      process page
      process shop
      store orders
    }
    visitor -> page { via = https }
    shop -> orders { via = sql-tls, carries = order }
  }

  silent "nobody outside reaches a neighbour" {
    data order { class = confidential }
    actor visitor { trust = internal }
    boundary inside : network {
      trust = internal
      process page
      process shop
      store orders
    }
    visitor -> page { via = https }
    shop -> orders { via = sql-wire, carries = order }
  }

  asks "what does it carry?" {
    data order { class = confidential }
    actor visitor
    boundary inside : network {
      trust = internal
      process page
      process shop
      store orders
    }
    visitor -> page { via = https }
    shop -> orders { via = sql-wire }
  }
}
