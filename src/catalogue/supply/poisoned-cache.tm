use std.supply-chain

/// Builds of different trust read and write one cache.
///
/// A build of a stranger's proposal leaves a changed file there, and the next release is made with it.
rule supply.poisoned-cache "What one build leaves in {this} gets into another" {
  stride          = tampering
  on              = build-cache
  when            = any(this.incoming, f: any(this.incoming, g: f.from.trust < g.from.trust
                      or (f.from != g.from and tainted(f.from) and not tainted(g.from))))
  unless          = this has integrity-checking or this has tenant-isolation
  reduces         = [build-isolation, access-control, ephemeral-builds]
  likelihood      = low
  impact          = high
  fix             = """
    Give builds that are not trusted a cache of their own, and let releases take nothing from {this} unchecked.
  """
  false-positives = """
    Dismiss it when entries of {this} are found by a hash of everything they are made from, by the builder itself.
  """
  refs            = ["CWE-349", "CAPEC-184", "T1195.002", "A08:2021", "A08:2025"]

  fires {
    process proposals : build-runner { trust = exposed }
    process releases : build-runner
    store kept : build-cache
    proposals -> kept { via = https }
    releases -> kept { via = https }
  }

  answered "apart" {
    process proposals : build-runner { trust = exposed }
    process releases : build-runner
    store kept : build-cache { controls = tenant-isolation }
    proposals -> kept { via = https }
    releases -> kept { via = https }
  }

  answered "checked" {
    process proposals : build-runner { trust = exposed }
    process releases : build-runner
    store kept : build-cache { controls = integrity-checking }
    proposals -> kept { via = https }
    releases -> kept { via = https }
  }

  silent "equally trusted" {
    process proposals : build-runner { trust = internal }
    process releases : build-runner
    store kept : build-cache
    proposals -> kept { via = https }
    releases -> kept { via = https }
  }
}
