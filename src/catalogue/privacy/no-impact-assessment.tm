use std.privacy

/// Delicate data about many people is processed, and nobody has examined what that can do to them.
///
/// The law asks for the examination before the first record. It is also the last moment at which the design can still
/// be changed cheaply.
rule privacy.no-impact-assessment "What {d} can do to people was not examined" {
  linddun         = non-compliance
  on              = model
  when            = any(model.data, d: d.special-category and d.subjects >= 5000)
  unless          = all(model.data, a: not (a.special-category and a.subjects >= 5000) or count(a.places) == 0
                      or any(a.places, p: p is store and p has impact-assessment)
                      or any(a.places, q: known(q has impact-assessment) and q has impact-assessment))
  reduces         = [data-minimisation, privacy-by-default]
  likelihood      = medium
  impact          = medium
  fix             = "Examine the risks of {d} for people, write down what was found, and mend it before going on."
  false-positives = "Dismiss it when an assessment of a larger programme covers this system by name."
  refs            = ["ASVS-5.0-14.1.2"]

  fires {
    data diagnosis { class = secret, personal = true, special-category = true, subjects = 20000 }
    store records { holds = diagnosis }
  }

  answered "it was examined" {
    data diagnosis { class = secret, personal = true, special-category = true, subjects = 20000 }
    store records { holds = diagnosis, controls = impact-assessment }
  }

  answered "for the whole organisation" {
    data diagnosis { class = secret, personal = true, special-category = true, subjects = 20000 }
    boundary clinic : organisation {
      controls = impact-assessment
      store records { holds = diagnosis }
    }
  }

  silent "few people" {
    data diagnosis { class = secret, personal = true, special-category = true, subjects = 20 }
    store records { holds = diagnosis }
  }

  asks "how many people?" {
    data diagnosis { class = secret, personal = true, special-category = true }
    store records { holds = diagnosis }
  }
}
