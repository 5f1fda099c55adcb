/// The program gets its passwords as variables of its environment.
///
/// Every child process inherits them, crash reports print them, and a page that shows the configuration shows them too.
rule disclosure.secret-in-environment "The secrets of {this} lie open in its environment" {
  stride          = information-disclosure
  on              = process
  when            = this.reads-environment and any(this.outgoing, f: known(f.auth)
                      and f.auth in [password, api-key, shared-key])
  unless          = this has secret-vault
  reduces         = [error-sanitisation, key-rotation, least-privilege]
  likelihood      = low
  impact          = medium
  fix             = """
    Let {this} fetch its secrets from a vault when it starts, or replace them by an identity that the platform gives
    it.
  """
  false-positives = "Dismiss it when the variables hold only the name of a secret."
  refs            = ["CWE-526", "T1552", "A05:2021", "A02:2025", "ASVS-5.0-13.3.1"]

  fires {
    process shop { reads-environment = true }
    store books : postgres
    shop -> books { via = sql-tls, auth = password }
  }

  answered "they come from a vault" {
    process shop { reads-environment = true, controls = secret-vault }
    store books : postgres
    shop -> books { via = sql-tls, auth = password }
  }

  silent "it reads a file" {
    process shop { reads-environment = false }
    store books : postgres
    shop -> books { via = sql-tls, auth = password }
  }

  silent "no secret" {
    process shop { reads-environment = true }
    store books : postgres
    shop -> books { via = sql-tls, auth = managed-identity }
  }
}
