use std.data

/// The port of a database, cache or queue answers the whole internet.
///
/// Such ports are found within the hour, and then only a password and the newest update stand before the data. Many had
/// neither.
rule data.public-endpoint "{this} answers callers from any network" {
  stride          = [elevation-of-privilege, information-disclosure]
  on              = [database, cache, queue, search]
  when            = known(this.network-access) and this.network-access == any and not (this is saas)
  unless          = this has network-allow-list or this has mutual-authentication
  reduces         = [patching, password-policy, access-control, log-monitoring]
  likelihood      = medium
  impact          = max(medium, rating(this))
  fix             = "Give {this} a private address, and let in only the programs that the model shows."
  false-positives = "Dismiss it when the service exists for strangers, such as a public mirror that holds nothing else."
  refs            = ["CWE-1327", "CAPEC-300", "T1190", "T1133", "A05:2021", "A02:2025", "ASVS-5.0-13.2.1"]

  fires {
    store books : postgres { network-access = any }
  }

  answered "addresses are listed" {
    store books : postgres { network-access = any, controls = network-allow-list }
  }

  answered "callers need a certificate" {
    store books : postgres { network-access = any, controls = mutual-authentication }
  }

  silent "a private address" {
    store books : postgres { network-access = private }
  }
}
