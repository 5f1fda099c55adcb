use std.ai

/// Text from outside goes into a language model, and what comes out becomes code, a query, a call or a page.
///
/// The answer is as trustworthy as the least trusted text behind it. Taken at its word, it carries every injection
/// one step further.
rule ai.output-handling "{this} trusts what a model answered" {
  stride          = [tampering, elevation-of-privilege]
  on              = process
  when            = any(this.outgoing, f: f.to is llm and tainted(f))
                    and (this.executes-code or any(this.outgoing, g: g.to is database or g.to is tool)
                      or any(this.incoming, h: any(h.returns, d: d.format == html)))
  unless          = this has output-validation or this has output-encoding
  reduces         = [sandboxing, parameterised-queries, human-approval]
  likelihood      = low
  impact          = max(medium, rating(this))
  fix             = """
    Treat answers of the model in {this} as input from a stranger: parse them against a schema, encode them,
    bind them.
  """
  false-positives = "Dismiss it when the answer is only one of a few words that {this} compares with a list."
  refs            = ["CWE-1426", "LLM05:2025", "ASI05:2026"]

  fires {
    actor visitor
    process analyst { executes-code = true }
    external model : llm-provider { trust = partner }
    visitor -> analyst { via = https, returns = [] }
    analyst -> model { via = https }
  }

  fires "answers go to a database" {
    actor visitor
    process analyst
    store orders : postgres
    analyst -> orders { via = sql-tls }
    external model : llm-provider { trust = partner }
    visitor -> analyst { via = https, returns = [] }
    analyst -> model { via = https }
  }

  answered "answers are checked" {
    actor visitor
    process analyst { executes-code = true, controls = output-validation }
    external model : llm-provider { trust = partner }
    visitor -> analyst { via = https, returns = [] }
    analyst -> model { via = https }
  }

  answered "answers are encoded" {
    actor visitor
    process analyst { executes-code = true, controls = output-encoding }
    external model : llm-provider { trust = partner }
    visitor -> analyst { via = https, returns = [] }
    analyst -> model { via = https }
  }

  silent "answers are only shown" {
    actor visitor
    process analyst { executes-code = false }
    external model : llm-provider { trust = partner }
    visitor -> analyst { via = https, returns = [] }
    analyst -> model { via = https }
  }

  asks "what does it answer with?" {
    actor visitor
    process analyst
    external model : llm-provider { trust = partner }
    visitor -> analyst { via = https }
    analyst -> model { via = https }
  }
}
