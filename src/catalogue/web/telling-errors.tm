use std.web

/// When something fails, strangers are shown how the inside looks: paths, versions, queries, addresses.
///
/// Each message saves the attacker an hour. Some hand over keys, because a whole configuration was printed.
rule web.telling-errors "Errors of {this} tell strangers about its inside" {
  stride          = information-disclosure
  on              = [web-app, web-service]
  when            = any(this.incoming, f: any(f.callers, o: o.trust == untrusted)) and any(this.data, d: d.class >= confidential)
  unless          = this has error-sanitisation
  reduces         = [secret-vault, log-monitoring]
  likelihood      = very-low
  impact          = low
  fix             = """
    Answer errors in {this} with a short sentence and a number, and keep the rest in the log under that number.
  """
  false-positives = "Dismiss it when the source text of {this} is public and it keeps no secrets in its memory."
  refs            = ["CWE-209", "CAPEC-54", "T1592", "A05:2021", "A10:2025", "ASVS-5.0-16.5.1", "ASVS-5.0-13.4.2"]

  fires {
    data account { class = confidential }
    actor customer
    process bank : web-app
    customer -> bank { via = https, returns = account }
  }

  answered "errors say little" {
    data account { class = confidential }
    actor customer
    process bank : web-app { controls = error-sanitisation }
    customer -> bank { via = https, returns = account }
  }

  silent "nothing to hide" {
    data account { class = public }
    actor customer
    process bank : web-app
    customer -> bank { via = https, carries = [], returns = account }
  }

  silent "only we see them" {
    data account { class = confidential }
    actor customer { trust = internal }
    process bank : web-app
    customer -> bank { via = https, returns = account }
  }

  asks "how is it classified?" {
    data account
    actor customer
    process bank : web-app
    customer -> bank { via = https, returns = account }
  }
}
