/// Administration is opened by a key that lies on the computer of the person. Malware or a thief on that computer
/// copies the key and comes in as its owner.
///
/// Nothing at the far end tells the thief from the owner. The weakest laptop of an administrator is the front door.
rule spoofing.stolen-key "The keys of {this} can be stolen and used for administration" {
  stride          = [spoofing, elevation-of-privilege]
  on              = actor
  when            = any(this.outgoing, f: f.admin and f.auth in [certificate, shared-key, api-key, token])
  unless          = this has endpoint-protection or all(this.outgoing, f: not f.admin or f.auth-factors >= 2)
  reduces         = [just-in-time-access, privileged-access-management, network-allow-list, password-policy]
  likelihood      = low
  impact          = high
  fix             = """
    Keep the keys of {this} in hardware or ask for a second factor, and keep the computers they work on patched
    and watched.
  """
  false-positives = "Dismiss it when the key cannot be copied, for example because it was made inside a security key."
  refs            = ["CAPEC-555", "T1552.004", "T1078", "M1032"]

  fires {
    actor administrator
    process jump : bastion
    administrator -> jump { via = ssh, auth = certificate, admin = true }
  }

  answered "the computer is watched" {
    actor administrator { controls = endpoint-protection }
    process jump : bastion
    administrator -> jump { via = ssh, auth = certificate, admin = true }
  }

  answered "a second factor" {
    actor administrator
    process jump : bastion
    administrator -> jump { via = ssh, auth = certificate, auth-factors = 2, admin = true }
  }

  silent "no administration" {
    actor administrator
    process jump : bastion
    administrator -> jump { via = ssh, auth = certificate, admin = false }
  }

  asks "how do they log in?" {
    actor administrator
    process jump : bastion
    administrator -> jump { via = ssh, admin = true }
  }
}
