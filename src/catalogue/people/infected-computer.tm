/// A mail attachment or a bad update brings a program to the computer of one of us, and it waits there for the login.
///
/// Then it types, clicks and reads in the open session, behind every factor that was asked for. To the far end it is
/// the right person at the right computer.
rule people.infected-computer "Malware on the computer of {o} works in their sessions at {to}" {
  stride          = [spoofing, tampering, information-disclosure]
  on              = flow
  one             = from
  when            = not flow.local and not (from is forwarding) and not (to is actor) and not (to is development) and to.trust > partner
                    and any(flow.callers, o: o is actor and o.trust > partner)
                    and known(flow.auth)
                    and flow.auth in [password, passkey, session, token, oidc, saml, kerberos]
                    and ((flow.admin and any(flow.data, c: c.class >= confidential or c.integrity >= high))
                      or (known(flow.returns) and any(flow.returns, d: d.credential or d.special-category
                      or (known(d.class) and d.class == secret))))
  unless          = from has endpoint-protection or from has sandboxing
  reduces         = [privileged-access-management, user-training, session-management, log-monitoring]
  likelihood      = low
  impact          = min(high, rating(this))
  fix             = """
    Watch and update the computers from which people use {to}, let nothing be installed there that is not on a list, and
    read mail elsewhere.
  """
  false-positives = "Dismiss it when people come to {to} from terminals on which nothing can be stored."
  refs            = ["T1204.002", "T1185", "M1040"]

  fires {
    data order { class = internal, integrity = high }
    actor operator { trust = internal }
    process shop
    operator -> shop { via = rdp, auth = kerberos, admin = true, carries = order }
  }

  answered "computers are watched" {
    data order { class = internal, integrity = high }
    actor operator { trust = internal, controls = endpoint-protection }
    process shop
    operator -> shop { via = rdp, auth = kerberos, admin = true, carries = order }
  }

  answered "mail is read in a sandbox" {
    data order { class = internal, integrity = high }
    actor operator { trust = internal, controls = sandboxing }
    process shop
    operator -> shop { via = rdp, auth = kerberos, admin = true, carries = order }
  }

  silent "computers of strangers are not ours to watch" {
    data order { class = internal, integrity = high }
    actor operator { trust = untrusted }
    process shop
    operator -> shop { via = rdp, auth = kerberos, admin = true, carries = order }
  }

  silent "nothing much can be done there" {
    data order { class = internal, integrity = high }
    actor operator { trust = internal }
    process shop
    operator -> shop { via = rdp, auth = kerberos, admin = false, carries = order }
  }
}
