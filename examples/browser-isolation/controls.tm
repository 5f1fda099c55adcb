// What the platform does about its threats. What the source calls `active` is `implemented` here; `suggested` is
// `proposed`, and `under_review` is `in-progress`.

/// Processes, network, users and files of one session are invisible to the others.
control per-session-container-isolation : workload-isolation "A container for each session" {
  on       = [browser-instance, container-runtime, ephemeral-storage]
  against  = [persistent-tracking-fingerprinting, credential-token-leakage, malware-persistence]
  status   = implemented
  priority = very-high
}

/// When the hour is over the container is stopped, whoever is using it.
control forced-session-ttl : session-management "Sessions end in time" {
  on       = [session-orchestrator, policy-engine]
  against  = [credential-token-leakage, ttl-bypass-session-extension, persistent-tracking-fingerprinting]
  status   = implemented
  priority = very-high
}

/// The writable layer goes with its container, at once.
control ephemeral-storage-destruction : secure-erasure "Storage is destroyed at the end" {
  on         = [ephemeral-storage, container-runtime]
  against    = [credential-token-leakage, incomplete-session-cleanup, persistent-tracking-fingerprinting]
  status     = implemented
  priority   = very-high
  technology = "overlay file systems"
}

/// From the encoder to the user's window nobody reads along.
control end-to-end-stream-encryption : encryption-in-transit "The film is encrypted end to end" {
  on         = [encoder-to-proxy, proxy-to-user]
  against    = streaming-layer-exposure
  status     = implemented
  priority   = very-high
  technology = "TLS 1.3"
}

/// Out to the web and nowhere else; nothing comes in on its own.
control network-egress-filtering : egress-filtering "Containers reach the web only" {
  on       = [browser-instance, browser-to-internet]
  against  = [container-escape, malware-persistence]
  status   = implemented
  priority = high
}

/// Nobody opens a session without having logged in, and roles say who may do what.
control strong-control-plane-auth : authentication "Login for the control plane" {
  on         = [user-to-api, admin-to-api]
  against    = [control-plane-unauthorized-session, ttl-bypass-session-extension]
  status     = implemented
  priority   = very-high
  technology = "OAuth, single sign-on, API keys; roles"
}

/// So many sessions for each user and each address, and no more.
control rate-limiting-session-creation : rate-limit "Few new sessions at a time" {
  on       = [user-to-api, api-gateway]
  against  = [resource-exhaustion-dos, control-plane-unauthorized-session]
  status   = implemented
  priority = high
}

/// Sessions, logins and violations leave a trace that cannot be wiped without being noticed.
control audit-logging : tamper-evident-audit-log "The life of a session is recorded" {
  on       = [api-gateway, auth-service, session-orchestrator, audit-log-store]
  against  = [control-plane-unauthorized-session, ttl-bypass-session-extension]
  status   = implemented
  priority = high
}

/// A container gets its share of processor, memory and disk.
control resource-quotas : quota "Each session has its share" {
  on       = [container-runtime, browser-instance, session-orchestrator]
  against  = [resource-exhaustion-dos, malware-persistence]
  status   = implemented
  priority = medium
}

/// A root file system that cannot be written, and a kernel that answers few calls.
control container-hardening : sandboxing "Harden the containers" {
  on         = [browser-instance, container-runtime]
  against    = [container-escape, malware-persistence]
  status     = proposed
  priority   = high
  technology = "seccomp, AppArmor or SELinux, read-only root"
}

/// The next session runs the newest browser.
control browser-auto-updates : patching "The browser is kept up to date" {
  on       = browser-instance
  against  = browser-engine-zero-day
  status   = implemented
  priority = very-high
}

/// What could bring an old session back is taken out of the browser.
control no-session-resume : data-minimisation "Sessions cannot be resumed" {
  on       = browser-instance
  against  = [persistent-tracking-fingerprinting, credential-token-leakage]
  status   = implemented
  priority = medium
}

/// Odd behaviour raises an alarm.
control monitoring-anomaly-detection : log-monitoring "Watch for what is unusual" {
  on       = [container-runtime, session-orchestrator, audit-log-store]
  against  = [container-escape, resource-exhaustion-dos, ttl-bypass-session-extension]
  status   = proposed
  priority = medium
}

/// What does not pass the web filter does not pass at all.
control webrtc-udp-filtering : egress-filtering "Filter WebRTC and UDP" {
  on       = [browser-instance, browser-to-internet]
  against  = [malware-persistence, streaming-layer-exposure]
  status   = in-progress
  priority = medium
}

/// A record of who did what that shows when somebody has touched it.
technique tamper-evident-audit-log : [audit-log, append-only-log] "Tamper-evident audit log" {
  counters = [repudiation, tampering]
}
