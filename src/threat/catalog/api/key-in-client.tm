use std.api

/// A program on the devices of users calls with a key that is the same in every copy.
///
/// Whoever has the program has the key, and calls as the program without being it. It cannot be changed without an
/// update for all.
rule api.key-in-client "The key with which {from} calls {to} is in everybody's hands" {
  stride          = [spoofing, information-disclosure]
  on              = flow
  when            = (from is browser or from is single-page-app or from is mobile-app or from is desktop-app or from is embedded-page)
                    and known(flow.auth)
                    and flow.auth in [api-key, shared-key]
  unless          = flow.authorization == end-user or to has quota
  reduces         = [device-attestation, rate-limit, key-rotation]
  likelihood      = medium
  impact          = min(medium, rating(to))
  fix             = """
    Let the person log in and {to} decide by that, or put a service of ours between {from} and {to} that keeps the
    key.
  """
  false-positives = "Dismiss it when the key only counts calls and opens nothing."
  refs            = [
    "CWE-798",
    "CWE-522",
    "CAPEC-191",
    "T1552.001",
    "API2:2023",
    "A07:2021",
    "A07:2025",
    "ASVS-5.0-13.3.1",
  ]

  fires {
    process app : mobile-app
    process maps : rest-api
    app -> maps { via = https, auth = api-key, authorization = service }
  }

  answered "the person decides" {
    process app : mobile-app
    process maps : rest-api
    app -> maps { via = https, auth = api-key, authorization = end-user }
  }

  answered "there is little to gain" {
    process app : mobile-app
    process maps : rest-api { controls = quota }
    app -> maps { via = https, auth = api-key, authorization = service }
  }

  silent "a server calls" {
    process app : rest-api
    process maps : rest-api
    app -> maps { via = https, auth = api-key, authorization = service }
  }

  silent "a token for one person" {
    process app : mobile-app
    process maps : rest-api
    app -> maps { via = https, auth = token, authorization = service }
  }
}
