use std.supply-chain

/// The build runs a step that others wrote and names it by a tag or a branch, which its owner can move.
///
/// A stolen account over there changes what runs here, in the next minute, with all secrets of the build.
rule supply.movable-build-step "{this} can become something else over night" {
  stride          = [tampering, elevation-of-privilege]
  on              = build-step
  when            = this.trust <= partner and (count(this.incoming) > 0 or count(this.outgoing) > 0)
  unless          = this has version-pinning
                    or (all(this.incoming, f: f.from has version-pinning)
                      and all(this.outgoing, g: g.to has version-pinning))
  reduces         = [build-isolation, dependency-scanning, egress-filtering, least-privilege]
  likelihood      = low
  impact          = high
  fix             = """
    Name {this} by the hash of a commit that somebody has read, and let a machine propose newer ones.
  """
  false-positives = """
    Dismiss it when {this} belongs to the maker of the build platform, whom you trust with more anyway.
  """
  refs            = ["CWE-829", "T1195.002", "A06:2021", "A03:2025", "A08:2021", "A08:2025"]
  supersedes      = supply.third-party-library

  fires {
    external checkout : build-step { trust = partner }
    process builder : build-runner
    builder -> checkout { via = https }
  }

  answered "pinned" {
    external checkout : build-step { trust = partner, controls = version-pinning }
    process builder : build-runner
    builder -> checkout { via = https }
  }

  answered "the build pins its steps" {
    external checkout : build-step { trust = partner }
    process builder : build-runner { controls = version-pinning }
    builder -> checkout { via = https }
  }

  silent "we wrote it" {
    external checkout : build-step { trust = internal }
    process builder : build-runner
    builder -> checkout { via = https }
  }
}
