/// The keys that open the vault itself, or that can make new ones, are with one person.
///
/// That person can take every secret without a witness. When they are ill on the day of a restart, nobody gets any.
rule privilege.lone-unsealing "One person alone opens {this}, or nobody can" {
  stride          = [elevation-of-privilege, information-disclosure, denial-of-service]
  on              = vault
  when            = this.trust > partner
                    and count(this.incoming) > 0
                    and not this.managed
                    and not this is client
  unless          = this has human-approval
  reduces         = [audit-log, hardware-key-protection, privileged-access-management]
  likelihood      = very-low
  impact          = high
  fix             = """
    Split the keys that open {this} among several people, of whom some must come together, write down how they do
    it, and try it once a year.
  """
  false-positives = "Dismiss it when a key service of the provider opens {this} by itself and two people guard that."
  refs            = ["CWE-654", "T1555", "ASVS-5.0-11.1.1"]

  fires {
    process shop
    process safe : vault { managed = false }
    shop -> safe { via = https }
  }

  answered "several must come together" {
    process shop
    process safe : vault { managed = false, controls = dual-control }
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
