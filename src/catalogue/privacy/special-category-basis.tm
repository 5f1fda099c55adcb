use std.privacy

/// Data about health, belief, origin or love is processed as if it were any other, because a contract or an interest
/// of ours seems enough.
///
/// The law forbids it but for a short list of cases. Without one of them all processing has to stop, whatever depends
/// on it.
rule privacy.special-category-basis "{this} needs a better reason than the one given" {
  linddun         = non-compliance
  on              = data
  when            = this.special-category and (count(this.places) > 0 or count(this.flows) > 0)
                    and this.lawful-basis in [contract, legitimate-interests]
  unless          = any(this.places, p: p has consent-management)
  reduces         = [impact-assessment, data-minimisation]
  likelihood      = low
  impact          = high
  fix             = """
    Ask the people in {this} for explicit consent, or name the case of GDPR article 9 on which it rests.
  """
  false-positives = "Dismiss it when article 9 is met beside the basis, such as by care under professional secrecy."
  refs            = ["CWE-359"]

  fires {
    data diagnosis { class = secret, personal = true, special-category = true, lawful-basis = contract }
    store records { holds = diagnosis }
  }

  answered "explicit consent is asked for" {
    data diagnosis { class = secret, personal = true, special-category = true, lawful-basis = contract }
    store records { holds = diagnosis, controls = consent-management }
  }

  silent "life depends on it" {
    data diagnosis { class = secret, personal = true, special-category = true, lawful-basis = vital-interests }
    store records { holds = diagnosis }
  }

  asks "on what does it rest?" {
    data diagnosis { class = secret, personal = true, special-category = true }
    store records { holds = diagnosis }
  }
}
