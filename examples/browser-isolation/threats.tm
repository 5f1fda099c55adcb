// What people found when they looked at the platform. The rules of the catalogue add theirs by themselves.
// A tag names the risk under which the source gathers threats; likelihood and impact come from there.

/// Wants to know who is who, today and tomorrow, on every site.
persona tracking-advertiser "Advertiser who tracks" {
  skill  = high
  intent = malicious
  trust  = untrusted
  tags   = ["applicability: maximal"]
}

/// Runs sites that infect whoever comes by.
persona malware-operator "Operator of malware" {
  skill  = high
  intent = malicious
  trust  = untrusted
  tags   = ["applicability: high"]
}

/// Collects passwords, tokens and cookies, by bait or on the wire.
persona credential-harvester "Harvester of credentials" {
  skill  = high
  intent = malicious
  trust  = untrusted
  tags   = ["applicability: high"]
}

/// Sits at the same computer, or in the same network, as the user did.
persona shared-endpoint-attacker "Attacker at a shared computer" {
  skill  = high
  intent = malicious
  trust  = untrusted
  tags   = ["applicability: moderate"]
}

/// Wants the platform itself: sessions without end, policies of their own.
persona control-plane-attacker "Attacker of the control plane" {
  skill  = high
  intent = malicious
  trust  = untrusted
  tags   = ["applicability: low"]
}

/// A browser that looks like no other is recognised again, however new its container is.
threat persistent-tracking-fingerprinting "Users are recognised from one session to the next" {
  on         = browser-instance
  attacker   = tracking-advertiser
  linddun    = [linking, identifying]
  likelihood = medium
  impact     = high
  refs       = ["CWE-359", "CAPEC-148"]
  tags       = ["tracking-privacy-violation"]
}

/// While a session lasts, its browser holds tokens and passwords. If it is taken over, or if its storage
/// outlives it, they are somebody else's.
threat credential-token-leakage "Credentials and tokens of a session leak" {
  on         = [browser-instance, container-runtime]
  asset      = session-artifacts
  attacker   = credential-harvester
  stride     = information-disclosure
  likelihood = low
  impact     = very-high
  refs       = ["CWE-522", "CAPEC-204"]
  tags       = ["credential-exposure-risk"]
}

/// Malware looks for a place that the end of the session does not reach.
threat malware-persistence "Malware outlives its session" {
  on         = [browser-instance, container-runtime]
  attacker   = malware-operator
  stride     = [tampering, elevation-of-privilege]
  likelihood = low
  impact     = medium
  refs       = ["CWE-94", "CAPEC-549"]
  tags       = ["browser-zero-day-containment"]
}

/// The session is still open, and somebody else sits down.
///
/// The source puts this threat under no risk, so it has no likelihood and no impact here either.
threat shared-endpoint-session-reuse "A session is taken over at a shared computer" {
  on       = [stream-proxy, api-gateway]
  attacker = shared-endpoint-attacker
  stride   = spoofing
  refs     = ["CWE-384", "CAPEC-60"]
}

/// A weakness of the control plane, or a stolen login, and sessions are opened that nobody ordered.
threat control-plane-unauthorized-session "Sessions are opened without authorisation" {
  on         = [api-gateway, auth-service, session-orchestrator]
  attacker   = control-plane-attacker
  stride     = [spoofing, elevation-of-privilege]
  likelihood = low
  impact     = very-high
  refs       = ["CWE-287", "CAPEC-115"]
  tags       = ["control-plane-compromise"]
}

/// A session that never ends gathers what a short one does not.
threat ttl-bypass-session-extension "A session lasts longer than it may" {
  on         = [policy-engine, session-orchestrator]
  attacker   = control-plane-attacker
  stride     = elevation-of-privilege
  likelihood = low
  impact     = very-high
  refs       = ["CWE-613", "CAPEC-207"]
  tags       = ["control-plane-compromise"]
}

/// One weakness of kernel or runtime, and a page is on the host, beside everybody else's session.
threat container-escape "A page breaks out of its container" {
  on         = [container-runtime, browser-instance]
  attacker   = malware-operator
  stride     = elevation-of-privilege
  likelihood = very-low
  impact     = very-high
  refs       = ["CWE-269", "CAPEC-233"]
  tags       = ["container-isolation-failure"]
}

/// Whoever sees the film sees everything that the user sees, and what is typed.
///
/// The source puts this threat under no risk.
threat streaming-layer-exposure "The picture of a session is watched on its way" {
  on       = [video-encoder, stream-proxy]
  asset    = session-video
  attacker = credential-harvester
  stride   = information-disclosure
  refs     = ["CWE-311", "CAPEC-117"]
}

/// Many sessions at once, or sessions that eat, and none is left for others.
threat resource-exhaustion-dos "Sessions are used up" {
  on         = [api-gateway, session-orchestrator, container-runtime]
  attacker   = control-plane-attacker
  stride     = denial-of-service
  likelihood = medium
  impact     = medium
  refs       = ["CWE-400", "CAPEC-125"]
  tags       = ["availability-dos-risk"]
}

/// Clearing away fails half-way, and the next session on the host finds what the last one left. Two of the
/// source's risks list this; likelihood and impact are those of the graver one.
threat incomplete-session-cleanup "Something of a session stays behind" {
  on         = [container-runtime, session-orchestrator]
  asset      = session-artifacts
  attacker   = shared-endpoint-attacker
  source     = failure
  stride     = information-disclosure
  likelihood = low
  impact     = very-high
  refs       = ["CWE-459", "CAPEC-37"]
  tags       = ["credential-exposure-risk", "container-isolation-failure"]
}

/// The page knows the browser better than its makers do.
threat browser-engine-zero-day "An unknown weakness of the browser is used" {
  on         = browser-instance
  attacker   = malware-operator
  stride     = [tampering, elevation-of-privilege]
  likelihood = low
  impact     = medium
  refs       = ["CWE-416", "CAPEC-233"]
  tags       = ["browser-zero-day-containment"]
}
