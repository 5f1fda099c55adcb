use std.privacy

/// Data about people is kept, and no way exists for them to see, correct or delete it.
///
/// A request then becomes a search by hand through all stores within a month, and copies are forgotten. People have
/// the right to an answer.
rule privacy.no-subject-rights "Nobody can answer people who ask about {d}" {
  linddun         = unawareness
  on              = model
  when            = any(model.data, d: d.personal and any(d.places, p: p is store))
  unless          = any(model.elements, e: e is subject-request-desk)
                    or all(model.data, a: not a.personal or not any(a.places, q: q is store)
                      or any(a.places, r: r is store and r has subject-rights)
                      or any(a.places, s: known(s has subject-rights) and s has subject-rights))
  reduces         = [data-minimisation, retention-deletion]
  likelihood      = low
  impact          = medium
  fix             = "Build one way to find, hand out, correct and delete all that is kept about a person, {d} first."
  false-positives = "Dismiss it when another system of the house answers such requests for this one too."
  refs            = ["ASVS-5.0-14.1.2"]

  fires {
    data profile { class = confidential, personal = true }
    store members { holds = profile }
  }

  answered "people can help themselves" {
    data profile { class = confidential, personal = true }
    store members { holds = profile, controls = subject-rights }
  }

  silent "not about people" {
    data profile { class = confidential, personal = false }
    store members { holds = profile }
  }
}
