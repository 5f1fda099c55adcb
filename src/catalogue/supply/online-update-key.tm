use std.supply-chain

/// The key that says which update is right lies on the server that hands updates out.
///
/// Whoever gets into the server does not need to break the signature: it signs for them, and there is no higher key
/// with which installations could be told to stop believing it.
rule supply.online-update-key "Whoever gets into {this} can sign with {d}" {
  stride          = [spoofing, tampering]
  on              = update-server
  when            = (known(this.uses) and any(this.uses, d: d.credential))
                    or (known(this.holds) and any(this.holds, d: d.credential))
  unless          = this has dual-control
                    or (
                      known(this has hardware-key-protection)
                      and this has hardware-key-protection
                      and known(this has key-rotation)
                      and this has key-rotation
                    )
  reduces         = [hardware-key-protection, rollback-protection, log-monitoring]
  likelihood      = low
  impact          = high
  fix             = """
    Keep {d} away from {this}: sign releases elsewhere, with keys of which several must agree, and leave on the server
    only a key that says what is newest and that the others can replace.
  """
  false-positives = "Dismiss it when {d} signs nothing and only opens another service."
  refs            = ["CAPEC-474", "T1552.004", "T1195.002"]

  fires {
    data key { class = secret, credential = true }
    process updates : update-server { uses = key }
  }

  answered "several keys must agree" {
    data key { class = secret, credential = true }
    process updates : update-server { uses = key, controls = dual-control }
  }

  answered "in hardware, and replaced" {
    data key { class = secret, credential = true }
    process updates : update-server { uses = key, controls = [hardware-key-protection, key-rotation] }
  }

  silent "nothing that signs" {
    data key { class = secret, credential = false }
    process updates : update-server { uses = key }
  }
}
