/// A program that runs in the hands of its users proves itself with a key that is the same for all of them.
///
/// Whoever has the program has the key: from the package, from memory, from the wire. Then anybody speaks in the name
/// of the program, and to change the key all users have to update.
rule spoofing.secret-in-client "The key that {from} brings along is known to all its users" {
  stride          = spoofing
  on              = flow
  when            = from is client and from is process and not flow.local
                    and (from.trust <= partner or any(from.incoming, f: f.from is actor and f.from.trust <= partner))
                    and known(flow.auth) and flow.auth in [shared-key, api-key]
  unless          = flow.authorization == end-user or from has device-attestation or to has device-attestation
  reduces         = [rate-limit, key-rotation, log-monitoring]
  likelihood      = medium
  fix             = "Let the person log in at {to} instead of {from}, or let each installation get a key of its own."
  false-positives = "Dismiss it when the key names the program for counting only and opens nothing."
  refs            = [
    "CWE-798", "CAPEC-37", "CAPEC-191", "T1552.001", "M1:2024", "API2:2023", "A07:2021", "A07:2025", "ASVS-5.0-13.3.1",
  ]

  fires {
    process app : mobile-app { trust = untrusted }
    process shop
    app -> shop { via = https, auth = api-key }
  }

  fires "on the computer of a stranger" {
    actor customer
    process app : desktop-app
    process shop
    customer -> app { via = in-process }
    app -> shop { via = https, auth = api-key }
  }

  answered "the person decides" {
    process app : mobile-app { trust = untrusted }
    process shop
    app -> shop { via = https, auth = api-key, authorization = end-user }
  }

  answered "the device vouches for it" {
    process app : mobile-app { trust = untrusted }
    process shop { controls = device-attestation }
    app -> shop { via = https, auth = api-key }
  }

  silent "the person logs in" {
    process app : mobile-app { trust = untrusted }
    process shop
    app -> shop { via = https, auth = oidc }
  }
}
