use std.web

/// The cookie that stands for the login can be read by scripts of the page, or travels without encryption when somebody
/// types the address by hand.
///
/// One foreign script, or one evening in a hotel network, and the session is somebody else's too.
rule web.readable-cookie "The session cookie of {this} can be read by scripts and listeners" {
  stride          = [spoofing, information-disclosure]
  on              = web-app
  when            = any(this.incoming, f: f.auth in [session, password, passkey, oidc, saml]
                      and any(f.callers, o: o is actor or o is browser)
                      and any(f.data, d: d.class >= confidential or d.integrity >= high))
  unless          = this has secure-cookie
  reduces         = [content-security-policy, strict-transport, session-management]
  likelihood      = very-low
  impact          = low
  fix             = "Set `Secure`, `HttpOnly` and the prefix `__Host-` on the session cookie of {this}."
  false-positives = "Dismiss it when the framework sets these by default and a test shows it."
  refs            = [
    "CWE-1004", "CWE-614", "CAPEC-31", "T1539", "A05:2021", "A02:2025", "ASVS-5.0-3.3.1", "ASVS-5.0-3.3.4",
  ]

  fires {
    data order { class = internal, integrity = high }
    actor customer
    process shop : web-app
    customer -> shop { via = https, auth = session, carries = order }
  }

  fires "a session follows the password" {
    data order { class = internal, integrity = high }
    actor customer
    process shop : web-app
    customer -> shop { via = https, auth = password, carries = order }
  }

  answered "scripts cannot read it" {
    data order { class = internal, integrity = high }
    actor customer
    process shop : web-app { controls = secure-cookie }
    customer -> shop { via = https, auth = session, carries = order }
  }

  silent "no session" {
    data order { class = internal, integrity = high }
    actor customer
    process shop : web-app
    customer -> shop { via = https, auth = certificate, carries = order }
  }

  silent "nothing of value" {
    data order { class = internal, integrity = low }
    actor customer
    process shop : web-app
    customer -> shop { via = https, auth = session, carries = order }
  }

  asks "how are they recognised?" {
    data order { class = internal, integrity = high }
    actor customer
    process shop : web-app
    customer -> shop { via = https, carries = order }
  }
}
