/// Somebody takes the program apart, adds a few lines that send the login elsewhere, and offers the result under the
/// same name: in another shop, in an advertisement, as a version with everything unlocked.
///
/// It looks and works like the real one, for it is the real one. Whoever installs it hands over the account on the
/// first day.
rule spoofing.false-client "People type {d} into a false copy of {this}" {
  stride          = [spoofing, information-disclosure]
  on              = [desktop-app, mobile-app]
  when            = this.trust <= partner
                    and any(this.incoming, f: f.from is actor and known(f.carries) and any(f.carries, d: d.credential))
  unless          = this has device-attestation
  reduces         = [artifact-signing, multi-factor-authentication, log-monitoring]
  likelihood      = very-low
  impact          = min(medium, rating(this))
  fix             = """
    Offer {this} at one known place, let the server ask the device whether it is the untouched one, and replace {d} by
    a key that stays in the device.
  """
  false-positives = "Dismiss it when people cannot install programs themselves, and ours is installed for them."
  refs            = ["CAPEC-185", "M7:2024", "T1204.002"]

  fires {
    data login { class = confidential, credential = true }
    boundary home { trust = untrusted
      actor customer
      process app : mobile-app
    }
    customer -> app { local = true, carries = login }
  }

  answered "the device vouches for it" {
    data login { class = confidential, credential = true }
    boundary home { trust = untrusted
      actor customer
      process app : mobile-app { controls = device-attestation }
    }
    customer -> app { local = true, carries = login }
  }

  silent "nothing is typed" {
    data login { class = confidential, credential = true }
    boundary home { trust = untrusted
      actor customer
      process app : mobile-app
    }
    customer -> app { local = true, carries = [] }
  }
}
