use std.messaging

/// Work from strangers goes into a queue faster than it comes out, and nothing says how long the queue may get.
///
/// The disk of the broker fills, and then every service that shares it stops. Hours later the workers are still busy
/// with what a script sent in a minute.
rule messaging.flood "{this} fills up with what strangers send" {
  stride          = denial-of-service
  on              = queue
  when            = any(this.incoming, f: tainted(f) and f.from is process
                      and any(f.carries, d: d.availability >= high))
  unless          = this has quota or this has rate-limit or all(this.incoming, g: g.from has rate-limit
                      or (known(g.access) and not (write in g.access)))
  reduces         = [timeout, graceful-degradation, redundancy]
  likelihood      = low
  impact          = min(high, rating(this))
  fix             = """
    Limit the length and age of {this}, refuse early when it is full, and limit what one caller may put in.
  """
  false-positives = "Dismiss it when {this} is kept by a provider without a limit and the bill has one."
  refs            = ["CWE-770", "CAPEC-125", "T1499", "API4:2023", "ASVS-5.0-2.4.1"]

  fires {
    data order { class = internal, availability = high }
    actor customer
    process shop
    store orders : message-broker
    customer -> shop { via = https, carries = order }
    shop -> orders { via = amqps, carries = order }
  }

  answered "it has a limit" {
    data order { class = internal, availability = high }
    actor customer
    process shop
    store orders : message-broker { controls = quota }
    customer -> shop { via = https, carries = order }
    shop -> orders { via = amqps, carries = order }
  }

  answered "callers have a limit" {
    data order { class = internal, availability = high }
    actor customer
    process shop { controls = rate-limit }
    store orders : message-broker
    customer -> shop { via = https, carries = order }
    shop -> orders { via = amqps, carries = order }
  }

  silent "no stranger writes" {
    data order { class = internal, availability = high }
    actor customer { trust = internal }
    process shop
    store orders : message-broker
    customer -> shop { via = https, carries = order }
    shop -> orders { via = amqps, carries = order }
  }

  silent "it can wait" {
    data order { class = internal, availability = low }
    actor customer
    process shop
    store orders : message-broker
    customer -> shop { via = https, carries = order }
    shop -> orders { via = amqps, carries = order }
  }
}
