use std.supply-chain

/// Updates are signed, and an old one is as well signed as the newest.
///
/// An attacker on the way or on the server hands out last year's version with its known holes, mixes parts of several
/// versions, or says for ever that nothing new exists.
rule supply.old-update "{this} can offer a version with known holes as new" {
  stride          = [tampering, denial-of-service]
  on              = update-server
  when            = any(this.incoming, f: f.from.trust <= exposed) or any(this.outgoing, g: g.to.trust <= exposed)
  unless          = this has rollback-protection
                    or (all(this.incoming, h: h.from has rollback-protection or h.from.trust > exposed)
                      and all(this.outgoing, i: i.to has rollback-protection or i.to.trust > exposed))
  reduces         = [artifact-signing, patching, log-monitoring]
  likelihood      = very-low
  impact          = high
  fix             = """
    Sign, with a key that {this} does not have, which parts are newest, belong together, and until when that holds. Let
    installations refuse what is older than what runs, and raise an alarm when no new word comes.
  """
  false-positives = "Dismiss it when people must be able to go back and confirm it themselves."
  refs            = ["CWE-1328", "T1195.002"]

  fires {
    process app : desktop-app { trust = untrusted }
    process updates : update-server
    app -> updates { via = https }
  }

  answered "old versions are refused" {
    process app : desktop-app { trust = untrusted, controls = rollback-protection }
    process updates : update-server
    app -> updates { via = https }
  }

  silent "inside only" {
    process app : desktop-app { trust = internal }
    process updates : update-server
    app -> updates { via = https }
  }
}
