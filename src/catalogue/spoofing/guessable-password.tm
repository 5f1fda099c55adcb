/// Anybody who reaches the login may try passwords: many for one account, or one leaked list for all accounts.
///
/// Lists with billions of leaked passwords are free. Where nothing slows trying down, some accounts open.
rule spoofing.guessable-password "Passwords for {to} can be tried out from outside" {
  stride          = spoofing
  on              = flow
  one             = to
  when            = any(flow.callers, o: o is actor or o.trust <= partner) and not flow.local and to.trust > untrusted
                    and (not (to is forwarding) or (to is gateway
                      and not any(to.outgoing, h: any(h.carries, p: p.credential))))
                    and (flow.auth == password or ((flow.auth in [session, token, oidc] or to is identity)
                      and known(flow.carries) and any(flow.carries, c: c.credential)))
  unless          = to has login-throttling or flow.auth-factors >= 2
                    or (not (known(flow.auth-factors) and flow.auth-factors < 2) and (to has multi-factor-authentication
                      or all(flow.callers, q: q has multi-factor-authentication)))
                    or any(to.outgoing, i: i.to is identity and i.to has login-throttling)
  reduces         = [rate-limit, password-policy, log-monitoring]
  likelihood      = medium
  impact          = account(this)
  fix             = """
    Slow {to} down after failed logins for an account and for a source, and refuse passwords that are known to
    have leaked; a second factor answers this and every other way of losing a password.
  """
  false-positives = "Dismiss it when a machine made the password, at random and long enough that nobody will guess it."
  refs            = ["CWE-307", "CAPEC-49", "CAPEC-600", "T1110", "A07:2021", "A07:2025", "ASVS-5.0-6.3.1"]
  supersedes      = spoofing.single-factor

  fires {
    actor customer
    process shop
    customer -> shop { via = https, auth = password }
  }

  fires "a password begins the session" {
    data password { class = secret, credential = true }
    actor customer
    process shop
    customer -> shop { via = https, auth = session, carries = password }
  }

  answered "logins are slowed down" {
    actor customer
    process shop { controls = login-throttling }
    customer -> shop { via = https, auth = password }
  }

  answered "a password is not enough" {
    actor customer
    process shop
    customer -> shop { via = https, auth = password, auth-factors = 2 }
  }

  silent "no password" {
    actor customer
    process shop
    customer -> shop { via = https, auth = certificate }
  }

  asks "how do callers prove who they are?" {
    actor customer
    process shop
    customer -> shop { via = https }
  }
}
