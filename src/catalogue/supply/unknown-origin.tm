use std.supply-chain

/// What lies in the registry does not say from which source and by which build it was made.
///
/// A release made on somebody's computer looks like one from the pipeline. After an intrusion nobody can tell which
/// releases are good.
rule supply.unknown-origin "Nothing shows that what {from} puts into {to} was built from our source" {
  stride          = [tampering, repudiation]
  on              = flow
  when            = (from is development or from is workstation or from is actor)
                    and to is artifact-registry and not (to is source-repository)
                    and not (from is artifact-registry) and write in flow.access
  unless          = from has build-provenance or to has build-provenance
  reduces         = [artifact-signing, deployment-approval, audit-log]
  likelihood      = low
  impact          = max(medium, rating(to))
  fix             = """
    Let {from} sign for each release which source and which build it came from, and check that before it runs.
  """
  false-positives = "Dismiss it when {to} keeps what is made for one test and thrown away."
  refs            = ["CWE-346", "T1195.002", "A08:2021", "A08:2025"]

  fires {
    process builder : build-runner
    store images : container-registry
    builder -> images { via = https, access = write }
  }

  answered "the build signs for it" {
    process builder : build-runner { controls = build-provenance }
    store images : container-registry
    builder -> images { via = https, access = write }
  }

  silent "it only reads" {
    process builder : build-runner
    store images : container-registry
    builder -> images { via = https, access = read }
  }

  asks "does it write?" {
    process builder : build-runner
    store images : container-registry
    builder -> images { via = https }
  }
}
