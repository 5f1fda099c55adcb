// Who somebody is, and whether a session may be opened for them.

in control-plane {
  /// Checks who somebody is and hands out tokens.
  process auth-service : login-service "Authentication service" {
    controls = [rate-limit]
  }

  /// Accounts of users, encrypted.
  store user-credential-store : cloud-secret-manager "User credential store" {
    holds     = user-credentials
    encrypted = true
    controls  = [role-based-access]
  }
}

flow auth-to-credential-store: auth-service -> user-credential-store "Compares and stores credentials" {
  encrypted = true
  access    = [read, write]
  carries   = user-credentials
  returns   = user-credentials
}

flow auth-to-orchestrator: auth-service -> session-orchestrator "Asks for a container, for this user" {
  encrypted = true
  carries   = []
}

// Both are two kinds of thing at once; a type with two parents says so.

/// A service that knows who people are.
type login-service : [service, identity-provider] "Login service"

/// Likewise.
type cloud-secret-manager : [vault, networked] "Secrets manager"
