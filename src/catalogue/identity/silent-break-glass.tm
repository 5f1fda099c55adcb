use std.identity

/// The account for emergencies may do everything and goes around all checks, and nobody is told when it is used.
///
/// It is the account that an intruder would choose: strong, known to few, and looked at by none until the next
/// emergency.
rule identity.silent-break-glass "{this} can be used without anybody noticing" {
  stride          = [repudiation, elevation-of-privilege]
  on              = break-glass-account
  when            = any(this.outgoing, f: f.admin)
  unless          = this has log-monitoring or all(this.outgoing, g: not g.admin or g.to has log-monitoring)
  reduces         = [key-rotation, hardware-key-protection, audit-log]
  likelihood      = low
  impact          = very-high
  fix             = """
    Wake somebody each time {this} logs in, change its proof after each use, and try the alarm once a quarter.
  """
  false-positives = "Dismiss it when two people must open a sealed place before {this} can be used."
  refs            = ["T1078", "M1026", "A09:2021", "A09:2025"]

  fires {
    actor emergency : break-glass-account { trust = restricted }
    process console
    emergency -> console { via = https, admin = true }
  }

  answered "an alarm" {
    actor emergency : break-glass-account { trust = restricted, controls = log-monitoring }
    process console
    emergency -> console { via = https, admin = true }
  }

  answered "an alarm at the far end" {
    actor emergency : break-glass-account { trust = restricted }
    process console { controls = log-monitoring }
    emergency -> console { via = https, admin = true }
  }

  silent "no administration" {
    actor emergency : break-glass-account { trust = restricted }
    process console
    emergency -> console { via = https, admin = false }
  }
}
