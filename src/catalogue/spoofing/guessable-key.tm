/// A program makes up keys, tokens or codes itself.
///
/// Ordinary random functions repeat themselves and can be computed from a few of their results. Whoever has seen some
/// codes then knows the next one.
rule spoofing.guessable-key "{this} can be guessed from others of its kind" {
  stride          = spoofing
  on              = data
  when            = this.credential
                    and known(this.origin)
                    and this.origin is process
                    and not this.origin is vault
                    and not this.origin is iot-device
                    and not (known(this.origin.custom-code) and not this.origin.custom-code)
  unless          = this.origin has strong-randomness
                    or (known(this.origin has session-management) and this.origin has session-management)
                    or (
                      known(this.origin has hardware-key-protection)
                      and this.origin has hardware-key-protection
                    )
  reduces         = [login-throttling, rate-limit, key-rotation]
  likelihood      = very-low
  impact          = min(high, rating(this))
  fix             = """
    Make {this} with at least 128 bits from the random source of the operating system, and with nothing else.
  """
  false-positives = "Dismiss it when people choose {this} and the program only keeps it."
  refs            = ["CWE-338", "CWE-331", "A02:2021", "A04:2025", "ASVS-5.0-11.5.1"]

  fires {
    data code { class = secret, credential = true, lifetime = short-lived, origin = shop }
    process shop
  }

  answered "from a good source" {
    data code { class = secret, credential = true, lifetime = short-lived, origin = shop }
    process shop { controls = strong-randomness }
  }

  answered "its framework makes it" {
    data code { class = secret, credential = true, lifetime = short-lived, origin = shop }
    process shop { controls = session-management }
  }

  answered "a chip makes it" {
    data code { class = secret, credential = true, lifetime = short-lived, origin = shop }
    process shop { controls = hardware-key-protection }
  }

  silent "a vault makes it" {
    data code { class = secret, credential = true, lifetime = short-lived, origin = shop }
    process shop : vault
  }
}
