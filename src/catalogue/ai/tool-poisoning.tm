use std.ai

/// A tool of somebody else tells the agent in words what it does and how to use it, and may say something else
/// tomorrow. The model obeys these words like its own instructions.
///
/// A sentence in a description sends data along with every call, or makes the agent misuse another tool. The tool need
/// not even be called.
rule ai.tool-poisoning "{to} can tell {from} what to do by describing itself" {
  stride          = [tampering, elevation-of-privilege, information-disclosure]
  on              = flow
  when            = from is agent and to is mcp-server and to.trust <= partner
  unless          = from has tool-vetting or to has tool-vetting
  reduces         = [tool-allow-list, human-approval, egress-filtering, instruction-separation]
  likelihood      = low
  impact          = max(medium, rating(from))
  fix             = """
    Read what {to} says about itself, pin its version and description, and let {from} refuse a changed one.
  """
  false-positives = "Dismiss it when {from} takes the descriptions from a list of your own and not from {to}."
  refs            = ["CWE-829", "ASI04:2026", "LLM03:2025", "AML.T0110"]

  fires {
    process assistant : agent
    external weather : mcp-server { trust = partner }
    assistant -> weather { via = mcp-http }
  }

  answered "the agent pins it" {
    process assistant : agent { controls = tool-vetting }
    external weather : mcp-server { trust = partner }
    assistant -> weather { via = mcp-http }
  }

  silent "a server of our own" {
    process assistant : agent
    external weather : mcp-server { trust = internal }
    assistant -> weather { via = mcp-http }
  }
}
