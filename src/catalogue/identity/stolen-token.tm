use std.identity

/// A bearer token stands for a person, and works for whoever has it. It lies in the browser, in logs or in a history
/// of addresses, and is valid for long.
///
/// No password and no second factor is asked for again. The owner notices nothing, and a new password does not end it.
rule identity.stolen-token "A token of {from} works for a thief at {to}" {
  stride          = spoofing
  on              = flow
  one             = to
  when            = flow.auth in [token, oidc] and to is process and not (to is forwarding)
                    and any(flow.callers, o: o is actor or o is client)
                    and any(flow.data, d: d.class >= confidential or d.integrity >= high)
  unless          = to has short-lived-tokens or to has token-binding or to has session-management
                    or (from is forwarding and (from has short-lived-tokens or from has token-binding))
                    or any(to.outgoing, i: i.to is identity and i.to has short-lived-tokens)
                    or any(from.outgoing, j: j.to is identity and j.to has short-lived-tokens)
  reduces         = [log-monitoring, content-security-policy]
  likelihood      = low
  impact          = account(this)
  fix             = """
    Let {to} accept tokens for minutes only, or bind them to a key of {from}, and end them all at logout.
  """
  false-positives = """
    Dismiss it when the provider of the tokens is known to keep them short and {to} checks their time.
  """
  refs            = [
    "CWE-613", "CAPEC-60", "T1528", "T1550.001", "A07:2021", "A07:2025", "API2:2023", "ASVS-5.0-9.2.1",
  ]
  supersedes      = spoofing.session-hijack

  fires {
    data invoice { class = confidential }
    actor customer
    process shop
    customer -> shop { via = https, auth = token, returns = invoice }
  }

  answered "tokens are short" {
    data invoice { class = confidential }
    actor customer
    process shop { controls = short-lived-tokens }
    customer -> shop { via = https, auth = token, returns = invoice }
  }

  answered "tokens are bound to a key" {
    data invoice { class = confidential }
    actor customer
    process shop { controls = token-binding }
    customer -> shop { via = https, auth = token, returns = invoice }
  }

  silent "no token" {
    data invoice { class = confidential }
    actor customer
    process shop
    customer -> shop { via = https, auth = mtls, returns = invoice }
  }
}
