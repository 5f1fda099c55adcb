/// A key was made or lies on the computer of a person and works on a server too.
///
/// Copies stay in the folder, in its backups and in the chat by which it travelled. Whoever finds one of them is the
/// server.
rule spoofing.carried-key "A copy of {this} stays on {w} and works elsewhere" {
  stride          = [spoofing, information-disclosure]
  on              = data
  when            = this.credential
                    and not this.personal
                    and known(this.lifetime)
                    and this.lifetime in [long-lived, manual, hard-coded]
                    and any(this.places, w: w is workstation)
                    and any(
                      this.places,
                      p: (p is process or p is store)
                        and not p is client
                        and p.trust > partner
                        and not p is vault
                        and not p is identity
                    )
  unless          = any(this.places, h: h is workstation and h has hardware-key-protection)
  reduces         = [endpoint-protection, disk-encryption, secret-scanning, key-rotation]
  likelihood      = low
  impact          = min(high, rating(this))
  fix             = """
    Make {this} where it is used, or in a hardware module, give {w} a credential of its own, and destroy the copies.
  """
  false-positives = "Dismiss it when {this} is what the person logs in with and the server keeps only a hash of it."
  refs            = ["CWE-313", "T1552.004"]

  fires {
    data key { class = secret, credential = true, lifetime = manual }
    external laptop : workstation { trust = internal, holds = key }
    process shop { uses = key }
    laptop -> shop { via = ssh, carries = key }
  }

  answered "it cannot leave the hardware" {
    data key { class = secret, credential = true, lifetime = manual }
    external laptop : workstation { trust = internal, holds = key, controls = hardware-key-protection }
    process shop { uses = key }
    laptop -> shop { via = ssh, carries = key }
  }

  silent "it lives for minutes" {
    data key { class = secret, credential = true, lifetime = short-lived }
    external laptop : workstation { trust = internal, holds = key }
    process shop { uses = key }
    laptop -> shop { via = ssh, carries = key }
  }
}
