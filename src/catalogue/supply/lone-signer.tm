use std.supply-chain

/// Whatever is sent to the service for signing is signed, when one person or one job asks.
///
/// Its signature is what every installation believes. One stolen account then signs malware as us, and the key has
/// never left its place.
rule supply.lone-signer "One caller alone gets anything signed by {this}" {
  stride          = [spoofing, tampering]
  on              = signing-service
  when            = any(this.incoming, f: f.from is process or f.from is actor or f.from is development)
  unless          = this has human-approval
                    or (known(this has build-provenance) and this has build-provenance)
                    or (known(this has deployment-approval) and this has deployment-approval)
  reduces         = [audit-log, log-monitoring, multi-factor-authentication, hardware-key-protection]
  likelihood      = low
  impact          = high
  fix             = """
    Let {this} sign only what a known build made from reviewed source, and ask two people for releases and for new
    keys.
  """
  false-positives = "Dismiss it when {this} signs test builds with a key that nobody trusts."
  refs            = ["CWE-654", "T1195.002", "A08:2021", "A08:2025"]

  fires {
    process builder : build-runner
    process signer : signing-service
    builder -> signer { via = https }
  }

  answered "two people agree" {
    process builder : build-runner
    process signer : signing-service { controls = dual-control }
    builder -> signer { via = https }
  }

  answered "it checks the build" {
    process builder : build-runner
    process signer : signing-service { controls = build-provenance }
    builder -> signer { via = https }
  }

  answered "releases are approved" {
    process builder : build-runner
    process signer : signing-service { controls = deployment-approval }
    builder -> signer { via = https }
  }

  silent "nobody calls it" {
    process builder : build-runner
    process signer : signing-service
  }
}
