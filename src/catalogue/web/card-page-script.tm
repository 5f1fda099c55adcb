use std.web

/// A page on which people type card numbers or passwords loads the program of another company, for counting visitors
/// or telling people from programs.
///
/// That program sees each key. Whoever breaks into the other company reads the cards of all shops that load it, and
/// nothing in ours has changed.
rule web.card-page-script "A script of {to} reads {d} as people type it in pages of {from}" {
  stride          = [information-disclosure, tampering]
  on              = flow
  when            = (from is browser or from is single-page-app or from is web-app or from is embedded-page)
                    and to.trust <= partner
                    and (to is script-provider or to is analytics-provider or to is captcha-provider)
                    and any(from.incoming, f: known(f.carries) and any(f.callers, o: o is actor)
                      and any(f.carries, d: known(d.class) and d.class == secret))
  unless          = from has content-security-policy and from has subresource-integrity
  reduces         = [subresource-integrity, content-security-policy, sandboxing, log-monitoring]
  likelihood      = low
  impact          = min(high, rating(from))
  fix             = """
    Load nothing of {to} on the pages of {from} that ask for {d}, list the scripts that may run there, and let a frame
    of the payment provider take card numbers.
  """
  false-positives = "Dismiss it when {d} is typed into a frame of another site, which scripts of {from} cannot see."
  refs            = ["CWE-829", "CAPEC-446", "T1195.002", "A08:2021", "A03:2025", "ASVS-5.0-3.6.1", "ASVS-5.0-3.4.3"]
  supersedes      = web.third-party-script

  fires {
    data card { class = secret }
    actor customer
    process shop : web-app
    external counter : analytics-provider { trust = partner }
    customer -> shop { via = https, auth = session, carries = card }
    shop -> counter { via = https, carries = [] }
  }

  answered "scripts are listed and pinned" {
    data card { class = secret }
    actor customer
    process shop : web-app { controls = [content-security-policy, subresource-integrity] }
    external counter : analytics-provider { trust = partner }
    customer -> shop { via = https, auth = session, carries = card }
    shop -> counter { via = https, carries = [] }
  }

  silent "nothing secret is typed" {
    data card { class = internal }
    actor customer
    process shop : web-app
    external counter : analytics-provider { trust = partner }
    customer -> shop { via = https, auth = session, carries = card }
    shop -> counter { via = https, carries = [] }
  }

  fires "a script for all pages" {
    data card { class = secret }
    actor customer
    process shop : web-app
    external widgets : script-provider { trust = partner }
    customer -> shop { via = https, auth = session, carries = card }
    shop -> widgets { via = https, carries = [] }
  }
}
