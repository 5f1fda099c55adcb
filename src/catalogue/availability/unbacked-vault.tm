/// The keys that everything is encrypted with exist in one place only.
///
/// When that place burns down, is deleted or will not open, everything encrypted is noise, its backups included.
rule availability.unbacked-vault "Without {this} nothing that its keys encrypt can be read again" {
  stride          = denial-of-service
  on              = vault
  when            = this.trust > partner
                    and count(this.incoming) > 0
                    and not this.managed
                    and not this is client
  unless          = this has backup
                    or (known(this has redundancy) and this has redundancy)
                    or (known(this.redundant) and this.redundant)
                    or (known(this has key-recovery) and this has key-recovery)
  reduces         = [privileged-access-management, log-monitoring]
  likelihood      = very-low
  impact          = high
  fix             = """
    Keep an encrypted copy of the keys of {this} at another place, with its own key in parts with several people, and
    restore it once a year.
  """
  false-positives = "Dismiss it when everything in {this} can be made anew within hours."
  refs            = ["M1053", "T1485", "ASVS-5.0-11.1.1"]

  fires {
    process shop
    process safe : vault { managed = false }
    shop -> safe { via = https }
  }

  answered "there is a copy" {
    process shop
    process safe : vault { managed = false, controls = backup }
    shop -> safe { via = https }
  }

  answered "there are two" {
    process shop
    process safe : vault { managed = false, controls = redundancy }
    shop -> safe { via = https }
  }

  answered "it survives the loss of one" {
    process shop
    process safe : vault { managed = false, redundant = true }
    shop -> safe { via = https }
  }

  answered "people have parts of it" {
    process shop
    process safe : vault { managed = false, controls = key-recovery }
    shop -> safe { via = https }
  }

  silent "a provider runs it" {
    process shop
    process safe : vault { managed = true }
    shop -> safe { via = https }
  }

  asks "who runs it?" {
    process shop
    process safe : vault
    shop -> safe { via = https }
  }
}
