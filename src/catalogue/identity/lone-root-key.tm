use std.identity

/// One administrator can make the authority sign another authority, or take its key along.
///
/// Everybody who trusts the authority then trusts whatever that person, or a thief of the account, made. No witness can
/// say how the key came to be or who has a copy.
rule identity.lone-root-key "One person alone can use the root key of {this}" {
  stride          = [spoofing, elevation-of-privilege, repudiation]
  on              = certificate-authority
  when            = this.trust > partner
                    and not (known(this.managed) and this.managed)
                    and any(this.incoming, f: f.admin and any(f.origins, o: o is actor))
  unless          = this has human-approval
  reduces         = [hardware-key-protection, privileged-access-management, audit-log]
  likelihood      = very-low
  impact          = very-high
  fix             = """
    Make and use the root key of {this} only in a ceremony: several people with a part each, a written course, a
    witness, and a machine without a network.
  """
  false-positives = "Dismiss it when the root lies elsewhere and {this} is one of several that it can call back."
  refs            = ["CWE-654", "ASVS-5.0-11.1.1"]

  fires {
    actor operator : administrator { trust = internal }
    process authority : certificate-authority
    operator -> authority { via = ssh, auth = certificate, admin = true }
  }

  answered "several must come together" {
    actor operator : administrator { trust = internal }
    process authority : certificate-authority { controls = dual-control }
    operator -> authority { via = ssh, auth = certificate, admin = true }
  }

  silent "they only ask for certificates" {
    actor operator : administrator { trust = internal }
    process authority : certificate-authority
    operator -> authority { via = ssh, auth = certificate, admin = false }
  }
}
