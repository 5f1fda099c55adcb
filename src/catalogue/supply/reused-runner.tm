use std.supply-chain

/// Builds run one after the other on a machine that nobody cleans.
///
/// A build leaves a changed tool, a background program or a poisoned cache behind, and the next one, perhaps a
/// release, builds with it.
rule supply.reused-runner "One build on {this} reaches into the next" {
  stride          = [tampering, elevation-of-privilege]
  on              = self-hosted-runner
  when            = count(this.incoming) > 0 or count(this.outgoing) > 0
  unless          = this has ephemeral-builds
  reduces         = [build-isolation, network-segmentation, least-privilege, endpoint-protection]
  likelihood      = low
  impact          = high
  fix             = """
    Start a clean machine for each build of {this} and throw it away, and keep runners for releases apart.
  """
  false-positives = "Dismiss it when {this} builds one project whose developers may release it anyway."
  refs            = ["CWE-653", "T1195.002", "T1525", "A08:2021", "A08:2025"]

  fires {
    store code : source-repository
    process builder : self-hosted-runner
    builder -> code { via = https }
  }

  answered "made anew" {
    store code : source-repository
    process builder : self-hosted-runner { controls = ephemeral-builds }
    builder -> code { via = https }
  }

  silent "it builds nothing yet" {
    store code : source-repository
    process builder : self-hosted-runner
  }

  silent "the provider makes it anew" {
    store code : source-repository
    process builder : hosted-runner
    builder -> code { via = https }
  }
}
