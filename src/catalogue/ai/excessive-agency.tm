use std.ai

/// An agent may write, delete or start something, and nobody is asked before it does.
///
/// Models misunderstand, and are misled. Whatever the agent may do alone will one day be done for the wrong reason,
/// quickly and often.
rule ai.excessive-agency "{this} changes things on its own" {
  stride          = elevation-of-privilege
  on              = agent
  when            = this.autonomy == acts
                    and any(this.outgoing, f: not (f.to is llm)
                      and (write in f.access or delete in f.access or execute in f.access))
  unless          = this has human-approval or this has least-privilege
  reduces         = [output-validation, quota, audit-log]
  likelihood      = medium
  impact          = max(medium, rating(this))
  fix             = """
    Let {this} propose and a person agree where the action matters, and take away the tools and rights that its
    task does not need.
  """
  false-positives = "Dismiss it when everything that {this} does can be undone, and is looked at before it counts."
  refs            = ["CWE-250", "LLM06:2025", "ASI02:2026"]

  fires {
    process assistant : agent { autonomy = acts }
    store calendar
    assistant -> calendar { via = https, access = write }
  }

  answered "a person agrees" {
    process assistant : agent { autonomy = acts, controls = human-approval }
    store calendar
    assistant -> calendar { via = https, access = write }
  }

  answered "only the tools of its task" {
    process assistant : agent { autonomy = acts, controls = tool-allow-list }
    store calendar
    assistant -> calendar { via = https, access = write }
  }

  silent "it only proposes" {
    process assistant : agent { autonomy = suggests }
    store calendar
    assistant -> calendar { via = https, access = write }
  }

  silent "it only reads" {
    process assistant : agent { autonomy = acts }
    store calendar
    assistant -> calendar { via = https, access = read }
  }

  asks "does it act alone?" {
    process assistant : agent
    store calendar
    assistant -> calendar { via = https, access = write }
  }
}
