use std.cloud

/// The program can be made to fetch an address or to run code, and at a fixed address its machine hands out the
/// credentials of its role.
///
/// One request that the program was tricked into becomes a key to the account. It is the classic second step of break-
/// ins in clouds.
rule cloud.metadata-credentials "Whoever fools {this} gets the credentials of its role" {
  stride          = [information-disclosure, elevation-of-privilege]
  on              = process
  when            = inside(this, cloud-account) and tainted(this) and not (this is client) and (this.executes-code
                      or any(this.outgoing, f: known(f.target-from-input) and f.target-from-input))
  unless          = this has metadata-hardening or this has egress-filtering
  reduces         = [least-privilege, sandboxing, log-monitoring]
  likelihood      = low
  impact          = max(medium, rating(this))
  fix             = """
    Let the metadata service of {this} answer only requests with a session header and no hop, or block it for the
    program.
  """
  false-positives = "Dismiss it when the machine of {this} has no role."
  refs            = ["CWE-918", "CAPEC-664", "T1552.005", "A01:2025", "ASVS-5.0-13.2.4", "A10:2021"]

  fires {
    actor visitor
    boundary account : cloud-account {
      trust = internal
      process renderer { executes-code = true }
    }
    visitor -> renderer { via = https }
  }

  answered "the service asks for a header" {
    actor visitor
    boundary account : cloud-account {
      trust = internal
      process renderer { executes-code = true, controls = metadata-hardening }
    }
    visitor -> renderer { via = https }
  }

  answered "the address is blocked" {
    actor visitor
    boundary account : cloud-account {
      trust = internal
      process renderer { executes-code = true, controls = egress-filtering }
    }
    visitor -> renderer { via = https }
  }

  silent "it runs only its own code" {
    actor visitor
    boundary account : cloud-account {
      trust = internal
      process renderer { executes-code = false }
    }
    visitor -> renderer { via = https }
  }

  silent "nobody outside has a say" {
    actor visitor { trust = internal }
    boundary account : cloud-account {
      trust = internal
      process renderer { executes-code = true }
    }
    visitor -> renderer { via = https }
  }
}
