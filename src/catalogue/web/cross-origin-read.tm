use std.web

/// A page of one site calls a service of another, so the service must tell browsers which sites may read its answers.
/// Many tell: whoever asks.
///
/// The session cookie goes along. Any page that a person opens can then read what only that person may read.
rule web.cross-origin-read "Pages of strangers can read what {to} answers to {from}" {
  stride          = information-disclosure
  on              = flow
  when            = to is process and from is single-page-app and (flow.auth == session or flow.ambient-credentials)
                    and any(flow.returns, d: d.class >= confidential or d.personal)
  unless          = to has origin-check or (to is forwarding and all(to.outgoing, g: g.to has origin-check
                      or (g.to is forwarding and all(g.to.outgoing, h: h.to has origin-check or h.to is store
                        or (h.to is forwarding and all(h.to.outgoing, i: i.to has origin-check or i.to is store))))))
  reduces         = [same-site-cookie, csrf-token]
  likelihood      = low
  fix             = """
    Compare the origin in {to} with a list, exactly and not by its ending, and never echo it together with
    credentials.
  """
  false-positives = """
    Dismiss it when {from} is served from the same origin as {to}, and {to} sends no CORS headers at all.
  """
  refs            = ["CWE-942", "CAPEC-111", "A05:2021", "A02:2025", "ASVS-5.0-3.4.2", "ASVS-5.0-3.5.8"]

  fires {
    data account { class = confidential }
    process page : single-page-app { trust = untrusted }
    process bank : web-service
    page -> bank { via = https, auth = session, returns = account }
  }

  answered "the origin is checked" {
    data account { class = confidential }
    process page : single-page-app { trust = untrusted }
    process bank : web-service { controls = origin-check }
    page -> bank { via = https, auth = session, returns = account }
  }

  silent "a token that the page adds itself" {
    data account { class = confidential }
    process page : single-page-app { trust = untrusted }
    process bank : web-service
    page -> bank { via = https, auth = token, returns = account }
  }

  silent "nothing to hide" {
    data account { class = public }
    process page : single-page-app { trust = untrusted }
    process bank : web-service
    page -> bank { via = https, auth = session, returns = account }
  }

  asks "how is it recognised?" {
    data account { class = confidential }
    process page : single-page-app { trust = untrusted }
    process bank : web-service
    page -> bank { via = https, returns = account }
  }
}
