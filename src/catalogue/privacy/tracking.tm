use std.privacy

/// What people do here is told to companies that recognise the same people on many other sites.
///
/// Each visit fills a file that we do not see, and that decides elsewhere which price or which offer somebody gets.
rule privacy.tracking "{from} tells {to} what people do" {
  linddun         = [data-disclosure, linking]
  on              = flow
  when            = (to is advertising-network or to is data-broker) and any(flow.carries, d: d.personal)
  unless          = from has consent-management or from has privacy-by-default
  reduces         = [data-minimisation, pairwise-identifiers, privacy-notice]
  likelihood      = medium
  fix             = "Send {d} from {from} to {to} only for people who said yes, and nothing before they are asked."
  false-positives = "Dismiss it when {to} gets counts over many people and no record of a single one."
  refs            = ["CWE-359", "ASVS-5.0-14.2.3"]

  fires {
    data visit { class = internal, personal = true }
    process shop
    external adverts : advertising-network { trust = partner }
    shop -> adverts { via = https, carries = visit }
  }

  answered "people are asked" {
    data visit { class = internal, personal = true }
    process shop { controls = consent-management }
    external adverts : advertising-network { trust = partner }
    shop -> adverts { via = https, carries = visit }
  }

  silent "not about people" {
    data visit { class = internal, personal = false }
    process shop
    external adverts : advertising-network { trust = partner }
    shop -> adverts { via = https, carries = visit }
  }

  asks "what does it send?" {
    data visit { class = internal, personal = true }
    process shop
    external adverts : advertising-network { trust = partner }
    shop -> adverts { via = https }
  }
}
