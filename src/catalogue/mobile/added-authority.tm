use std.mobile

/// The app sends secrets over networks of others and believes every certificate authority that the device believes.
///
/// A company, a school or a thief with the device adds an authority, and reads along unseen.
rule mobile.added-authority "An added certificate authority reads what {from} and {to} exchange" {
  stride          = [spoofing, information-disclosure]
  on              = flow
  one             = from
  when            = from is mobile-app and to.trust != from.trust and flow.encrypted and flow.server-auth
                    and any(flow.data, d: d.class == secret)
  unless          = from has certificate-pinning or flow.auth == mtls or from has payload-encryption
  reduces         = [app-hardening, device-attestation]
  likelihood      = very-low
  impact          = min(high, max(medium, rating(this)))
  fix             = """
    Let {from} accept only the key of {to}, with a second one in reserve, and no authority that was added by hand.
  """
  false-positives = """
    Dismiss it when people must be able to inspect the traffic of {from}, or when the system ignores added ones.
  """
  refs            = ["CWE-295", "CAPEC-94", "M5:2024", "T1638"]

  fires {
    data pin { class = secret }
    process app : mobile-app { trust = untrusted }
    process bank
    app -> bank { via = https, server-auth = true, carries = pin }
  }

  answered "one key only" {
    data pin { class = secret }
    process app : mobile-app { trust = untrusted, controls = certificate-pinning }
    process bank
    app -> bank { via = https, server-auth = true, carries = pin }
  }

  answered "encrypted inside too" {
    data pin { class = secret }
    process app : mobile-app { trust = untrusted, controls = payload-encryption }
    process bank
    app -> bank { via = https, server-auth = true, carries = pin }
  }

  silent "no secret" {
    data pin { class = internal }
    process app : mobile-app { trust = untrusted }
    process bank
    app -> bank { via = https, server-auth = true, carries = pin }
  }
}
