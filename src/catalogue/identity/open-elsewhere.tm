use std.identity

/// One login opens several programs. Whoever logs out of one, or loses their rights, stays logged in at the others.
///
/// On a shared computer the next person opens the program that was not closed. A dismissed employee works on for as
/// long as the last session lives.
rule identity.open-elsewhere "Logging out at {this} leaves other programs open" {
  stride          = spoofing
  on              = identity-provider
  when            = not (this is external)
                    and any(this.incoming, f: f.from is process and not (f.from is client) and not (f.from is identity)
                      and not (f.from is forwarding) and not f.admin
                      and any(f.from.incoming, p: p.from is actor or p.from is client or p.from is forwarding)
                      and any(this.incoming, g: g.from is process and not (g.from is client)
                        and not (g.from is identity)
                        and not (g.from is forwarding) and g.from != f.from and not g.admin
                        and any(g.from.incoming, q: q.from is actor or q.from is client or q.from is forwarding)))
  unless          = this has session-management or this has short-lived-tokens
  reduces         = [access-review, log-monitoring]
  likelihood      = very-low
  impact          = medium
  fix             = """
    Let {this} tell every program when somebody logs out or loses an account, or give out tokens that must be renewed
    within minutes.
  """
  false-positives = "Dismiss it when every program asks {this} again at each request."
  refs            = ["CWE-613", "ASVS-5.0-7.3.2", "ASVS-5.0-7.6.1", "A07:2021", "A07:2025"]

  fires {
    actor clerk { trust = internal }
    process accounts : identity-provider
    process mail
    process wages
    clerk -> mail { via = https }
    clerk -> wages { via = https }
    mail -> accounts { via = oauth }
    wages -> accounts { via = oauth }
  }

  answered "sessions end together" {
    actor clerk { trust = internal }
    process accounts : identity-provider { controls = session-management }
    process mail
    process wages
    clerk -> mail { via = https }
    clerk -> wages { via = https }
    mail -> accounts { via = oauth }
    wages -> accounts { via = oauth }
  }

  answered "tokens last minutes" {
    actor clerk { trust = internal }
    process accounts : identity-provider { controls = short-lived-tokens }
    process mail
    process wages
    clerk -> mail { via = https }
    clerk -> wages { via = https }
    mail -> accounts { via = oauth }
    wages -> accounts { via = oauth }
  }

  silent "one program" {
    actor clerk { trust = internal }
    process accounts : identity-provider
    process mail
    process wages
    clerk -> mail { via = https }
    clerk -> wages { via = https }
    mail -> accounts { via = oauth }
  }
}
