use std.supply-chain

/// The build fetches packages from a registry of ours and from a public one, and takes whichever has the higher
/// version.
///
/// Anybody may publish a package under the name of one that exists only inside, with version 99. The build prefers it,
/// and it runs with the rights of the build.
rule supply.dependency-confusion "A stranger can take the name of a package that {from} expects from inside" {
  stride          = [tampering, elevation-of-privilege]
  on              = flow
  when            = to is public-registry and (from is development or from is process)
                    and any(from.outgoing, g: g.to is artifact-registry and not (g.to is public-registry)
                      and g.to.trust > partner)
  unless          = from has registry-scoping or to has registry-scoping
  reduces         = [version-pinning, dependency-scanning, egress-filtering]
  likelihood      = low
  impact          = high
  fix             = """
    Tell {from} for each name which registry it comes from, and take the names of inner packages at {to}.
  """
  false-positives = "Dismiss it when inner packages live in a name space that nobody else can publish to."
  refs            = ["CWE-427", "T1195.001", "A08:2021", "A03:2025", "ASVS-5.0-15.2.4"]

  fires {
    process builder : build-runner
    store packages : package-registry
    external index : npm-registry { trust = untrusted }
    builder -> packages { via = https }
    builder -> index { via = https }
  }

  answered "each name has its place" {
    process builder : build-runner { controls = registry-scoping }
    store packages : package-registry
    external index : npm-registry { trust = untrusted }
    builder -> packages { via = https }
    builder -> index { via = https }
  }

  silent "no packages of our own" {
    process builder : build-runner
    store packages
    external index : npm-registry { trust = untrusted }
    builder -> packages { via = https }
    builder -> index { via = https }
  }
}
