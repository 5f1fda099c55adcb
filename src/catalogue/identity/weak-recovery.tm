use std.identity

/// People who lost their password get a new one, after less proof than the login itself asks for.
///
/// Who reads the mailbox, knows the maiden name or takes over the telephone number is then the person. The strongest
/// login is worth as much as its weakest way round.
rule identity.weak-recovery "{this} gives accounts to whoever asks well" {
  stride          = [spoofing, elevation-of-privilege]
  on              = account-recovery
  when            = any(this.incoming, f: any(f.origins, o: o.trust < this.trust))
  unless          = this has recovery-verification or this has multi-factor-authentication
  reduces         = [login-throttling, log-monitoring, audit-log]
  likelihood      = low
  impact          = max(high, rating(this))
  fix             = """
    Let {this} ask for a second proof that does not rest on the lost one, wait, and tell the owner by all ways
    known.
  """
  false-positives = "Dismiss it when the accounts are worth less than the effort to take one."
  refs            = ["CWE-640", "CAPEC-50", "T1078", "A07:2021", "A07:2025", "API2:2023", "ASVS-5.0-6.4.3"]

  fires {
    actor customer
    process recovery : account-recovery
    customer -> recovery { via = https }
  }

  answered "a second proof" {
    actor customer
    process recovery : account-recovery { controls = recovery-verification }
    customer -> recovery { via = https }
  }

  answered "a second factor" {
    actor customer
    process recovery : account-recovery { controls = multi-factor-authentication }
    customer -> recovery { via = https }
  }

  silent "our own people at their desks" {
    actor customer { trust = internal }
    process recovery : account-recovery
    customer -> recovery { via = https }
  }
}
