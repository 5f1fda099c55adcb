use std.identity

/// Accounts are opened and closed by hand, and nobody looks through them.
///
/// Who left still has a login, who moved has the rights of both places, and test accounts with simple passwords stay
/// for years. Nobody would miss them, so nobody notices their use.
rule identity.orphaned-accounts "Accounts in {this} outlive their owners" {
  stride          = elevation-of-privilege
  on              = [identity-store, identity-provider]
  when            = any(this.incoming, f: f.admin and any(f.callers, o: o is actor))
                    and not any(this.incoming, g: g.from is user-provisioning)
  unless          = this has access-review
  reduces         = [multi-factor-authentication, log-monitoring, short-lived-tokens]
  likelihood      = low
  fix             = """
    Close accounts in {this} from the list of staff or customers by machine, and look through rights twice a year.
  """
  false-positives = "Dismiss it when {this} has so few accounts that one person knows them all."
  refs            = ["CWE-286", "T1078", "M1018", "A07:2021", "A07:2025"]

  fires {
    actor operator { trust = internal }
    store people : identity-store
    operator -> people { via = ldaps, admin = true }
  }

  answered "somebody looks" {
    actor operator { trust = internal }
    store people : identity-store { controls = access-review }
    operator -> people { via = ldaps, admin = true }
  }

  silent "the list of staff does it" {
    actor operator { trust = internal }
    store people : identity-store
    process joiners : user-provisioning
    operator -> people { via = ldaps, admin = true }
    joiners -> people { via = ldaps }
  }
}
