use std.web

/// An address in the request decides where the browser goes next, and it may be any address.
///
/// The link begins with our name, so people and filters trust it, and ends at the page of a thief. In logins it hands
/// over the code that opens the account.
rule web.open-redirect "A link to {to} can end anywhere" {
  stride          = spoofing
  on              = flow
  when            = to is web-app and any(flow.callers, o: o is actor or o is browser) and known(flow.target-from-input)
                    and flow.target-from-input
  unless          = to has redirect-allow-list
  reduces         = anti-phishing
  likelihood      = low
  impact          = medium
  fix             = "Let {to} send people only to places on a list, or to paths of its own."
  false-positives = "Dismiss it when {to} shows where the link leads and waits for a click."
  refs            = ["CWE-601", "T1566.002", "A01:2021", "A01:2025", "ASVS-5.0-3.7.2"]

  fires {
    actor visitor
    process shop : web-app
    visitor -> shop { via = https, target-from-input = true }
  }

  answered "places are on a list" {
    actor visitor
    process shop : web-app { controls = redirect-allow-list }
    visitor -> shop { via = https, target-from-input = true }
  }

  silent "the target is fixed" {
    actor visitor
    process shop : web-app
    visitor -> shop { via = https, target-from-input = false }
  }

  silent "no browser" {
    external visitor
    process shop : web-app
    visitor -> shop { via = https, target-from-input = true }
  }
}
