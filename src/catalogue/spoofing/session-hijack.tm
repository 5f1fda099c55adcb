/// After the login a session stands for the person. It can be stolen, set beforehand by an attacker, or outlive the
/// person at a shared computer.
///
/// Who holds the session is the user, and no password is asked for again. Sessions that never end turn one careless
/// moment into lasting access.
rule spoofing.session-hijack "A session of {o} at {to} can be taken over" {
  stride          = spoofing
  on              = flow
  one             = to
  when            = (flow.auth in [session, token] or (flow.auth in [password, passkey, oidc, saml]
                      and known(flow.via) and flow.via is http and any(flow.callers, p: p is actor)
                      and not any(to.incoming, s: s.from == flow.from and known(s.auth)
                        and s.auth in [session, token])))
                    and any(flow.callers, o: o is actor or o.trust <= partner) and to is process
                    and not (to is forwarding and any(to.outgoing, g: known(g.auth)
                      and g.auth in [session, token, password, passkey, oidc, saml]))
                    and not flow.local
                    and any(flow.data, d: d.class >= confidential or d.integrity >= high)
  unless          = to has session-management or (from is forwarding and not (from is vpn-gateway) and from has session-management)
  reduces         = [multi-factor-authentication, log-monitoring]
  likelihood      = low
  impact          = account(this)
  fix             = """
    Let {to} give sessions random names, renew them at login, and end them after idle time, after a fixed time
    and at logout.
  """
  false-positives = "Dismiss it when the framework behind {to} does all this and the settings have been looked at."
  refs            = [
    "CWE-384", "CWE-613", "CAPEC-60", "CAPEC-61", "T1539", "A07:2021", "A07:2025", "ASVS-5.0-7.2.4",
    "ASVS-5.0-7.3.2",
  ]

  fires {
    data order { integrity = high }
    actor customer
    process shop
    customer -> shop { via = https, auth = session, carries = order }
  }

  fires "a session follows the password" {
    data order { integrity = high }
    actor customer
    process shop
    customer -> shop { via = https, auth = password, carries = order }
  }

  answered "sessions are managed" {
    data order { integrity = high }
    actor customer
    process shop { controls = session-management }
    customer -> shop { via = https, auth = session, carries = order }
  }

  silent "no session" {
    data order { integrity = high }
    actor customer
    process shop
    customer -> shop { via = https, auth = mtls, carries = order }
  }

  silent "a session of its own follows" {
    data order { integrity = high }
    actor customer
    process shop { controls = session-management }
    enter: customer -> shop { via = https, auth = password, carries = order }
    shopping: customer -> shop { via = https, auth = session, carries = [] }
  }

  silent "a program keeps no session" {
    data order { integrity = high }
    external customer { trust = partner }
    process shop
    customer -> shop { via = https, auth = password, carries = order }
  }

  asks "what does the session protect?" {
    data order
    actor customer
    process shop
    customer -> shop { via = https, auth = session, carries = order }
  }

  answered "what passes the session on keeps none" {
    data order { integrity = high }
    actor customer
    process edge : proxy
    process shop { controls = session-management }
    customer -> edge { via = https, auth = session, carries = order }
    edge -> shop { via = https, auth = session, carries = order }
  }
}
