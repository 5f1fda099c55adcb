use std.data

/// Data of real people or customers is used where software is tried out.
///
/// Many more people get in there, locks are weaker, and nobody watches. Test systems are also the ones that are
/// forgotten.
rule data.real-data-in-test "{this} is only for tests and holds real {d}" {
  stride          = information-disclosure
  linddun         = data-disclosure
  on              = store
  when            = inside(this, test-environment) and known(this.holds) and any(this.holds, d: d.personal
                      or d.class >= confidential)
  unless          = this has pseudonymisation or this has redaction
  reduces         = [access-control, network-segmentation, retention-deletion]
  likelihood      = low
  fix             = "Fill {this} with made-up data, or replace what points to people before {d} gets there."
  false-positives = "Dismiss it when the test environment is guarded like production and its users are the same."
  refs            = ["CWE-212", "T1213", "ASVS-5.0-14.2.4"]

  fires {
    data profile { class = confidential, personal = true }
    boundary lab : test-environment {
      trust = internal
      store db : postgres { holds = profile }
    }
  }

  answered "people are replaced by numbers" {
    data profile { class = confidential, personal = true }
    boundary lab : test-environment {
      trust = internal
      store db : postgres { holds = profile, controls = pseudonymisation }
    }
  }

  answered "and in the strongest way" {
    data profile { class = confidential, personal = true }
    boundary lab : test-environment {
      trust = internal
      store db : postgres { holds = profile, controls = anonymisation }
    }
  }

  answered "what hurts is blacked out" {
    data profile { class = confidential, personal = true }
    boundary lab : test-environment {
      trust = internal
      store db : postgres { holds = profile, controls = redaction }
    }
  }

  silent "made-up data" {
    data profile { class = internal }
    boundary lab : test-environment {
      trust = internal
      store db : postgres { holds = profile }
    }
  }

  silent "production" {
    data profile { class = confidential, personal = true }
    boundary lab : network {
      trust = internal
      store db : postgres { holds = profile }
    }
  }
}
