use std.privacy

/// People agreed once, and nothing lets them take it back or tells all places that they did.
///
/// Consent that cannot be taken back is none. Whatever was done with the data rests on nothing from the day on which
/// somebody says no.
rule privacy.no-withdrawal "People cannot take back their consent to {this}" {
  linddun         = [unawareness, non-compliance]
  on              = data
  when            = this.personal and any(this.places, p: p is store or p is external) and this.lawful-basis == consent
  unless          = any(this.places, q: q has consent-management) or any(this.flows, f: f.to is consent-store)
  reduces         = [subject-rights, privacy-notice]
  likelihood      = low
  fix             = """
    Record who agreed to {this}, let people take it back where they gave it, and stop and delete everywhere then.
  """
  false-positives = "Dismiss it when {this} is used once, at the moment of consent, and not kept."
  refs            = ["ASVS-5.0-14.1.2"]

  fires {
    data newsletter { class = internal, personal = true, lawful-basis = consent }
    store members { holds = newsletter }
  }

  answered "it can be taken back" {
    data newsletter { class = internal, personal = true, lawful-basis = consent }
    store members { holds = newsletter, controls = consent-management }
  }

  silent "it rests on a contract" {
    data newsletter { class = internal, personal = true, lawful-basis = contract }
    store members { holds = newsletter }
  }

  asks "on what does it rest?" {
    data newsletter { class = internal, personal = true }
    store members { holds = newsletter }
  }
}
