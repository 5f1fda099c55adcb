/// What programs in one network say to each other is not encrypted, and something in that network can be reached by
/// strangers.
///
/// Whoever takes over the neighbour listens, and asks in the name of everybody. Inside a network that was once entered
/// nothing in clear text is between us.
rule disclosure.listening-neighbour "Whoever gets into {this} reads and changes what its parts say to each other" {
  stride          = [information-disclosure, tampering]
  on              = boundary
  when            = this is network and not (this is internet) and any(this.elements, n: n is process and exposed(n))
                    and any(this.elements, a: any(a.outgoing, f: not f.local and not f.vpn and not crosses(f)
                      and not f.encrypted and not any(f.data, c: c.credential)
                      and any(f.data, d: d.class >= confidential or d.integrity >= high)))
  unless          = this has encryption-in-transit or this has workload-isolation
  reduces         = [network-segmentation, message-signing]
  likelihood      = very-low
  impact          = max(medium, rating(this))
  fix             = """
    Run calls inside {this} over TLS with checked certificates, or put what strangers can reach into a network of its own.
  """
  false-positives = "Dismiss it when {this} only delivers packets to the one they are for, and that was tried."
  refs            = ["CWE-319", "CAPEC-157", "T1040", "T1557", "CAPEC-94"]

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
    shop -> orders { via = http, carries = order }
  }

  answered "everything in it is encrypted" {
    data order { class = confidential }
    actor visitor
    boundary inside : network {
      trust    = internal
      controls = encryption-in-transit
      process page
      process shop
      store orders
    }
    visitor -> page { via = https }
    shop -> orders { via = http, carries = order }
  }

  answered "each only reaches those that it needs" {
    data order { class = confidential }
    actor visitor
    boundary inside : network {
      trust    = internal
      controls = workload-isolation
      process page
      process shop
      store orders
    }
    visitor -> page { via = https }
    shop -> orders { via = http, carries = order }
  }

  silent "it is encrypted" {
    data order { class = confidential }
    actor visitor
    boundary inside : network {
      trust = internal
      process page
      process shop
      store orders
    }
    visitor -> page { via = https }
    shop -> orders { via = https, carries = order }
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
    shop -> orders { via = http, carries = order }
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
    shop -> orders { via = http }
  }
}
