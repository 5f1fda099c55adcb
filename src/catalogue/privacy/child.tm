use std.privacy

/// Children give data about themselves, and nobody checks their age or asks their parents.
///
/// They do not see what follows from it, and it stays with them longest. Their consent alone counts for nothing.
rule privacy.child "{from} gives {d} to {to} and no parent knows" {
  linddun         = [unawareness, non-compliance]
  on              = flow
  when            = any(flow.callers, o: o is child) and not (to is forwarding) and any(flow.carries, d: d.personal)
  unless          = to has parental-consent or (from is forwarding and from has parental-consent)
  reduces         = [privacy-by-default, data-minimisation, privacy-notice]
  likelihood      = low
  fix             = "Let {to} ask for the age before it asks for {d}, and have a parent agree where the law wants it."
  false-positives = "Dismiss it when {to} is advice or help for children, which they may seek without their parents."
  refs            = ["ASVS-5.0-14.1.2"]

  fires {
    data profile { class = confidential, personal = true }
    actor pupil : child
    process game
    pupil -> game { via = https, carries = profile }
  }

  answered "parents agree" {
    data profile { class = confidential, personal = true }
    actor pupil : child
    process game { controls = parental-consent }
    pupil -> game { via = https, carries = profile }
  }

  silent "not about people" {
    data profile { class = confidential, personal = false }
    actor pupil : child
    process game
    pupil -> game { via = https, carries = profile }
  }

  asks "what do they give?" {
    data profile { class = confidential, personal = true }
    actor pupil : child
    process game
    pupil -> game { via = https }
  }
}
