use std.supply-chain

/// The build takes components of others, and no list says which ones are in which release.
///
/// On the day on which a weakness becomes known, the first question is where the component is. Without a list the
/// search takes days; attackers take hours.
rule supply.unknown-components "Nobody knows what {this} builds in" {
  stride          = tampering
  on              = build-pipeline
  when            = any(this.outgoing, f: f.to is public-registry or f.to is library)
                    or any(this.incoming, g: g.from is library)
  unless          = this has component-inventory
  reduces         = [dependency-scanning, patching]
  likelihood      = low
  impact          = medium
  fix             = """
    Let {this} write a list of all components with each release, keep the lists, and compare them daily with new
    weaknesses.
  """
  false-positives = "Dismiss it when lock files in the source say the same, and releases can be traced to them."
  refs            = ["A06:2021", "A03:2025", "ASVS-5.0-15.1.2"]

  fires {
    process builder : build-runner
    external index : npm-registry { trust = partner }
    builder -> index { via = https }
  }

  answered "there is a list" {
    process builder : build-runner { controls = component-inventory }
    external index : npm-registry { trust = partner }
    builder -> index { via = https }
  }

  silent "nothing of others" {
    process builder : build-runner
    store index : package-registry
    builder -> index { via = https }
  }
}
