use std.identity

/// The key with which the provider signs logins lies in a file or in memory, and can be copied.
///
/// A thief with the key signs logins for any account at any service, from anywhere, and no log of the provider shows
/// them. Only replacing the key at all services ends it.
rule identity.copied-signing-key "The signing key of {this} can be copied" {
  stride          = [spoofing, elevation-of-privilege]
  on              = [identity-provider, certificate-authority]
  when            = this.trust > partner and count(this.incoming) > 0 and not this.managed
  unless          = this has hardware-key-protection or any(this.outgoing, f: f.to is hardware-security-module)
  reduces         = [key-rotation, tiered-administration, log-monitoring]
  likelihood      = very-low
  impact          = very-high
  fix             = """
    Keep the key of {this} in a hardware module that signs and never tells, and practise replacing it.
  """
  false-positives = "Dismiss it when {this} signs nothing and only checks passwords."
  refs            = ["CAPEC-474", "T1606.002", "T1552.004", "T1649", "ASVS-5.0-13.3.3"]

  fires {
    actor staff { trust = internal }
    process accounts : identity-provider { managed = false }
    staff -> accounts { via = https }
  }

  answered "in hardware" {
    actor staff { trust = internal }
    process accounts : identity-provider { managed = false, controls = hardware-key-protection }
    staff -> accounts { via = https }
  }

  answered "a hardware module signs" {
    actor staff { trust = internal }
    process accounts : identity-provider { managed = false }
    store keys : hardware-security-module
    staff -> accounts { via = https }
    accounts -> keys { via = tls }
  }

  silent "a provider runs it" {
    actor staff { trust = internal }
    process accounts : identity-provider { managed = true }
    staff -> accounts { via = https }
  }

  asks "who runs it?" {
    actor staff { trust = internal }
    process accounts : identity-provider
    staff -> accounts { via = https }
  }
}
