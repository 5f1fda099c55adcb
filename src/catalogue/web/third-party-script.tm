use std.web

/// A page loads a script from another company, and the script may do in the page whatever the page may do.
///
/// When that company is broken into or sold, its script reads card numbers and passwords on all sites that load it, for
/// weeks, and nothing on our side changed.
rule web.third-party-script "{to} decides what runs in the pages of {from}" {
  stride          = [tampering, information-disclosure]
  on              = flow
  when            = (from is browser or from is single-page-app or from is web-app) and to.trust <= partner
                    and not (to is actor) and (to is script-provider or any(flow.returns, d: known(d.format)
                        and d.format == code))
  unless          = from has subresource-integrity or flow has subresource-integrity
  reduces         = [content-security-policy, data-minimisation, sandboxing]
  likelihood      = low
  impact          = max(medium, rating(this))
  fix             = """
    Host the script with {from} itself, or pin its hash, and keep it out of pages on which people type secrets.
  """
  false-positives = "Dismiss it when the script runs in a frame of its own origin that sees nothing of the page."
  refs            = [
    "CWE-829", "CWE-353", "CAPEC-446", "T1195.002", "A08:2021", "A03:2025", "ASVS-5.0-3.6.1", "ASVS-5.0-15.2.4",
  ]
  supersedes      = supply.unverified-artifact

  fires {
    process page : single-page-app { trust = untrusted }
    external widgets : script-provider
    page -> widgets { via = https, returns = [] }
  }

  fires "from somebody's bucket" {
    data script { format = code, integrity = very-high }
    process shop : web-app
    store bucket : object-store { trust = partner, holds = script }
    shop -> bucket { via = https, returns = script }
  }

  fires "code by another name" {
    process page : single-page-app { trust = untrusted }
    data script { format = code }
    external widgets : saas
    page -> widgets { via = https, returns = script }
  }

  answered "its hash is pinned" {
    process page : single-page-app { trust = untrusted, controls = subresource-integrity }
    external widgets : script-provider
    page -> widgets { via = https, returns = [] }
  }

  silent "it sends data only" {
    process page : single-page-app { trust = untrusted }
    external widgets : saas
    page -> widgets { via = https, returns = [] }
  }
}
