// Who did what, written down and kept.

in control-plane {
  /// Writes down sessions, logins, violations and what administrators do.
  process audit-logger : audit-service "Audit logger"

  /// Kept for longer than anything else here.
  store audit-log-store : cloud-log-service "Audit log storage" {
    holds     = audit-records
    encrypted = true
    controls  = [role-based-access]
  }
}

flow audit-to-logs: audit-logger -> audit-log-store "Writes the records" {
  encrypted = true
  access    = write
  purpose   = telemetry
  carries   = audit-records
}

flow admin-to-audit-logs: platform-admin -> audit-log-store "Reads the records" {
  encrypted = true
  admin     = true
  access    = read
  returns   = audit-records
}

// Both are two kinds of thing at once; a type with two parents says so.

/// A service that watches the others.
type audit-service : [service, monitoring] "Audit service"

/// The source names the vendor only as "cloud provider".
type cloud-log-service : [log-store, networked] "Managed log service"
