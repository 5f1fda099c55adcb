use std.messaging

/// A message that nobody can process is put back and taken again, for ever, in front of all those that could be
/// processed.
///
/// One odd character from a stranger stops a whole line of business until somebody finds that one message at night.
rule messaging.poison-message "One message that fails holds up all others in {this}" {
  stride          = denial-of-service
  on              = queue
  when            = not (this is dead-letter-queue) and tainted(this) and any(this.incoming, f: f.from is process
                      and count(f.returns) > 0)
  unless          = this has dead-letter-handling or any(this.incoming, g: g.from has dead-letter-handling)
  reduces         = [schema-validation, log-monitoring]
  likelihood      = low
  impact          = min(medium, rating(this))
  fix             = "Count attempts in {this}, set a message aside after a few, and raise an alarm when that happens."
  false-positives = "Dismiss it when readers skip what fails and nothing is lost by that."
  refs            = ["CWE-755", "CAPEC-153", "T1499.004", "A10:2025", "ASVS-5.0-16.5.2"]

  fires {
    data order { class = internal }
    actor customer
    process shop
    process packer
    store orders : message-broker
    customer -> shop { via = https, carries = order }
    shop -> orders { via = amqps, carries = order }
    packer -> orders { via = amqps, returns = order }
  }

  answered "it is set aside" {
    data order { class = internal }
    actor customer
    process shop
    process packer
    store orders : message-broker { controls = dead-letter-handling }
    customer -> shop { via = https, carries = order }
    shop -> orders { via = amqps, carries = order }
    packer -> orders { via = amqps, returns = order }
  }

  answered "by the worker" {
    data order { class = internal }
    actor customer
    process shop
    process packer { controls = dead-letter-handling }
    store orders : message-broker
    customer -> shop { via = https, carries = order }
    shop -> orders { via = amqps, carries = order }
    packer -> orders { via = amqps, returns = order }
  }

  silent "strangers have no hand in it" {
    data order { class = internal }
    actor customer { trust = internal }
    process shop
    process packer
    store orders : message-broker
    customer -> shop { via = https, carries = order }
    shop -> orders { via = amqps, carries = order }
    packer -> orders { via = amqps, returns = order }
  }

  silent "nobody waits for it" {
    data order { class = internal }
    actor customer
    process shop
    process packer
    store orders : message-broker
    customer -> shop { via = https, carries = order }
    shop -> orders { via = amqps, carries = order }
  }
}
