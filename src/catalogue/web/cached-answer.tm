use std.web

/// Answers for one person pass through a cache that serves everybody.
///
/// A wrong header, or an address with `.css` at its end, and the cache keeps the page with name and balance for the
/// next who asks.
rule web.cached-answer "{from} may keep {d} of one person and show it to another" {
  stride          = information-disclosure
  on              = flow
  when            = (from is cdn or from is caching-proxy) and to is process
                    and any(flow.returns, d: d.class >= confidential or d.personal)
  unless          = from has cache-control or to has cache-control
  reduces         = session-management
  likelihood      = low
  fix             = """
    Send `no-store` with every personal answer of {to}, and let {from} keep only what is marked as shared.
  """
  false-positives = "Dismiss it when {from} is set to pass these paths through and a test shows it."
  refs            = ["CWE-524", "CAPEC-204", "A02:2025", "ASVS-5.0-14.2.5", "ASVS-5.0-14.2.2"]

  fires {
    data account { class = confidential }
    process edge : cdn
    process bank : web-app
    edge -> bank { via = https, returns = account }
  }

  answered "the edge keeps what is shared" {
    data account { class = confidential }
    process edge : cdn { controls = cache-control }
    process bank : web-app
    edge -> bank { via = https, returns = account }
  }

  answered "personal answers say so" {
    data account { class = confidential }
    process edge : cdn
    process bank : web-app { controls = cache-control }
    edge -> bank { via = https, returns = account }
  }

  silent "no cache" {
    data account { class = confidential }
    process edge : reverse-proxy
    process bank : web-app
    edge -> bank { via = https, returns = account }
  }

  silent "meant for everybody" {
    data account { class = public }
    process edge : cdn
    process bank : web-app
    edge -> bank { via = https, returns = account }
  }

  asks "what comes back?" {
    data account { class = confidential }
    process edge : cdn
    process bank : web-app
    edge -> bank { via = https }
  }
}
