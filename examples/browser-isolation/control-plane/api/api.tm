// The door for people who want a session, and for those who run the platform.

in control-plane {
  /// The door for every request: ends TLS, checks a request for the first time, passes it on.
  process api-gateway : api-gateway "API gateway" {
    controls = [input-validation]
  }
}

/// Sessions are asked for and ended here; administrators come in by the same door.
entry session-api on api-gateway "Session API" {
  access = [end-user, platform-admin]
  flows  = [user-to-api, admin-to-api]
}

/// The source joins these two zones by password, token and single sign-on; a token lives for an hour.
flow user-to-api: end-user -> api-gateway "Asks for a session" {
  via       = https
  encrypted = true
  auth      = token
}

flow admin-to-api: platform-admin -> api-gateway "Sets policies, runs the platform" {
  encrypted = true
  admin     = true
}

flow api-to-auth: api-gateway -> auth-service "Checks credentials" {
  encrypted = true
  carries   = user-credentials
}

flow api-to-audit: api-gateway -> audit-logger "Reports what happened" {
  encrypted = true
  purpose   = telemetry
  carries   = audit-records
}
