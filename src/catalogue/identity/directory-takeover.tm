use std.identity

/// The same administrators log in to the directory and to ordinary servers or services.
///
/// An intruder on any of these servers waits for such a login, takes what it leaves in memory, and rules the
/// directory, and with it every account.
rule identity.directory-takeover "Whoever owns a server that the same people administer can take over {this}" {
  stride          = elevation-of-privilege
  on              = [ldap-directory, identity-provider]
  when            = any(this.incoming, f: f.admin and f.from is actor
                      and any(f.from.outgoing, g: g.admin and g.to != this and not (g.to is identity)
                        and not (g.to is vault) and not (g.to is bastion) and g.to.trust <= this.trust))
  unless          = this has tiered-administration or this has privileged-access-management
  reduces         = [anti-phishing, endpoint-protection, log-monitoring]
  likelihood      = low
  impact          = high
  fix             = "Give administrators of {this} accounts and computers that are used for nothing else."
  false-positives = """
    Dismiss it when all administration runs through sessions that leave nothing behind on the servers.
  """
  refs            = ["CWE-269", "T1003", "T1078.002", "M1026"]

  fires {
    actor operator { trust = internal }
    store directory : active-directory
    process shop
    operator -> directory { via = ldaps, admin = true }
    operator -> shop { via = ssh, admin = true }
  }

  answered "in tiers" {
    actor operator { trust = internal }
    store directory : active-directory { controls = tiered-administration }
    process shop
    operator -> directory { via = ldaps, admin = true }
    operator -> shop { via = ssh, admin = true }
  }

  answered "rights are lent" {
    actor operator { trust = internal }
    store directory : active-directory { controls = just-in-time-access }
    process shop
    operator -> directory { via = ldaps, admin = true }
    operator -> shop { via = ssh, admin = true }
  }

  silent "other people administer the servers" {
    actor operator { trust = internal }
    store directory : active-directory
    process shop
    operator -> directory { via = ldaps, admin = true }
    operator -> shop { via = ssh, admin = false }
  }
}
