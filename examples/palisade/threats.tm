// What somebody could want, or what could go wrong.

/// A link, a path with `..` or a folder that is exchanged at the right moment leads from the repository to a file of the
/// machine, whose text then stands in a message of the build.
threat reads-outside "A repository makes Palisade show files of the machine" {
  on         = read
  asset      = private-files
  stride     = information-disclosure
  likelihood = high
  impact     = very-high
  refs       = ["CWE-59", "CWE-22", "CWE-367"]
  tree {
    any {
      leaf "A link in place of a model, a configuration, an ignore file or results of tests" {
        blocked-by = one-door-in
      }
      leaf "`include` or `use` of a path outside, or of a file that is no model" { blocked-by = one-door-in }
      leaf "A folder that becomes a link between the look and the opening" { blocked-by = one-door-in }
      leaf "A configuration above the project" { blocked-by = inner-configuration }
    }
  }
}

/// A link where an output is to stand leads to a start-up file of a shell, and the report has the text that its author
/// chose.
threat writes-outside "A repository makes Palisade write files of the machine" {
  on         = store-outputs
  asset      = private-files
  stride     = [tampering, elevation-of-privilege]
  likelihood = high
  impact     = very-high
  refs       = ["CWE-59", "CWE-61"]
  tree {
    any {
      leaf "A link in place of an output, or of a folder on the way" { blocked-by = one-door-out }
      leaf "A model whose name is a path" { blocked-by = one-door-out }
    }
  }
}

/// A build that never ends, or takes the memory of the machine, is a build that nobody runs any more.
threat exhaustion "A small model takes all time or memory" {
  on         = compiler
  asset      = verdict
  stride     = denial-of-service
  likelihood = high
  impact     = medium
  refs       = ["CWE-400", "CWE-407"]
  tree {
    any {
      leaf "Many files, patterns and links, or one file that is very large" { blocked-by = counted-files }
      leaf "A text that the parser or the reader of tests tries in too many ways" { blocked-by = counted-text }
      leaf "A rule that looks at every flow for every flow of every flow" { blocked-by = counted-rules }
      leaf "A picture of thousands of flows, or the same one many times" { blocked-by = counted-pictures }
    }
  }
}

/// Labels, reasons and names of files come from the attacker, and the service that runs the build takes some lines of its
/// log for commands; a viewer takes some text for markup or a script.
threat injection "Text of a model is taken for a command" {
  on         = [print, out]
  asset      = outputs
  stride     = [tampering, elevation-of-privilege]
  likelihood = high
  impact     = high
  refs       = ["CWE-116", "CWE-79", "CWE-150"]
}

/// The build turns green since the model, its configuration or its files say less than before, and nobody sees it.
threat quiet-gate "The gate is loosened in silence" {
  on         = compiler
  asset      = verdict
  stride     = tampering
  likelihood = high
  impact     = very-high
  refs       = ["CWE-693"]
  tree {
    any {
      leaf "A configuration further down that asks for less" { blocked-by = inner-configuration }
      leaf "A file that cannot be read, so that its threats are missing" { blocked-by = broken-is-an-error }
      leaf "Decisions, scope, levels and rules of the repository's own" { blocked-by = listed }
    }
  }
}

/// Power fails, a job is cancelled, a disk is full: a report of one version beside a picture of another misleads.
threat mixed-outputs "Two versions of the outputs stand side by side" {
  on         = store-outputs
  asset      = outputs
  source     = failure
  stride     = tampering
  likelihood = medium
  impact     = medium
}
