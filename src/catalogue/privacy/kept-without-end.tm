/// Data about people is stored, and nothing deletes it when the reason for keeping it is gone.
///
/// Law asks for an end. And what was deleted in time cannot leak, cannot be asked for, and need not be explained.
rule privacy.kept-without-end "Nothing deletes {this} when its time is over" {
  linddun         = non-compliance
  on              = data
  when            = this.personal and not this.credential and any(this.places, p: p is store)
  unless          = all(this.places, p: not (p is store) or p has retention-deletion)
  reduces         = [data-minimisation, anonymisation, subject-rights]
  likelihood      = low
  impact          = medium
  fix             = "Fix how long {this} is needed, and let every store that holds it delete it by itself after that."
  false-positives = "Dismiss it when a law obliges you to keep {this} for good, as for some archives."
  refs            = ["ASVS-5.0-14.2.7"]

  fires {
    data profile { class = confidential, personal = true }
    store members : postgres { holds = profile }
  }

  answered "it is deleted in time" {
    data profile { class = confidential, personal = true }
    store members : postgres { holds = profile, controls = retention-deletion }
  }

  silent "not about people" {
    data profile { class = confidential, personal = false }
    store members : postgres { holds = profile }
  }
}
