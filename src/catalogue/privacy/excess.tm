use std.privacy

/// The program gets data about people that it does not use.
///
/// What is not there cannot leak, cannot be asked for and needs no explanation. Each spare field is a risk without a
/// return.
rule privacy.excess "{this} gets {d} and does not need it" {
  linddun         = data-disclosure
  on              = [process, external]
  when            = known(this.uses) and not (this is forwarding)
                    and any(this.incoming, f: any(f.carries, d: d.personal and not d.credential and not (d in this.uses)))
  unless          = this has data-minimisation
  reduces         = [redaction, pseudonymisation, retention-deletion]
  likelihood      = low
  fix             = "Leave {d} out of what is sent to {this}; if it is needed after all, say so in `uses`."
  false-positives = "Dismiss it when {d} cannot be taken out of what {this} does need."
  refs            = ["CWE-201", "ASVS-5.0-14.2.6"]

  fires {
    data address { class = confidential, personal = true }
    data basket { class = internal }
    actor member
    process shop { uses = basket }
    member -> shop { via = https, carries = [address, basket] }
  }

  answered "thrown away at the door" {
    data address { class = confidential, personal = true }
    data basket { class = internal }
    actor member
    process shop { uses = basket, controls = data-minimisation }
    member -> shop { via = https, carries = [address, basket] }
  }

  silent "it is needed" {
    data address { class = confidential, personal = true }
    data basket { class = internal }
    actor member
    process shop { uses = [address, basket] }
    member -> shop { via = https, carries = [address, basket] }
  }
}
