use std.ai

/// An agent works for many people and calls its tools with one identity that may do what all of them may.
///
/// Whoever can talk to the agent borrows that identity. The tool has no way to know that this person may not.
rule ai.tool-identity "{from} uses {to} with rights of its own instead of the person it works for" {
  stride          = elevation-of-privilege
  on              = flow
  when            = from is agent and to is tool and any(from.incoming, f: any(f.origins, o: o is actor))
  unless          = flow.authorization == end-user
  reduces         = [least-privilege, human-approval, audit-log]
  likelihood      = low
  impact          = max(medium, rating(this))
  fix             = """
    Let {from} call {to} with a short-lived token of the person it works for, and let {to} decide by that.
  """
  false-positives = "Dismiss it when everybody who may talk to {from} may do everything that {to} can do."
  refs            = ["CWE-441", "ASI03:2026", "LLM06:2025", "ASVS-5.0-8.3.3"]
  supersedes      = privilege.shared-identity

  fires {
    actor employee
    process assistant : agent
    process search : mcp-server
    employee -> assistant { via = https, auth = oidc }
    assistant -> search { via = mcp-http, auth = api-key, authorization = service }
  }

  fires "with people's own data" {
    data salary { class = confidential }
    actor employee
    process assistant : agent
    process search : mcp-server
    employee -> assistant { via = https, auth = oidc }
    assistant -> search { via = mcp-http, auth = api-key, authorization = service, returns = salary }
  }

  answered "the person counts" {
    actor employee
    process assistant : agent
    process search : mcp-server
    employee -> assistant { via = https, auth = oidc }
    assistant -> search { via = mcp-http, auth = api-key, authorization = end-user }
  }

  silent "no person behind it" {
    external employee
    process assistant : agent
    process search : mcp-server
    employee -> assistant { via = https, auth = oidc }
    assistant -> search { via = mcp-http, auth = api-key, authorization = service }
  }
}
