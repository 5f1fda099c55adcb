use std.messaging

/// Programs of different trust write to the same stream, and those who read from it cannot tell who wrote what.
///
/// An event says that a payment was made, and goods are sent. Who can write to the stream can say so as well as the
/// payment service can.
rule messaging.forged-event "Readers of {this} cannot tell who wrote {d}" {
  stride          = spoofing
  on              = queue
  when            = any(this.incoming, f: any(f.callers, o: o.trust < this.trust) and any(f.carries, d: d.integrity >= high)
                      and any(this.incoming, g: g.from != f.from and count(g.returns) > 0))
  unless          = this has message-signing or this has topic-authorisation or all(this.incoming, h: h has message-signing
                      or h.from has message-signing)
  reduces         = [schema-validation, log-monitoring]
  likelihood      = low
  fix             = """
    Let each writer sign what it sends to {this}, or give {d} a topic to which only its owner may write.
  """
  false-positives = """
    Dismiss it when readers treat every event in {this} as a hint and ask the owner of the record before they act.
  """
  refs            = ["CWE-346", "CAPEC-148", "T1565.002", "ASVS-5.0-4.1.5"]

  fires {
    data paid { class = internal, integrity = high }
    external bank { trust = partner }
    process packer
    store events : message-broker
    bank -> events { via = amqps, carries = paid }
    packer -> events { via = amqps, returns = paid }
  }

  answered "events are signed" {
    data paid { class = internal, integrity = high }
    external bank { trust = partner }
    process packer
    store events : message-broker { controls = message-signing }
    bank -> events { via = amqps, carries = paid }
    packer -> events { via = amqps, returns = paid }
  }

  answered "each writer signs" {
    data paid { class = internal, integrity = high }
    external bank { trust = partner, controls = message-signing }
    process packer { controls = message-signing }
    store events : message-broker
    bank -> events { via = amqps, carries = paid }
    packer -> events { via = amqps, returns = paid }
  }

  silent "the writer is as trusted as the stream" {
    data paid { class = internal, integrity = high }
    external bank { trust = internal }
    process packer
    store events : message-broker
    bank -> events { via = amqps, carries = paid }
    packer -> events { via = amqps, returns = paid }
  }

  asks "what is written?" {
    data paid { class = internal, integrity = high }
    external bank { trust = partner }
    process packer
    store events : message-broker
    bank -> events { via = amqps }
    packer -> events { via = amqps, returns = paid }
  }
}
