/// A program asks one place for the time, and anybody on the way can answer.
///
/// With the clock turned back, expired certificates and tokens count again and records lie about when things happened;
/// turned forward, everything valid has ended.
rule trust.single-time-source "Whoever answers for {to} sets the clock of {from}" {
  stride          = [spoofing, tampering, repudiation, denial-of-service]
  on              = flow
  one             = from
  when            = ((known(flow.via) and flow.via is ntp) or to is time-source)
                    and (from is process or from is store)
                    and not flow.local
  unless          = flow.integrity-protected
                    or flow has message-signing
                    or from has message-signing
                    or any(from.outgoing, g: g.to != flow.to and ((known(g.via) and g.via is ntp) or g.to is time-source))
  reduces         = [network-segmentation, log-monitoring]
  likelihood      = very-low
  impact          = medium
  fix             = """
    Let {from} ask several sources of time with signed answers, refuse jumps, and raise an alarm when they differ.
  """
  false-positives = "Dismiss it when nothing in {from} depends on the time of day."
  refs            = ["CWE-1293"]

  fires {
    process shop
    external clock : time-source
    shop -> clock { via = ntp }
  }

  answered "answers are signed" {
    process shop
    external clock : time-source
    shop -> clock { via = ntp, integrity-protected = true }
  }

  answered "said as a technique" {
    process shop
    external clock : time-source
    shop -> clock { via = ntp, controls = message-signing }
  }

  answered "the program checks them" {
    process shop { controls = message-signing }
    external clock : time-source
    shop -> clock { via = ntp }
  }

  answered "it asks two" {
    process shop
    external clock : time-source
    external other : time-source
    shop -> clock { via = ntp }
    shop -> other { via = ntp }
  }

  silent "the clock of its own machine" {
    process shop
    external clock : time-source
    shop -> clock { via = ntp, local = true }
  }
}
