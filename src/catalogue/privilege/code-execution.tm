/// The process runs code that it is given or that it writes, and somebody less trusted has a say in what it is
/// given.
///
/// What runs there has all its rights: its files, its keys, its place in the network.
rule privilege.code-execution "Somebody outside can have {this} run code" {
  stride          = [elevation-of-privilege, tampering]
  on              = process
  when            = this.executes-code and tainted(this)
  unless          = this has sandboxing or inside(this, sandbox)
  reduces         = [least-privilege, egress-filtering, authentication, access-control]
  likelihood      = medium
  impact          = max(medium, rating(this))
  fix             = """
    Run that code of {this} in a sandbox of its own: another user, no network, no secrets, and an end after a
    fixed time.
  """
  false-positives = "Dismiss it when all who can decide what {this} runs are its administrators anyway."
  refs            = ["CWE-94", "CAPEC-242", "T1059", "A03:2021", "A05:2025", "ASVS-5.0-1.3.2", "ASVS-5.0-15.2.5"]

  fires {
    actor visitor
    process calculator { executes-code = true }
    visitor -> calculator { via = https }
  }

  answered "in a sandbox" {
    actor visitor
    process calculator { executes-code = true, controls = sandboxing }
    visitor -> calculator { via = https }
  }

  answered "inside a sandbox boundary" {
    actor visitor
    boundary box : sandbox {
      trust = internal
      process calculator { executes-code = true }
    }
    visitor -> calculator { via = https }
  }

  silent "its own code only" {
    actor visitor
    process calculator { executes-code = false }
    visitor -> calculator { via = https }
  }
}
