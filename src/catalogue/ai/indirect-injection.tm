use std.ai

/// An agent or a model fetches pages, mails or documents that somebody outside wrote. Instructions hidden in them
/// work like instructions of its owner.
///
/// The attacker never talks to the agent. They leave a text where it will be read, and it acts with the rights of
/// the person it works for.
rule ai.indirect-injection "{from} obeys text that it reads in {to}" {
  stride          = [tampering, elevation-of-privilege]
  on              = flow
  when            = (from is agent or from is llm) and not (to is llm)
                    and (to.trust <= partner
                      or any(to.incoming, g: g.from != from and (g.from.trust <= partner or tainted(g))))
                    and any(flow.returns, d: d.format in [text, html, json, file])
  unless          = from has instruction-separation and from has prompt-filtering
  reduces         = [human-approval, least-privilege, egress-filtering]
  likelihood      = medium
  impact          = max(medium, rating(from))
  fix             = """
    Treat {d} as material that is never obeyed, and let {from} act on it only with rights that its author may
    have.
  """
  false-positives = "Dismiss it when {from} copies {d} unread and no model sees it."
  refs            = ["CWE-1427", "LLM01:2025", "ASI01:2026", "AML.T0051.001"]

  fires {
    data page { class = public, format = html }
    process assistant : agent
    external site
    assistant -> site { via = https, returns = page }
  }

  fires "a store that others fill" {
    data page { class = public, format = html }
    process assistant : agent
    actor author
    store site : file-store
    author -> site { via = https }
    assistant -> site { via = https, returns = page }
  }

  fires "searched only" {
    data page { class = public, format = html }
    process assistant : agent { controls = prompt-filtering }
    external site
    assistant -> site { via = https, returns = page }
  }

  answered "separated and searched" {
    data page { class = public, format = html }
    process assistant : agent { controls = [instruction-separation, prompt-filtering] }
    external site
    assistant -> site { via = https, returns = page }
  }

  silent "only we write there" {
    data page { class = public, format = html }
    process assistant : agent
    external site { trust = internal }
    assistant -> site { via = https, returns = page }
  }

  asks "what comes back?" {
    data page { class = public, format = html }
    process assistant : agent
    external site
    assistant -> site { via = https }
  }
}
