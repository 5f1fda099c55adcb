use std.privacy

/// A log or an archive of messages shows that a person said or did something that touches health, belief, origin or
/// love.
///
/// What proves something to us proves it to everybody who gets hold of it: an employer, a spouse, a state. The person
/// cannot say that it was not so.
rule privacy.undeniable-record "{this} proves what people in {d} may need to deny" {
  linddun         = non-repudiation
  on              = [log-store, correspondence-store]
  when            = any(this.holds, d: d.special-category)
  unless          = this has pseudonymisation or this has plausible-deniability or this has retention-deletion
  reduces         = [access-control, encryption-at-rest, data-minimisation]
  likelihood      = low
  fix             = "Record in {this} that something happened without saying to whom, or let {d} go after days."
  false-positives = "Dismiss it when the people themselves need the proof, as patients need their record."
  refs            = ["ASVS-5.0-16.2.5"]

  fires {
    data confession { class = secret, personal = true, special-category = true }
    store messages : correspondence-store { holds = confession }
  }

  answered "gone after days" {
    data confession { class = secret, personal = true, special-category = true }
    store messages : correspondence-store { holds = confession, controls = retention-deletion }
  }

  answered "no names" {
    data confession { class = secret, personal = true, special-category = true }
    store messages : correspondence-store { holds = confession, controls = pseudonymisation }
  }

  silent "nothing delicate" {
    data confession { class = secret, personal = true, special-category = false }
    store messages : correspondence-store { holds = confession }
  }

  asks "what stands there?" {
    data confession { class = secret, personal = true, special-category = true }
    store messages : correspondence-store
  }
}
