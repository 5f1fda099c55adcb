use std.privacy

/// Data about health, belief, origin or love is processed as if it were any other, because a contract or an interest
/// of ours seems enough. Article 6 of the GDPR asks for a lawful basis of all personal data, article 9 for a case of its own
/// beside it.
///
/// The law forbids it but for a short list of cases. Without one of them all processing has to stop, whatever depends
/// on it.
rule privacy.special-category-basis "Nothing in article 9 allows {this} to be processed" {
  linddun         = non-compliance
  on              = data
  when            = this.special-category and (count(this.places) > 0 or count(this.flows) > 0)
                    and this.special-basis == none
  unless          = any(this.places, p: p has consent-management)
  reduces         = [impact-assessment, data-minimisation]
  likelihood      = low
  impact          = high
  fix             = """
    Ask the people in {this} for explicit consent, or process it only where another case of GDPR article 9(2) is met.
  """
  false-positives = "Dismiss it when a law outside the GDPR decides."
  refs            = ["ASVS-5.0-14.1.2"]

  fires {
    data diagnosis { class = secret, personal = true, special-category = true, lawful-basis = contract, special-basis = none }
    store records { holds = diagnosis }
  }

  answered "explicit consent is asked for" {
    data diagnosis { class = secret, personal = true, special-category = true, lawful-basis = contract, special-basis = none }
    store records { holds = diagnosis, controls = consent-management }
  }

  silent "life depends on it" {
    data diagnosis { class = secret, personal = true, special-category = true, lawful-basis = vital-interests,
                     special-basis = vital-interests }
    store records { holds = diagnosis }
  }

  silent "care under professional secrecy" {
    data diagnosis { class = secret, personal = true, special-category = true, lawful-basis = contract,
                     special-basis = health-care }
    store records { holds = diagnosis }
  }

  asks "on what does it rest?" {
    data diagnosis { class = secret, personal = true, special-category = true, lawful-basis = contract }
    store records { holds = diagnosis }
  }
}
