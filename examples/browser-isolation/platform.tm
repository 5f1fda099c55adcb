// What the platform runs, zone by zone, and how its parts speak to each other.

/// Login, orchestration, policies and records: whoever is in here decides about sessions.
boundary control-plane "Control plane" {
  trust = internal

  /// Runs the platform: sets policies and limits, reads the records.
  actor platform-admin "Platform administrator" { tags = ["administrator"] }

  /// The door for every request: ends TLS, checks a request for the first time, passes it on.
  process api-gateway : api-gateway "API gateway" {
    controls = [input-validation]
  }

  /// Checks who somebody is and hands out tokens.
  process auth-service : login-service "Authentication service" {
    controls = [rate-limit]
  }

  /// Starts containers, watches the clock, clears away.
  process session-orchestrator : service "Session orchestrator" {
    needs-identity = true
  }

  /// Knows how long a session may last, what it may use and where it may connect to.
  process policy-engine : service "Policy engine"

  /// Writes down sessions, logins, violations and what administrators do.
  process audit-logger : audit-service "Audit logger"

  /// Kept for longer than anything else here.
  store audit-log-store : cloud-log-service "Audit log storage" {
    holds     = audit-records
    encrypted = true
    controls  = [role-based-access]
  }

  /// Accounts of users, encrypted.
  store user-credential-store : cloud-secret-manager "User credential store" {
    holds     = user-credentials
    encrypted = true
    controls  = [role-based-access]
  }
}

/// Where strangers' pages run.
boundary runtime : machine "Container runtime" {
  trust = exposed
  refs  = ["container-runtime (zone)"]

  /// Docker or containerd: namespaces, limits, layers of file systems.
  process container-runtime : container-platform "Container runtime engine"

  /// One container, one session; there are many of them beside each other.
  boundary session : container "Isolated session" {
    /// Chromium or Firefox, with nothing but itself in reach.
    process browser-instance : browser "Isolated browser" {
      executes-code  = true
      parses         = [html, json, xml, file, image]
      memory-safe    = false
      runs-in        = container
      multi-tenant   = true
      network-access = selected
    }

    /// A writable layer that goes when the container goes.
    store ephemeral-storage : file-store "Ephemeral storage" {
      holds        = session-artifacts
      encrypted    = false
      multi-tenant = true
      controls     = [access-control]
    }
  }
}

/// Turns what the browser draws into a film, and brings it to the user.
boundary streaming-layer "Streaming layer" {
  trust = exposed

  /// Takes the picture and compresses it.
  process video-encoder : service "Video encoder"

  /// Brings the film out and what the user types in.
  process stream-proxy : reverse-proxy "Stream proxy"
}

/// Sessions are asked for and ended here; administrators come in by the same door.
entry session-api on api-gateway "Session API" {
  access = [end-user, platform-admin]
  flows  = [user-to-api, admin-to-api]
}

/// The film, and the keys and clicks of the user.
entry stream on stream-proxy "Stream" {
  access = end-user
  flows  = proxy-to-user
}

// Asking for a session.

/// The source joins these two zones by password, token and single sign-on; a token lives for an hour.
flow user-to-api: end-user -> api-gateway "Asks for a session" {
  via       = https
  encrypted = true
  auth      = token
}

flow api-to-auth: api-gateway -> auth-service "Checks credentials" {
  encrypted = true
  carries   = user-credentials
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

// Running it.

/// Joined by token and public key.
flow orchestrator-to-container: session-orchestrator -> container-runtime "Starts and stops containers" {
  encrypted = true
  auth      = certificate
  carries   = []
}

flow container-to-browser: container-runtime -> browser-instance "Starts the browser" {
  encrypted = false
  local     = true
  carries   = []
}

/// Out only; what comes back are strangers' pages.
flow browser-to-internet: browser-instance -> malicious-website "Fetches pages" {
  via               = https
  encrypted         = true
  auth              = none
  target-from-input = true
  carries           = session-artifacts
}

flow browser-to-storage: browser-instance -> ephemeral-storage "Keeps cookies, caches, downloads" {
  encrypted = false
  local     = true
  access    = [read, write]
  carries   = session-artifacts
  returns   = session-artifacts
}

// Bringing the picture out.

/// Joined by token.
flow browser-to-encoder: browser-instance -> video-encoder "Hands over what it draws" {
  encrypted = false
  auth      = token
  carries   = session-video
}

flow encoder-to-proxy: video-encoder -> stream-proxy "Hands over the film" {
  encrypted = true
  carries   = session-video
}

/// The source's arrow follows the film, from proxy to user. It is the user who connects.
flow proxy-to-user: end-user -> stream-proxy "Watches and types" {
  encrypted = true
  auth      = token
  returns   = session-video
}

// Keeping order.

flow policy-to-orchestrator: policy-engine -> session-orchestrator "Ends sessions in time" {
  encrypted = true
  carries   = []
}

flow api-to-audit: api-gateway -> audit-logger "Reports what happened" {
  encrypted = true
  purpose   = telemetry
  carries   = audit-records
}

flow audit-to-logs: audit-logger -> audit-log-store "Writes the records" {
  encrypted = true
  access    = write
  purpose   = telemetry
  carries   = audit-records
}

// Administering it.

flow admin-to-api: platform-admin -> api-gateway "Sets policies, runs the platform" {
  encrypted = true
  admin     = true
}

flow admin-to-audit-logs: platform-admin -> audit-log-store "Reads the records" {
  encrypted = true
  admin     = true
  access    = read
  returns   = audit-records
}

/// The source names the vendor only as "cloud provider".
type cloud-log-service : [log-store, networked] "Managed log service"

/// Likewise.
type cloud-secret-manager : [vault, networked] "Secrets manager"

// Two services are two kinds of thing at once; a type with two parents says so.

/// A service that knows who people are.
type login-service : [service, identity-provider] "Login service"

/// A service that watches the others.
type audit-service : [service, monitoring] "Audit service"
