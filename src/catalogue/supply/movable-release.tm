use std.supply-chain

/// A version or a tag that was published can be published again with something else in it.
///
/// What was tested is then not what is installed, though the name is the same. An intruder replaces the version that
/// everybody trusts instead of making a new one.
rule supply.movable-release "A release in {this} can be replaced under its name" {
  stride          = tampering
  on              = [package-registry, container-registry]
  when            = any(this.incoming, f: write in f.access)
                    and any(this.incoming, g: not (known(g.access) and not (read in g.access)))
  unless          = this has immutable-releases
  reduces         = [version-pinning, integrity-checking, storage-access-logging]
  likelihood      = low
  impact          = max(medium, rating(this))
  fix             = """
    Switch {this} to versions and tags that cannot be changed, and install by the hash of the content.
  """
  false-positives = "Dismiss it when whoever installs from {this} names the hash of the content."
  refs            = ["CWE-471", "T1525", "A08:2021", "A08:2025"]

  fires {
    process builder : build-runner
    process shop
    store images : container-registry
    builder -> images { via = https, access = write }
    shop -> images { via = https, access = read }
  }

  answered "they cannot be changed" {
    process builder : build-runner
    process shop
    store images : container-registry { controls = immutable-releases }
    builder -> images { via = https, access = write }
    shop -> images { via = https, access = read }
  }

  silent "nobody writes" {
    process builder : build-runner
    process shop
    store images : container-registry
    builder -> images { via = https, access = read }
    shop -> images { via = https, access = read }
  }

  asks "who writes?" {
    process builder : build-runner
    process shop
    store images : container-registry
    builder -> images { via = https }
    shop -> images { via = https, access = read }
  }
}
