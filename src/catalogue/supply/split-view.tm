use std.supply-chain

/// Each installation asks alone what is new, and nobody compares the answers.
///
/// Who owns the server or its key gives one customer a version made for them, well signed, and all others the right
/// one. Nobody ever sees the false one but its victim.
rule supply.split-view "{this} can give one installation another version than all others" {
  stride          = [tampering, repudiation]
  on              = [update-server, package-registry]
  when            = any(
                      this.incoming,
                      f: f.from.trust <= exposed and not (known(f.access) and not read in f.access)
                    )
                    or any(this.outgoing, g: g.to.trust <= exposed and g.to is process)
  unless          = this has release-transparency
  reduces         = [reproducible-builds, version-pinning, artifact-signing]
  likelihood      = very-low
  impact          = high
  fix             = """
    Write each release of {this} into a public log, and let installations refuse what does not stand there.
  """
  false-positives = "Dismiss it when {this} serves a few customers who compare what they got."
  refs            = ["CWE-1293", "T1195.002", "A08:2021", "A08:2025"]

  fires {
    process app : desktop-app { trust = untrusted }
    process updates : update-server
    app -> updates { via = https }
  }

  answered "releases stand in a log" {
    process app : desktop-app { trust = untrusted }
    process updates : update-server { controls = release-transparency }
    app -> updates { via = https }
  }

  silent "inside only" {
    process app : desktop-app { trust = internal }
    process updates : update-server
    app -> updates { via = https }
  }
}
