use std.web

/// A WebSocket may be opened by a page of any site, and the browser adds the session of the person.
///
/// Unlike other requests, the false page also reads what comes back. It listens and talks as that person as long as it
/// is open.
rule web.websocket-hijack "Another site can open a WebSocket to {to} as its visitor" {
  stride          = [tampering, information-disclosure]
  on              = flow
  when            = to is process and known(flow.via) and flow.via is websocket and any(flow.callers, o: o is actor
                      or o is browser or o is single-page-app)
                    and (flow.ambient-credentials or flow.auth in [session, password, passkey, oidc, saml, kerberos])
  unless          = to has origin-check or to has csrf-token
  reduces         = [same-site-cookie, session-management]
  likelihood      = low
  fix             = """
    Check the origin in {to} before the socket is accepted, and ask for a one-time token that only our own page was
    given.
  """
  false-positives = "Dismiss it when the first message must carry a token that is kept outside cookies."
  refs            = ["CWE-1385", "CAPEC-62", "A01:2021", "A01:2025", "ASVS-5.0-4.4.2", "ASVS-5.0-4.4.3"]
  supersedes      = injection.cross-site-request

  fires {
    actor visitor
    process chat : web-app
    visitor -> chat { via = wss, auth = session }
  }

  fires "to change something" {
    data message { class = internal, integrity = high }
    actor visitor
    process chat : web-app
    visitor -> chat { via = wss, auth = session, carries = message }
  }

  fires "a session follows the password" {
    actor visitor
    process chat : web-app
    visitor -> chat { via = wss, auth = password }
  }

  answered "the origin is checked" {
    actor visitor
    process chat : web-app { controls = origin-check }
    visitor -> chat { via = wss, auth = session }
  }

  answered "a token opens it" {
    actor visitor
    process chat : web-app { controls = csrf-token }
    visitor -> chat { via = wss, auth = session }
  }

  silent "no socket" {
    actor visitor
    process chat : web-app
    visitor -> chat { via = https, auth = session }
  }

  silent "a token in the first message" {
    actor visitor
    process chat : web-app
    visitor -> chat { via = wss, auth = token }
  }

  asks "how are they recognised?" {
    actor visitor
    process chat : web-app
    visitor -> chat { via = wss }
  }
}
