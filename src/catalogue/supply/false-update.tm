use std.supply-chain

/// Programs in the field fetch their updates here and install them because they came from here.
///
/// Whoever takes over this one server, or its name, runs code on every installation at once.
rule supply.false-update "{this} can bring malicious code to every installation" {
  stride          = [tampering, elevation-of-privilege]
  on              = update-server
  when            = any(this.incoming, f: f.from.trust <= exposed) or any(this.outgoing, g: g.to.trust <= exposed)
  unless          = this has artifact-signing
                    or (all(this.incoming, h: h.from has artifact-signing or h.from.trust > exposed)
                      and all(this.outgoing, i: i.to has artifact-signing or i.to.trust > exposed))
  reduces         = [trusted-publishing, deployment-approval, storage-access-logging, certificate-pinning]
  likelihood      = low
  impact          = very-high
  fix             = """
    Sign updates where {this} has no access, and let installations refuse what does not carry the signature.
  """
  false-positives = "Dismiss it when {this} only says that a version exists and people fetch it elsewhere."
  refs            = ["CWE-494", "CAPEC-186", "T1195.002", "A08:2021", "A08:2025"]

  fires {
    process app : desktop-app { trust = untrusted }
    process updates : update-server
    app -> updates { via = https }
  }

  answered "updates are signed" {
    process app : desktop-app { trust = untrusted }
    process updates : update-server { controls = artifact-signing }
    app -> updates { via = https }
  }

  answered "installations check" {
    process app : desktop-app { trust = untrusted, controls = artifact-signing }
    process updates : update-server
    app -> updates { via = https }
  }

  silent "inside only" {
    process app : desktop-app { trust = internal }
    process updates : update-server
    app -> updates { via = https }
  }
}
