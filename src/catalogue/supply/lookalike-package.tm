use std.supply-chain

/// Developers and builds fetch packages by name from a place where anybody may publish.
///
/// One letter wrong, or a name that an assistant made up, and a stranger's code runs at installation. Old packages
/// change hands too, and their new owners are not always kind.
rule supply.lookalike-package "{from} fetches a package from {to} that only looks like the right one" {
  stride          = [tampering, elevation-of-privilege]
  on              = flow
  when            = to is public-registry and to.trust <= partner and not (from is artifact-registry)
                    and not (known(flow.access) and not (read in flow.access))
  unless          = from has dependency-scanning or to has dependency-scanning
  reduces         = [version-pinning, sandboxing, registry-scoping, egress-filtering]
  likelihood      = low
  impact          = high
  fix             = """
    Let {from} fetch from a copy of {to} that holds only packages somebody has looked at, some days after they
    appear.
  """
  false-positives = "Dismiss it when {from} builds from a checked-in copy of all packages and {to} is asked by hand."
  refs            = ["CWE-1357", "CAPEC-630", "T1195.001", "A08:2021", "A03:2025", "LLM09:2025", "ASVS-5.0-15.2.4"]

  fires {
    process builder : build-runner
    external index : pypi { trust = untrusted }
    builder -> index { via = https }
  }

  answered "new packages are looked at" {
    process builder : build-runner { controls = dependency-review }
    external index : pypi { trust = untrusted }
    builder -> index { via = https }
  }

  silent "a registry of our own" {
    process builder : build-runner
    external index : pypi { trust = internal }
    builder -> index { via = https }
  }
}
