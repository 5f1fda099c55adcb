use std.ai

/// The agent sees confidential data, reads text that strangers wrote, and can send something to the outside. The
/// three together are enough for theft.
///
/// An instruction in a text makes the agent put the data into an address, a message or a form. No weakness in the
/// code is needed.
rule ai.data-exfiltration "{this} can be talked into sending {d} outside" {
  stride          = information-disclosure
  on              = agent
  when            = tainted(this) and any(this.data, d: d.class >= confidential)
                    and any(this.outgoing, f: f.to.trust <= partner and not (f.to is llm))
  unless          = this has egress-filtering or this has human-approval or this.autonomy <= approval
  reduces         = [prompt-filtering, instruction-separation, least-privilege, redaction]
  likelihood      = medium
  impact          = max(high, rating(this))
  fix             = """
    Take one of the three from {this}: the data, the foreign text, or the way out; else let a person agree to
    each sending.
  """
  false-positives = "Dismiss it when all that {this} can send goes to the person whose data it is."
  refs            = ["CWE-201", "LLM02:2025", "LLM06:2025", "ASI01:2026", "T1567"]

  fires {
    data mailbox { class = confidential }
    external site
    process assistant : agent
    store mails
    site -> assistant { via = https }
    assistant -> mails { via = https, returns = mailbox }
    assistant -> site { via = https }
  }

  answered "the way out is filtered" {
    data mailbox { class = confidential }
    external site
    process assistant : agent { controls = egress-filtering }
    store mails
    site -> assistant { via = https }
    assistant -> mails { via = https, returns = mailbox }
    assistant -> site { via = https }
  }

  answered "a person agrees" {
    data mailbox { class = confidential }
    external site
    process assistant : agent { controls = human-approval }
    store mails
    site -> assistant { via = https }
    assistant -> mails { via = https, returns = mailbox }
    assistant -> site { via = https }
  }

  answered "it proposes, a person acts" {
    data mailbox { class = confidential }
    external site
    process assistant : agent { autonomy = suggests }
    store mails
    site -> assistant { via = https }
    assistant -> mails { via = https, returns = mailbox }
    assistant -> site { via = https }
  }

  silent "no stranger" {
    data mailbox { class = confidential }
    external site { trust = internal }
    process assistant : agent
    store mails
    site -> assistant { via = https }
    assistant -> mails { via = https, returns = mailbox }
    assistant -> site { via = https }
  }

  asks "how is it classified?" {
    data mailbox
    external site
    process assistant : agent
    store mails
    site -> assistant { via = https }
    assistant -> mails { via = https, returns = mailbox }
    assistant -> site { via = https }
  }
}
