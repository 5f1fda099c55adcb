use std.messaging

/// Several programs use one broker, and each of them may read and write all that passes through it.
///
/// The weakest of them decides for all. Whoever takes over a small reporting job reads orders, forges payments, and
/// empties queues.
rule messaging.topic-rights "Every client of {this} may read and write what is meant for the others" {
  stride          = [elevation-of-privilege, information-disclosure, tampering]
  on              = queue
  when            = this is networked and any(this.incoming, f: any(this.incoming, g: f.from != g.from))
                    and any(this.incoming, h: any(h.data, d: d.class >= confidential or d.integrity >= high))
  unless          = this has topic-authorisation
  reduces         = [network-segmentation, message-signing]
  likelihood      = low
  fix             = """
    Give every client of {this} an account of its own, with the right to write or read exactly the topics of its
    task.
  """
  false-positives = "Dismiss it when {this} carries a single topic, and every client both writes and reads it."
  refs            = ["CWE-1220", "CAPEC-1", "T1213", "A01:2021", "A01:2025", "ASVS-5.0-8.2.1"]

  fires {
    data order { class = confidential }
    process shop
    process packer
    store events : message-broker
    shop -> events { via = amqps, carries = order }
    packer -> events { via = amqps, carries = [], returns = order }
  }

  answered "rights for each topic" {
    data order { class = confidential }
    process shop
    process packer
    store events : message-broker { controls = topic-authorisation }
    shop -> events { via = amqps, carries = order }
    packer -> events { via = amqps, carries = [], returns = order }
  }

  silent "one client only" {
    data order { class = confidential }
    process shop
    process packer
    store events : message-broker
    shop -> events { via = amqps, carries = order }
    flow take: shop -> events { via = amqps, carries = [], returns = order }
  }

  silent "nothing of value" {
    data order { class = public, integrity = low }
    process shop
    process packer
    store events : message-broker
    shop -> events { via = amqps, carries = order }
    packer -> events { via = amqps, carries = [], returns = order }
  }

  asks "how is it classified?" {
    data order { integrity = low }
    process shop
    process packer
    store events : message-broker
    shop -> events { via = amqps, carries = order }
    packer -> events { via = amqps, carries = [], returns = order }
  }
}
