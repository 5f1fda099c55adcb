use std.ai

/// Before the agent acts a person has to agree, and the person sees a summary that the agent wrote.
///
/// Whoever steers the agent also writes the summary, and who is asked fifty times a day agrees without reading. The
/// record then says that a person wanted it.
rule ai.approval-fatigue "A person agrees to what {this} does without seeing what it is" {
  stride          = elevation-of-privilege
  on              = agent
  when            = known(this.autonomy) and this.autonomy == approval and tainted(this)
                    and any(this.outgoing, f: not (f.to is llm)
                      and (write in f.access or delete in f.access or execute in f.access))
  unless          = this has informed-approval
  reduces         = [tool-allow-list, output-validation, audit-log]
  likelihood      = low
  impact          = max(medium, rating(this))
  fix             = """
    Show the exact call of {this} with its origin, ask only where it matters, and test now and then whether people
    refuse.
  """
  false-positives = "Dismiss it when the person does the action with their own hands in another program."
  refs            = ["CWE-451", "ASI09:2026", "LLM09:2025"]

  fires {
    actor customer
    process assistant : agent { autonomy = approval }
    store orders
    customer -> assistant { via = https }
    assistant -> orders { via = tls, access = write }
  }

  answered "the person sees what matters" {
    actor customer
    process assistant : agent { autonomy = approval, controls = informed-approval }
    store orders
    customer -> assistant { via = https }
    assistant -> orders { via = tls, access = write }
  }

  silent "it only proposes" {
    actor customer
    process assistant : agent { autonomy = suggests }
    store orders
    customer -> assistant { via = https }
    assistant -> orders { via = tls, access = write }
  }
}
