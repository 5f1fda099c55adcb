use std.privacy

/// A program decides about people by itself, and no person looks at the decision.
///
/// A wrong score costs somebody a flat, a loan or a job, and nobody can say why. People have the right to be heard by
/// a person.
rule privacy.automated-decision "{this} decides about the people in {d} alone" {
  linddun         = [non-compliance, unawareness]
  on              = process
  when            = (this is profiling or known(this.autonomy)) and any(this.data, d: d.personal)
                    and this.autonomy == acts
  unless          = this has human-approval
  reduces         = [privacy-notice, subject-rights, impact-assessment, model-evaluation]
  likelihood      = low
  fix             = """
    Let a person with the right to differ look at what {this} decides, and tell people how to object.
  """
  false-positives = "Dismiss it when nothing that matters to anybody follows from what {this} does."
  refs            = ["ASVS-5.0-14.1.2"]

  fires {
    data history { class = confidential, personal = true }
    process scoring : profiling { autonomy = acts }
    store customers
    scoring -> customers { via = tls, returns = history }
  }

  answered "a person looks" {
    data history { class = confidential, personal = true }
    process scoring : profiling { autonomy = acts, controls = human-approval }
    store customers
    scoring -> customers { via = tls, returns = history }
  }

  silent "it only suggests" {
    data history { class = confidential, personal = true }
    process scoring : profiling { autonomy = suggests }
    store customers
    scoring -> customers { via = tls, returns = history }
  }

  asks "does it decide?" {
    data history { class = confidential, personal = true }
    process scoring : profiling
    store customers
    scoring -> customers { via = tls, returns = history }
  }
}
