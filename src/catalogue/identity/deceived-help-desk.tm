use std.identity

/// The help desk resets passwords and second factors for people who call, and recognises them by what they know.
///
/// Names, staff numbers and superiors are in every leak. A friendly voice in a hurry has opened more companies than
/// any weakness in software.
rule identity.deceived-help-desk "A caller talks {this} into handing over an account" {
  stride          = [spoofing, elevation-of-privilege]
  on              = actor
  when            = (this is help-desk
                      and any(this.outgoing, f: (f.to is identity or f.to is vault) and (f.admin or write in f.access)))
                    or (not (this is help-desk) and this.trust > partner
                      and any(this.outgoing, g: g.to is identity and not g.admin and known(g.access)
                        and write in g.access))
  unless          = this has caller-verification
  reduces         = [audit-log, privileged-access-management, log-monitoring]
  likelihood      = medium
  impact          = high
  fix             = """
    Let {this} call back or ask the superior before it resets anything, and never for administrators alone.
  """
  false-positives = "Dismiss it when {this} meets the people in person."
  refs            = ["CWE-640", "CAPEC-407", "T1566.004", "T1684.001", "A07:2021", "A07:2025"]

  fires {
    actor desk : help-desk { trust = internal }
    process accounts : identity-provider
    desk -> accounts { via = https, admin = true }
  }

  fires "support that resets passwords, by whatever name" {
    actor clerk { trust = internal }
    process accounts : identity-provider
    clerk -> accounts { via = https, access = [read, write] }
  }

  answered "callers are verified" {
    actor desk : help-desk { trust = internal, controls = caller-verification }
    process accounts : identity-provider
    desk -> accounts { via = https, admin = true }
  }

  silent "it only looks up" {
    actor desk : help-desk { trust = internal }
    process accounts : identity-provider
    desk -> accounts { via = https, admin = false, access = read }
  }

  asks "what may it do?" {
    actor desk : help-desk { trust = internal }
    process accounts : identity-provider
    desk -> accounts { via = https }
  }
}
