use std.web

/// A request to pay is sent again after a timeout, or a button is pressed twice.
///
/// The first one had arrived. The customer pays twice, and support pays for the rest.
rule web.repeated-payment "A repeated request from {from} pays twice at {to}" {
  stride          = tampering
  on              = flow
  when            = to is payment-provider and from is process and not (from is client) and count(flow.carries) > 0
  unless          = from has replay-protection or flow has replay-protection
  reduces         = [audit-log, delivery-receipt, timeout]
  likelihood      = low
  impact          = medium
  fix             = """
    Make a key for each payment in {from} before the first attempt, and send the same key with each repetition to
    {to}.
  """
  false-positives = "Dismiss it when {to} refuses a second payment for the same order number."
  refs            = ["CWE-837", "ASVS-5.0-2.3.3"]

  fires {
    data payment { class = confidential }
    process shop
    external bank : payment-provider
    shop -> bank { via = https, carries = payment }
  }

  answered "each payment has a key" {
    data payment { class = confidential }
    process shop { controls = replay-protection }
    external bank : payment-provider
    shop -> bank { via = https, carries = payment }
  }

  answered "on this flow" {
    data payment { class = confidential }
    process shop
    external bank : payment-provider
    shop -> bank { via = https, carries = payment, controls = replay-protection }
  }

  silent "no payment" {
    data payment { class = confidential }
    process shop
    external bank : saas
    shop -> bank { via = https, carries = payment }
  }

  asks "what does it carry?" {
    data payment { class = confidential }
    process shop
    external bank : payment-provider
    shop -> bank { via = https }
  }
}
