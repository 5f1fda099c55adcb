use std.mobile

/// The server believes what the app sends, and whoever has the app can change it.
///
/// Checks in the app are taken out, prices and positions are invented, and robots play the part of thousands of
/// people.
rule mobile.changed-app "A changed copy of {this} sends {d} as it likes" {
  stride          = tampering
  on              = mobile-app
  when            = this.trust <= partner
                    and any(this.outgoing, f: f.to.trust > this.trust and any(f.carries, d: d.integrity >= high))
  unless          = this has app-attestation
                    or all(this.outgoing, g: (g.to has input-validation or (g.to is forwarding
                      and all(g.to.outgoing, h: h.to has input-validation or h.to is store or (h.to is forwarding
                        and all(h.to.outgoing, i: i.to has input-validation or i.to is store or i.to is forwarding))))) or g.to has device-attestation
                      or g.to.trust <= this.trust)
  reduces         = [app-hardening, rate-limit, log-monitoring]
  likelihood      = low
  impact          = min(medium, rating(this))
  fix             = """
    Check and compute everything about {d} on the server again, and ask the device to vouch for {this}.
  """
  false-positives = "Dismiss it when {d} concerns only the person who sends it."
  refs            = ["CWE-807", "CAPEC-207", "M7:2024", "ASVS-5.0-2.2.2"]

  fires {
    data score { integrity = high }
    process app : mobile-app { trust = untrusted }
    process game
    app -> game { via = https, carries = score }
  }

  answered "the device vouches" {
    data score { integrity = high }
    process app : mobile-app { trust = untrusted, controls = app-attestation }
    process game
    app -> game { via = https, carries = score }
  }

  answered "the server checks" {
    data score { integrity = high }
    process app : mobile-app { trust = untrusted }
    process game { controls = input-validation }
    app -> game { via = https, carries = score }
  }

  silent "nothing depends on it" {
    data score { integrity = low }
    process app : mobile-app { trust = untrusted }
    process game
    app -> game { via = https, carries = score }
  }
}
