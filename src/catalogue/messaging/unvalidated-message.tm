use std.messaging

/// Messages that strangers have a hand in wait in the queue, and the worker that takes them believes what they say.
///
/// A queue looks like the inside, so checks are left out there. Whatever the first service let through reaches every
/// worker behind it.
rule messaging.unvalidated-message "{from} acts on {d} from {to} as strangers shaped it" {
  stride          = tampering
  on              = flow
  when            = to is queue and from is process and not (from is forwarding) and tainted(to)
                    and any(flow.returns, d: d.integrity >= high)
  unless          = from has input-validation
  reduces         = [message-signing, least-privilege]
  likelihood      = low
  fix             = "Let {from} check each message from {to} against its schema and set aside what does not fit."
  false-positives = """
    Dismiss it when the only writer of {to} signs what it has checked, and {from} checks the signature.
  """
  refs            = ["CWE-1286", "CAPEC-153", "T1565.002", "API10:2023", "ASVS-5.0-2.2.1", "ASVS-5.0-2.2.2"]

  fires {
    data order { class = internal, integrity = high }
    actor customer
    process shop
    store orders : message-broker
    process packer
    customer -> shop { via = https, carries = order }
    shop -> orders { via = amqps, carries = order }
    packer -> orders { via = amqps, returns = order }
  }

  answered "it is checked again" {
    data order { class = internal, integrity = high }
    actor customer
    process shop
    store orders : message-broker
    process packer { controls = input-validation }
    customer -> shop { via = https, carries = order }
    shop -> orders { via = amqps, carries = order }
    packer -> orders { via = amqps, returns = order }
  }

  answered "against a schema" {
    data order { class = internal, integrity = high }
    actor customer
    process shop
    store orders : message-broker
    process packer { controls = schema-validation }
    customer -> shop { via = https, carries = order }
    shop -> orders { via = amqps, carries = order }
    packer -> orders { via = amqps, returns = order }
  }

  silent "no stranger has a hand in it" {
    data order { class = internal, integrity = high }
    actor customer { trust = internal }
    process shop
    store orders : message-broker
    process packer
    customer -> shop { via = https, carries = order }
    shop -> orders { via = amqps, carries = order }
    packer -> orders { via = amqps, returns = order }
  }

  asks "what comes back?" {
    data order { class = internal, integrity = high }
    actor customer
    process shop
    store orders : message-broker
    process packer
    customer -> shop { via = https, carries = order }
    shop -> orders { via = amqps, carries = order }
    packer -> orders { via = amqps }
  }
}
