use std.api

/// Another system tells us that something happened by calling an address of ours, and anybody who knows the address can
/// tell us things.
///
/// An invented notice says that the money came or the account was verified, and our side acts on it.
rule api.forged-webhook "Anybody can tell {to} what only {from} should" {
  stride          = [spoofing, tampering]
  on              = flow
  when            = to is webhook-receiver and any(flow.callers, o: o.trust <= partner)
  unless          = to has message-signing or flow has message-signing
                    or (flow.auth == mtls and not (from is forwarding))
                    or (from is forwarding and (from has message-signing or all(from.incoming, g: g.auth == mtls)))
  reduces         = [replay-protection, network-allow-list, schema-validation]
  likelihood      = medium
  impact          = max(medium, rating(this), rating(to))
  fix             = """
    Check the signature and the age of each call in {to} before reading it, and ask {from} again about what matters.
  """
  false-positives = "Dismiss it when a call only makes {to} look at {from} and says nothing by itself."
  refs            = ["CWE-347", "CAPEC-151", "API2:2023", "A08:2021", "A08:2025", "ASVS-5.0-4.1.5"]
  supersedes      = [spoofing.forged-callback, spoofing.unauthenticated-flow]

  fires {
    external bank { trust = partner }
    process ears : webhook-receiver
    bank -> ears { via = https, auth = none }
  }

  fires "about payments" {
    data payment { class = confidential, integrity = very-high }
    external bank { trust = partner }
    process ears : webhook-receiver
    bank -> ears { via = https, auth = none, carries = payment }
  }

  answered "calls are signed" {
    external bank { trust = partner }
    process ears : webhook-receiver { controls = message-signing }
    bank -> ears { via = https, auth = none }
  }

  answered "the caller shows a certificate" {
    external bank { trust = partner }
    process ears : webhook-receiver
    bank -> ears { via = https, auth = mtls }
  }

  answered "this flow is signed" {
    external bank { trust = partner }
    process ears : webhook-receiver
    bank -> ears { via = https, auth = none, controls = message-signing }
  }

  fires "the gateway proves itself and nobody else" {
    external bank { trust = partner }
    process edge : gateway
    process ears : webhook-receiver
    bank -> edge { via = https, auth = none }
    edge -> ears { via = https, auth = mtls }
  }

  answered "the gateway checks signatures" {
    external bank { trust = partner }
    process edge : gateway { controls = message-signing }
    process ears : webhook-receiver
    bank -> edge { via = https, auth = none }
    edge -> ears { via = https, auth = mtls }
  }

  answered "the gateway asks for certificates" {
    external bank { trust = partner }
    process edge : gateway
    process ears : webhook-receiver
    bank -> edge { via = https, auth = mtls }
    edge -> ears { via = https, auth = mtls }
  }

  silent "one of us calls" {
    external bank { trust = internal }
    process ears : webhook-receiver
    bank -> ears { via = https, auth = none }
  }

  fires "a service calls" {
    data payment { class = internal, integrity = high }
    external bank : saas { trust = partner }
    process ears : webhook-receiver
    bank -> ears { via = https, auth = none, carries = payment }
  }
}
