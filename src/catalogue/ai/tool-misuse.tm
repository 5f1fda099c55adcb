use std.ai

/// Strangers have a say in what the agent does, and what it asks of a tool that changes something is done as it
/// stands.
///
/// The right tool with the wrong arguments is enough: another account number, another recipient, all records instead
/// of one. The tool is the last place where this can be noticed.
rule ai.tool-misuse "{to} does what {from} was talked into" {
  stride          = [tampering, elevation-of-privilege]
  on              = flow
  when            = from is agent and to is tool and tainted(from)
                    and (write in flow.access or delete in flow.access or execute in flow.access)
  unless          = to has input-validation or to has command-authorisation or from has human-approval
                    or from.autonomy <= approval
  reduces         = [instruction-separation, prompt-filtering, tool-allow-list, quota]
  likelihood      = low
  impact          = max(medium, rating(this))
  fix             = """
    Let {to} check each argument against what this task may touch, and let a person agree to what cannot be
    undone.
  """
  false-positives = "Dismiss it when {to} offers nothing that the stranger could not do directly."
  refs            = ["CWE-1426", "ASI02:2026", "LLM06:2025", "AML.T0053"]
  supersedes      = tampering.unvalidated-input

  fires {
    actor customer
    process assistant : agent
    process tickets : mcp-server
    customer -> assistant { via = https }
    assistant -> tickets { via = https, access = write }
  }

  fires "on orders that count" {
    data refund { class = internal, integrity = high }
    actor customer
    process assistant : agent { trust = partner }
    process tickets : mcp-server
    customer -> assistant { via = https, carries = refund }
    assistant -> tickets { via = https, access = write, carries = refund }
  }

  answered "a person agrees to each action" {
    actor customer
    process assistant : agent { autonomy = approval }
    process tickets : mcp-server
    customer -> assistant { via = https }
    assistant -> tickets { via = https, access = write }
  }

  answered "the tool checks" {
    actor customer
    process assistant : agent
    process tickets : mcp-server { controls = schema-validation }
    customer -> assistant { via = https }
    assistant -> tickets { via = https, access = write }
  }

  answered "a person agrees" {
    actor customer
    process assistant : agent { controls = human-approval }
    process tickets : mcp-server
    customer -> assistant { via = https }
    assistant -> tickets { via = https, access = write }
  }

  silent "it only reads" {
    actor customer
    process assistant : agent
    process tickets : mcp-server
    customer -> assistant { via = https }
    assistant -> tickets { via = https, access = read }
  }

  asks "what does it do there?" {
    actor customer
    process assistant : agent
    process tickets : mcp-server
    customer -> assistant { via = https }
    assistant -> tickets { via = https }
  }
}
