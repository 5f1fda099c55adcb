use std.identity

/// Somebody is always an administrator of what all else depends on: of accounts, secrets, builds or clusters.
///
/// Whoever takes over this person's computer at any hour of any day owns everything. Rights that are lent for an hour
/// are not there to be stolen.
rule identity.standing-administration "{this} can administer at any hour what everything depends on" {
  stride          = [elevation-of-privilege, tampering]
  on              = actor
  when            = not (this is break-glass-account)
                    and any(this.outgoing, f: f.admin and (f.to is identity or f.to is vault
                      or f.to is container-platform or f.to is build-pipeline))
  unless          = this has privileged-access-management
                    or all(this.outgoing, g: not g.admin or g.to has privileged-access-management
                      or not (g.to is identity or g.to is vault or g.to is container-platform or g.to is build-pipeline))
  reduces         = [anti-phishing, tiered-administration, audit-log, endpoint-protection]
  likelihood      = low
  impact          = high
  fix             = """
    Let {this} ask for the rights when a task needs them, with a reason and an end, and record what is done.
  """
  false-positives = "Dismiss it when {this} is a single person at a single site and nobody else could approve."
  refs            = ["CWE-250", "T1078", "T1098", "M1026", "A01:2021", "A01:2025"]

  fires {
    actor operator { trust = internal }
    store secrets : vault
    operator -> secrets { via = https, admin = true }
  }

  answered "rights are lent" {
    actor operator { trust = internal, controls = just-in-time-access }
    store secrets : vault
    operator -> secrets { via = https, admin = true }
  }

  answered "the vault lends them" {
    actor operator { trust = internal }
    store secrets : vault { controls = just-in-time-access }
    operator -> secrets { via = https, admin = true }
  }

  silent "no administrator" {
    actor operator { trust = internal }
    store secrets : vault
    operator -> secrets { via = https, admin = false }
  }
}
