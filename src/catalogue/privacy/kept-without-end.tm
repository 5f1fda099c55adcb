/// Data about people is stored, and nothing deletes it when the reason for keeping it is gone.
///
/// Law asks for an end. And what was deleted in time cannot leak, cannot be asked for, and need not be explained.
rule privacy.kept-without-end "Nothing makes {this} delete {d} when its time is over" {
  linddun         = non-compliance
  on              = store
  when            = any(this.holds, d: d.personal and not d.credential) and not (this is client)
                    and not (known(this.role) and this.role in [cache, index])
  unless          = this has retention-deletion
  reduces         = [data-minimisation, anonymisation, subject-rights]
  likelihood      = low
  impact          = medium
  fix             = "Let {this} delete {d} by itself when its term is over, and fix the term where none is stated."
  false-positives = "Dismiss it when a law obliges you to keep {d} for good, as for some archives."
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

  asks "what is kept?" {
    store members : postgres
  }
}
