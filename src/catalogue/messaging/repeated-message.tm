use std.messaging

/// Brokers deliver a message at least once. After a lost acknowledgement it comes again, and so does one that an
/// attacker recorded.
///
/// A payment is made twice, a parcel is sent twice, an account is credited twice. Nobody broke anything; it was only
/// slow for a moment.
rule messaging.repeated-message "{from} does the same work twice when {d} comes from {to} again" {
  stride          = tampering
  on              = flow
  when            = to is queue and from is process and not (from is forwarding)
                    and any(flow.returns, d: d.integrity >= high)
  unless          = from has replay-protection or flow has replay-protection or to has replay-protection
  reduces         = [message-signing, audit-log]
  likelihood      = low
  fix             = """
    Give each message in {to} a name and let {from} remember, in the transaction of the work, which names it has
    done.
  """
  false-positives = "Dismiss it when doing the work of {from} twice gives the same result as doing it once."
  refs            = ["CWE-837", "CWE-294", "ASVS-5.0-2.3.3"]

  fires {
    data payment { class = internal, integrity = high }
    store payments : message-broker
    process bookkeeper
    bookkeeper -> payments { via = amqps, returns = payment }
  }

  answered "names are remembered" {
    data payment { class = internal, integrity = high }
    store payments : message-broker
    process bookkeeper { controls = replay-protection }
    bookkeeper -> payments { via = amqps, returns = payment }
  }

  answered "the broker delivers once" {
    data payment { class = internal, integrity = high }
    store payments : message-broker { controls = replay-protection }
    process bookkeeper
    bookkeeper -> payments { via = amqps, returns = payment }
  }

  silent "it need not be right" {
    data payment { class = internal, integrity = low }
    store payments : message-broker
    process bookkeeper
    bookkeeper -> payments { via = amqps, returns = payment }
  }

  asks "what is taken?" {
    data payment { class = internal, integrity = high }
    store payments : message-broker
    process bookkeeper
    bookkeeper -> payments { via = amqps }
  }
}
