/// The platform ends a workload of one party and starts that of another on the same machine, and something of the
/// first is still there: files, memory, a cache.
///
/// It takes no attack to find it. One clean-up that fails half-way, and a stranger reads the tokens of the last one.
rule disclosure.residual-data "What one workload leaves behind on {this} is found by the next" {
  stride          = information-disclosure
  on              = container-platform
  when            = any(this.outgoing, f: f.to.multi-tenant)
  unless          = this has secure-erasure
  reduces         = [workload-isolation, encryption-at-rest, security-testing]
  likelihood      = low
  impact          = max(medium, rating(this))
  fix             = "Destroy storage and memory of a workload of {this} before anything else may use them, and test that nothing is left when it fails half-way."
  false-positives = "Dismiss it when each party has machines of its own under {this}."
  refs            = ["CWE-459", "CWE-226", "CAPEC-546"]

  fires {
    process desk { multi-tenant = true }
    process host : container-platform
    host -> desk { via = ipc }
  }

  answered "everything is erased" {
    process desk { multi-tenant = true }
    process host : container-platform { controls = secure-erasure }
    host -> desk { via = ipc }
  }

  silent "all for one party" {
    process desk { multi-tenant = false }
    process host : container-platform
    host -> desk { via = ipc }
  }
}
