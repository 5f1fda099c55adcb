use std.privacy

/// Data about the same people, collected for different purposes, lies in one store. One query joins it.
///
/// Each part was harmless where it was given. Together they show what nobody agreed to: who buys what and is ill with
/// what.
rule privacy.linking "{this} joins {a} with {b}" {
  linddun         = linking
  on              = store
  when            = not (this is cache) and not (this is queue) and not (this is backup-store)
                    and not (known(this.role) and this.role in [cache, backup]) and any(this.holds, a: a.personal
                      and any(this.holds, b: b.personal and b != a and b.purpose != a.purpose))
  unless          = this has pseudonymisation or this has data-separation or this has purpose-limitation
  reduces         = [access-control, storage-access-logging, data-minimisation]
  likelihood      = very-low
  impact          = medium
  fix             = """
    Keep in {this} what serves different purposes under different identifiers, or in different stores, and check the
    purpose where it is asked.
  """
  false-positives = "Dismiss it when both purposes are parts of one that people were told."
  refs            = ["ASVS-5.0-14.1.2"]

  fires {
    data order { class = confidential, personal = true, purpose = "delivery" }
    data visit { class = confidential, personal = true, purpose = "statistics" }
    store members : postgres { holds = [order, visit] }
  }

  answered "kept apart inside" {
    data order { class = confidential, personal = true, purpose = "delivery" }
    data visit { class = confidential, personal = true, purpose = "statistics" }
    store members : postgres { holds = [order, visit], controls = data-separation }
  }

  silent "one purpose" {
    data order { class = confidential, personal = true, purpose = "delivery" }
    data visit { class = confidential, personal = true, purpose = "delivery" }
    store members : postgres { holds = [order, visit] }
  }

  asks "what is it for?" {
    data order { class = confidential, personal = true, purpose = "delivery" }
    data visit { class = confidential, personal = true }
    store members : postgres { holds = [order, visit] }
  }
}
