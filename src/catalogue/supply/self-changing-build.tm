/// The pipeline may write to the repository from which it builds.
///
/// Whoever runs code in one build, through a package or a plug-in, plants it in the source and is then part of every
/// later build, past those who review.
rule supply.self-changing-build "A build in {from} can change the source in {to}" {
  stride          = [elevation-of-privilege, tampering]
  on              = flow
  when            = from is build-pipeline and to is source-repository and write in flow.access
  unless          = to has code-review or from has least-privilege
  reduces         = [sandboxing, audit-log, key-rotation]
  likelihood      = low
  impact          = max(medium, rating(to))
  fix             = "Let {from} only read {to}; where it must write, on branches of its own that a person merges."
  false-positives = "Dismiss it when {from} can only set tags and marks, and no branch."
  refs            = ["CWE-250", "T1195.002", "T1677", "A08:2021", "A08:2025"]

  fires {
    process builder : build-pipeline
    store code : source-repository
    builder -> code { via = https, access = [read, write] }
  }

  answered "a person merges" {
    process builder : build-pipeline
    store code : source-repository { controls = code-review }
    builder -> code { via = https, access = [read, write] }
  }

  answered "few rights" {
    process builder : build-pipeline { controls = least-privilege }
    store code : source-repository
    builder -> code { via = https, access = [read, write] }
  }

  silent "it only reads" {
    process builder : build-pipeline
    store code : source-repository
    builder -> code { via = https, access = read }
  }

  asks "does it write?" {
    process builder : build-pipeline
    store code : source-repository
    builder -> code { via = https }
  }
}
