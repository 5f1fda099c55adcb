use std.mobile

/// Any page and any app can call this app by its address, and it does what the address says.
///
/// A link in a message opens a payment, changes a setting or brings along the session of the attacker. Another app can
/// claim the same address and get what was meant for this one.
rule mobile.deep-link "A link makes {to} act for an attacker" {
  stride          = [spoofing, elevation-of-privilege]
  on              = flow
  when            = to is mobile-app and known(flow.via) and flow.via is deep-link and from.trust <= partner
  unless          = to has link-verification or to has input-validation
  reduces         = [human-approval, token-binding, session-management]
  likelihood      = low
  impact          = max(medium, rating(to))
  fix             = """
    Let {to} open only verified links of your own site, check each part, and ask the person before it acts.
  """
  false-positives = "Dismiss it when links open public pages of {to} only."
  refs            = ["CWE-939", "CAPEC-505", "M4:2024", "T1635"]

  fires {
    external page { trust = untrusted }
    process app : mobile-app
    page -> app { via = deep-link }
  }

  answered "links are verified" {
    external page { trust = untrusted }
    process app : mobile-app { controls = link-verification }
    page -> app { via = deep-link }
  }

  answered "each part is checked" {
    external page { trust = untrusted }
    process app : mobile-app { controls = input-validation }
    page -> app { via = deep-link }
  }

  silent "our own app calls" {
    external page { trust = internal }
    process app : mobile-app
    page -> app { via = deep-link }
  }
}
