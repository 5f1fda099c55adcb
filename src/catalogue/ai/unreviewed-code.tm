use std.ai

/// An agent writes source text, and what it writes is merged without a person reading it.
///
/// It repeats the weaknesses of its samples, adds packages that do not exist until an attacker creates them, and obeys
/// what stands in an issue or a comment.
rule ai.unreviewed-code "{from} changes what is built from {to} and nobody reads it" {
  stride          = tampering
  on              = flow
  when            = from is coding-agent and to is source-repository and write in flow.access
  unless          = to has code-review
  reduces         = [static-analysis, dependency-scanning, security-testing, human-approval]
  likelihood      = low
  impact          = max(high, rating(to))
  fix             = """
    Let {from} propose changes on branches of its own, and protect {to} so that a person merges them.
  """
  false-positives = "Dismiss it when nothing that {from} writes is run by anybody else."
  refs            = ["CWE-1426", "LLM05:2025", "ASI05:2026", "A08:2021", "A08:2025"]

  fires {
    process helper : coding-agent
    store code : source-repository
    helper -> code { via = https, access = write }
  }

  answered "a person reads it" {
    process helper : coding-agent
    store code : source-repository { controls = code-review }
    helper -> code { via = https, access = write }
  }

  silent "it only reads" {
    process helper : coding-agent
    store code : source-repository
    helper -> code { via = https, access = read }
  }

  asks "does it write?" {
    process helper : coding-agent
    store code : source-repository
    helper -> code { via = https }
  }
}
