use std.ai

/// A tool that somebody else wrote is started on the machine of the agent, as the same user.
///
/// It reads every file and every key of that user, and may call whom it likes. Most such tools are fetched by name, in
/// the newest version, at every start.
rule ai.local-tool "{this} runs with all rights of whoever starts it" {
  stride          = [elevation-of-privilege, information-disclosure]
  on              = mcp-server
  when            = any(this.incoming, f: known(f.via) and f.via is mcp-stdio)
                    and (this.trust <= partner or (known(this.custom-code) and not this.custom-code))
  unless          = this has sandboxing or inside(this, sandbox) or this has least-privilege
  reduces         = [version-pinning, tool-vetting, egress-filtering]
  likelihood      = low
  impact          = high
  fix             = """
    Start {this} in a container without secrets, with the one folder and the few addresses that it needs.
  """
  false-positives = "Dismiss it when somebody here has read and pinned the source text of {this}."
  refs            = ["CWE-250", "ASI05:2026", "ASI04:2026", "LLM03:2025"]

  fires {
    process assistant : agent
    process files : mcp-server { custom-code = false }
    assistant -> files { via = mcp-stdio }
  }

  answered "boxed in" {
    process assistant : agent
    process files : mcp-server { custom-code = false, controls = sandboxing }
    assistant -> files { via = mcp-stdio }
  }

  answered "in a container" {
    process assistant : agent
    boundary box : container { process files : mcp-server { custom-code = false } }
    assistant -> files { via = mcp-stdio }
  }

  silent "we wrote it" {
    process assistant : agent
    process files : mcp-server { custom-code = true }
    assistant -> files { via = mcp-stdio }
  }
}
