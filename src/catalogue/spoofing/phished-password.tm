/// People log in with a password alone. A page that looks like the login, behind a link in a mail, asks them for it.
///
/// The page is made in minutes and comes with a certificate of its own. Of a hundred people who get such a mail some
/// always type their password, and it works from anywhere.
rule spoofing.phished-password "A false page gets the password of {o} for {to}" {
  stride          = [spoofing, information-disclosure]
  on              = flow
  one             = to
  when            = any(flow.callers, o: o is actor) and to is process and (not (to is forwarding) or to is gateway)
                    and not flow.local
                    and (flow.auth == password or (flow.auth in [session, token, oidc]
                      and known(flow.carries) and any(flow.carries, c: c.credential))
                      or (flow.auth == session and not any(from.outgoing, i: i.to is identity
                          or (i.to == flow.to and ((known(i.auth) and i.auth in [password, passkey, oidc, saml])
                            or (known(i.carries) and any(i.carries, k: k.credential)))))
                        and not any(to.outgoing, j: j.to is identity)))
                    and not (known(flow.auth) and flow.auth in [passkey, certificate, mtls])
                    and not (known(flow.auth-factors) and flow.auth-factors >= 2)
                    and any(flow.data, d: d.class >= confidential or d.integrity >= high)
                    and not flow.admin and not any(flow.data, e: e.class == secret or e.special-category)
  unless          = not (known(flow.auth-factors) and flow.auth-factors < 2)
                    and (to has multi-factor-authentication or (from is forwarding and from has multi-factor-authentication)
                      or any(to.outgoing, i: i.to is identity and i.to has multi-factor-authentication))
  reduces         = [log-monitoring, network-allow-list]
  likelihood      = low
  impact          = account(this)
  fix             = """
    Let {to} ask for a passkey or a security key, which answers only to the right address; a code that people type is
    passed on by the false page.
  """
  false-positives = "Dismiss it when {to} can be reached from managed computers only."
  refs            = ["CWE-308", "CAPEC-98", "T1566.002", "T1078", "A07:2021", "A07:2025", "ASVS-5.0-6.3.3"]

  fires {
    data order { class = confidential }
    actor customer
    process shop
    customer -> shop { via = https, auth = password, carries = [], returns = order }
  }

  fires "the session begins here, and nobody says otherwise" {
    data order { class = confidential }
    actor customer
    process shop
    customer -> shop { via = https, auth = session, carries = [], returns = order }
  }

  silent "the session begins with a passkey" {
    data order { class = confidential }
    actor customer
    process shop
    customer -> shop { via = https, auth = [passkey, session], carries = [], returns = order }
  }

  silent "the login is somewhere else" {
    data order { class = confidential }
    actor customer
    process shop
    external accounts : identity-provider { trust = internal }
    customer -> shop { via = https, auth = session, carries = [], returns = order }
    shop -> accounts { via = https, auth = mtls, carries = [], returns = [] }
  }

  answered "a second factor" {
    data order { class = confidential }
    actor customer
    process shop { controls = anti-phishing }
    customer -> shop { via = https, auth = password, carries = [], returns = order }
  }

  silent "two factors already" {
    data order { class = confidential }
    actor customer
    process shop
    customer -> shop { via = https, auth = password, auth-factors = 2, carries = [], returns = order }
  }

  silent "programs follow no links" {
    data order { class = confidential }
    process job
    process shop
    job -> shop { via = https, auth = password, carries = [], returns = order }
  }

  silent "nothing to lose" {
    data order { class = public, integrity = low }
    actor customer
    process shop
    customer -> shop { via = https, auth = password, carries = [], returns = order }
  }

  asks "how do they log in?" {
    data order { class = confidential }
    actor customer
    process shop
    customer -> shop { via = https, carries = order, returns = order }
  }

  silent "for secrets one factor is too little, however it is lost" {
    data order { class = secret }
    actor customer
    process shop
    customer -> shop { via = https, auth = password, carries = [], returns = order }
  }
}
