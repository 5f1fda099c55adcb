use std.identity

/// A service acts in the name of its callers, with all their rights and towards everybody.
///
/// Whoever takes the service over waits for an administrator to call, and then is that administrator everywhere.
rule identity.unbounded-delegation "{to} can act as {from} everywhere" {
  stride          = [elevation-of-privilege, spoofing]
  on              = flow
  when            = flow.impersonates and to.trust <= from.trust
  unless          = flow has constrained-delegation or to has constrained-delegation
  reduces         = [short-lived-tokens, least-privilege, tiered-administration]
  likelihood      = low
  impact          = max(medium, rating(from))
  fix             = """
    Let {to} act for {from} towards named services only, with a token for each, and never for administrators.
  """
  false-positives = "Dismiss it when {to} is the only service that {from} may use anyway."
  refs            = ["CWE-266", "CAPEC-122", "T1558", "T1134"]

  fires {
    process shop
    process printer
    shop -> printer { via = https, impersonates = true }
  }

  answered "named services only" {
    process shop
    process printer { controls = constrained-delegation }
    shop -> printer { via = https, impersonates = true }
  }

  silent "with rights of its own" {
    process shop
    process printer
    shop -> printer { via = https, impersonates = false }
  }
}
