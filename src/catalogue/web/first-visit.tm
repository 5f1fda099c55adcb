use std.web

/// Somebody types the name of the site, and the browser's first request goes out in clear text.
///
/// Whoever runs the network answers it, shows a copy of the site without the lock, and reads the password.
rule web.first-visit "The first request to {this} can be caught before it is encrypted" {
  stride          = [information-disclosure, spoofing]
  on              = web-app
  when            = any(this.incoming, f: known(f.via) and f.via is https and any(f.callers, o: o.trust == untrusted
                        and (o is actor or o is browser)) and f.auth in [session, password])
  unless          = this has strict-transport
  reduces         = [secure-cookie, anti-phishing]
  likelihood      = very-low
  impact          = low
  fix             = """
    Send `Strict-Transport-Security` for a year with all names of {this}, and put the name on the preload list.
  """
  false-positives = "Dismiss it when the top-level domain is on the preload list as a whole."
  refs            = ["CWE-523", "CAPEC-94", "T1557", "A02:2021", "A04:2025", "ASVS-5.0-3.4.1"]

  fires {
    actor customer
    process shop : web-app
    customer -> shop { via = https, auth = password }
  }

  answered "browsers are told" {
    actor customer
    process shop : web-app { controls = strict-transport }
    customer -> shop { via = https, auth = password }
  }

  silent "nobody logs in" {
    actor customer
    process shop : web-app
    customer -> shop { via = https, auth = none }
  }

  silent "only we come" {
    actor customer { trust = internal }
    process shop : web-app
    customer -> shop { via = https, auth = password }
  }

  asks "does anybody log in?" {
    actor customer
    process shop : web-app
    customer -> shop { via = https }
  }
}
