use std.identity

/// A program asks whether a certificate or a token still counts, and goes on when no answer comes or an old one.
///
/// Whoever holds a stolen key keeps the question from arriving, or hands over last week's answer, and stays in.
rule identity.withheld-revocation "{from} trusts what was revoked as long as no word comes from {to}" {
  stride          = spoofing
  on              = flow
  one             = from
  when            = to is revocation-service and (from is process or from is external)
  unless          = from has freshness-check or from has short-lived-tokens
  reduces         = [message-signing, redundancy, log-monitoring]
  likelihood      = very-low
  impact          = min(high, rating(from))
  fix             = """
    Let {from} take from {to} only answers with a date and a short end, keep the last good one until then, and
    refuse when there is none.
  """
  false-positives = "Dismiss it when what {from} accepts ends by itself within minutes."
  refs            = ["CWE-299", "ASVS-5.0-16.5.3"]

  fires {
    data order { class = confidential }
    process shop { uses = order }
    external lists : revocation-service { trust = partner }
    shop -> lists { via = http, carries = [], returns = [] }
  }

  answered "old answers are refused" {
    data order { class = confidential }
    process shop { uses = order, controls = freshness-check }
    external lists : revocation-service { trust = partner }
    shop -> lists { via = http, carries = [], returns = [] }
  }

  answered "everything ends soon" {
    data order { class = confidential }
    process shop { uses = order, controls = short-lived-tokens }
    external lists : revocation-service { trust = partner }
    shop -> lists { via = http, carries = [], returns = [] }
  }

  silent "another service" {
    data order { class = confidential }
    process shop { uses = order }
    external lists : saas { trust = partner }
    shop -> lists { via = http, carries = [], returns = [] }
  }
}
