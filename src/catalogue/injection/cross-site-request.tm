use std.web

/// The browser adds the cookie of the application to every request for it, also to those that a page of somebody
/// else causes.
///
/// A person who is logged in and looks at the wrong page changes their address, their password or their order
/// without a click.
rule injection.cross-site-request "Another site can make a visitor of {to} send requests" {
  stride          = tampering
  on              = flow
  one             = to
  when            = to is web-app and any(flow.callers, o: o is actor or o is browser)
                    and (flow.ambient-credentials
                      or flow.auth == session
                      or (flow.auth in [password, passkey, oidc, saml, kerberos, certificate]
                        and not any(to.incoming, s: s.from == flow.from and known(s.auth) and s.auth == session)))
                    and any(flow.carries, d: d.integrity >= medium)
  unless          = to has csrf-token or to has same-site-cookie or to has origin-check
  likelihood      = low
  impact          = account(this)
  fix             = """
    Set SameSite on the session cookie of {to}, and check a token or the origin on every request that changes
    something.
  """
  false-positives = "Dismiss it when the session travels in a header that scripts set, not in a cookie."
  refs            = ["CWE-352", "CAPEC-62", "A01:2021", "A01:2025", "ASVS-5.0-3.5.1", "ASVS-5.0-3.3.2"]

  fires {
    data address { class = internal }
    actor customer
    process shop : web-app
    customer -> shop { via = https, auth = session, carries = address }
  }

  fires "a session follows the login" {
    data address { class = internal }
    actor customer
    process shop : web-app
    customer -> shop { via = https, auth = oidc, carries = address }
  }

  fires "basic authentication" {
    data address { class = internal }
    actor customer
    process shop : web-app
    customer -> shop { via = https, auth = password, ambient-credentials = true, carries = address }
  }

  answered "a token in each form" {
    data address { class = internal }
    actor customer
    process shop : web-app { controls = csrf-token }
    customer -> shop { via = https, auth = session, carries = address }
  }

  answered "cookies stay at home" {
    data address { class = internal }
    actor customer
    process shop : web-app { controls = same-site-cookie }
    customer -> shop { via = https, auth = session, carries = address }
  }

  silent "a token that the page adds itself" {
    data address { class = internal }
    actor customer
    process shop : web-app
    customer -> shop { via = https, auth = token, carries = address }
  }

  silent "no browser involved" {
    data address { class = internal }
    external customer
    process shop : web-app
    customer -> shop { via = https, auth = session, carries = address }
  }

  asks "how are they recognised?" {
    data address { class = internal }
    actor customer
    process shop : web-app
    customer -> shop { via = https, carries = address }
  }
}
