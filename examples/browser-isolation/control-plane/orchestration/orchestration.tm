// When a session begins, and when it has to end.

in control-plane {
  /// Starts containers, watches the clock, clears away.
  process session-orchestrator : service "Session orchestrator" {
    needs-identity = true
  }

  /// Knows how long a session may last, what it may use and where it may connect to.
  process policy-engine : service "Policy engine"
}

/// Joined by token and public key.
flow orchestrator-to-container: session-orchestrator -> container-runtime "Starts and stops containers" {
  encrypted = true
  auth      = certificate
  carries   = []
}

flow policy-to-orchestrator: policy-engine -> session-orchestrator "Ends sessions in time" {
  encrypted = true
  carries   = []
}
