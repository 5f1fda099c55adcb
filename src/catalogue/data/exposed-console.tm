use std.data

/// A page with which administrators work in a database can be opened from outside.
///
/// Such pages are on every list of addresses to try, and have had one weakness after the other. Behind them is the
/// whole database.
rule data.exposed-console "Strangers can open {this} and try to get into the database" {
  stride          = elevation-of-privilege
  on              = database-console
  when            = any(this.incoming, f: any(f.callers, o: o.trust <= partner) and not f.vpn and not f.ip-filtered)
  unless          = this has network-allow-list or this has multi-factor-authentication
  reduces         = [patching, login-throttling, audit-log]
  likelihood      = medium
  impact          = high
  fix             = "Take {this} off the internet, or put a login with a second factor before it."
  false-positives = "Dismiss it when the database behind {this} is a toy."
  refs            = ["CWE-419", "CAPEC-300", "T1190", "A05:2021", "A02:2025", "ASVS-5.0-8.4.2"]

  fires {
    actor keeper
    process page : database-console
    keeper -> page { via = https, auth = password }
  }

  answered "addresses are listed" {
    actor keeper
    process page : database-console { controls = network-allow-list }
    keeper -> page { via = https, auth = password }
  }

  answered "a second factor" {
    actor keeper
    process page : database-console { controls = multi-factor-authentication }
    keeper -> page { via = https, auth = password }
  }

  silent "through a tunnel" {
    actor keeper
    process page : database-console
    keeper -> page { via = https, auth = password, vpn = true }
  }

  silent "from inside" {
    actor keeper { trust = internal }
    process page : database-console
    keeper -> page { via = https, auth = password }
  }
}
