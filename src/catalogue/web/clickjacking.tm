use std.web

/// A false page shows the real one in an invisible frame below its own buttons. Who clicks there clicks here.
///
/// The click comes from the right person with the right session, so no check of the request can tell. It confirms,
/// pays, shares or deletes.
rule web.clickjacking "People can be made to click in {this} without seeing it" {
  stride          = tampering
  on              = web-app
  when            = any(this.incoming, f: (f.ambient-credentials
                        or f.auth in [session, password, passkey, token, oidc, saml, kerberos, certificate])
                      and any(f.callers, o: o is actor or o is browser) and any(f.carries, d: d.integrity >= high))
  unless          = this has frame-control
  reduces         = [same-site-cookie, human-approval]
  likelihood      = very-low
  impact          = low
  fix             = "Send `frame-ancestors` with every page of {this}, and name there the few sites that may frame it."
  false-positives = "Dismiss it when everything that matters asks for the password again."
  refs            = ["CWE-1021", "CAPEC-103", "A05:2021", "A02:2025", "ASVS-5.0-3.4.6"]

  fires {
    data order { class = internal, integrity = high }
    actor customer
    process shop : web-app
    customer -> shop { via = https, auth = session, carries = order }
  }

  fires "whatever the login, a session follows" {
    data order { class = internal, integrity = high }
    actor customer
    process shop : web-app
    customer -> shop { via = https, auth = password, carries = order }
  }

  answered "it cannot be framed" {
    data order { class = internal, integrity = high }
    actor customer
    process shop : web-app { controls = frame-control }
    customer -> shop { via = https, auth = session, carries = order }
  }

  silent "nothing that matters is clicked" {
    data order { class = internal, integrity = low }
    actor customer
    process shop : web-app
    customer -> shop { via = https, auth = session, carries = order }
  }

  silent "no browser" {
    data order { class = internal, integrity = high }
    external customer
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
