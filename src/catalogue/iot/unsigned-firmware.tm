use std.iot

/// The device starts whatever lies in its memory, and people who are not ours can get at it.
///
/// Firmware that was changed once stays through every restart and reset, and no update removes it. What the device
/// then says of itself is worth nothing.
rule iot.unsigned-firmware "{this} starts firmware that somebody changed" {
  stride          = [tampering, elevation-of-privilege]
  on              = iot-device
  when            = this.trust <= exposed and (count(this.incoming) > 0 or count(this.outgoing) > 0)
                    and (inside(this, public-place) or this.trust <= partner or tainted(this))
  unless          = this has secure-boot
  reduces         = [tamper-protection, artifact-signing, device-attestation, debug-lock]
  likelihood      = low
  impact          = max(medium, rating(this))
  fix             = """
    Let {this} check from its first instruction on that each stage is signed, with a key that nobody can replace.
  """
  false-positives = "Dismiss it when the program of {this} is in memory that cannot be written."
  refs            = ["CWE-1326", "CAPEC-638", "T1542.001", "T1693.002", "T1693.001"]

  fires {
    process hub
    process lamp : iot-device { trust = untrusted }
    lamp -> hub { via = mqtts }
  }

  answered "it checks when it starts" {
    process hub
    process lamp : iot-device { trust = untrusted, controls = secure-boot }
    lamp -> hub { via = mqtts }
  }

  silent "behind our doors" {
    process hub
    process lamp : iot-device { trust = internal }
    lamp -> hub { via = mqtts }
  }
}
