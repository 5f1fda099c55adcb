// Ephemeral browser isolation, after the published model in the OWASP Threat Model Library.
// README.md says how its words map to ours, and what could not be carried over.

/// A browser for an hour, on somebody else's machine.
///
/// Whoever opens a doubtful page does it in a container that exists for this one session. Only pictures of
/// the page leave the container. At the end of the session, or of its time, everything in it is destroyed.
/// The promise is that nothing stays: look for what could make something stay, and for what the pictures
/// pass through on their way.
model browser-isolation "Ephemeral browser isolation" {
  version     = "1.0"
  reviewed    = 2025-12-30
  criticality = medium
  scope       = """
    Asking for a session, running the browser in its container, bringing its picture to the user, and the
    records of all this. Attacks on the kernel of the host and on its hardware, and whoever stands beside the
    machine, are outside.
  """
  tags        = ["exposure: external", "sensitivity: pii, cred, biz", "tier: business-critical"]
}

use std.web

include "control-plane/**/*.tm"
include "runtime/*.tm"
include "streaming/*.tm"
include "threats.tm"
include "controls.tm"

// What there is to lose.

/// Cookies, caches, tokens, passwords and downloads: all that a browser gathers in a session.
data session-artifacts "Browsing artifacts of a session" {
  class      = secret
  credential = true
  personal   = true
  records    = 50000
  tags       = ["pii", "cred", "biz"]
}

/// The pictures of the page on their way to the user, with everything that can be read on them.
///
/// The source lists no such data set, but calls each flow of these pictures sensitive.
data session-video "Picture of the browser" {
  class = confidential
  tags  = ["flows only"]
}

/// Passwords, API keys, tokens and payment details of the platform's own users.
data user-credentials "Account credentials" {
  class      = secret
  credential = true
  personal   = true
  records    = 25000
  tags       = ["cred", "pii"]
}

/// Who opened which session when and from where, and what was refused.
data audit-records "Audit records" {
  class    = confidential
  personal = true
  records  = 1000000
  tags     = ["pii", "biz"]
}

/// The computers that people come with. They may be shared with strangers, or taken over already.
boundary user-endpoint "User endpoints" {
  trust = untrusted

  /// Wants to look at something without being seen, or without catching something.
  actor end-user "End user" { tags = ["user"] }
}

/// Websites and all that is behind them.
boundary public-internet : internet "Public internet" {
  trust = untrusted

  /// Runs a site that attacks browsers or follows people around.
  external malicious-website "Malicious website" { tags = ["third_party"] }
}

// What the platform runs. Its services put themselves into these zones, by `in control-plane { … }` beside their code.

/// Login, orchestration, policies and records: whoever is in here decides about sessions.
boundary control-plane "Control plane" {
  trust = internal

  /// Runs the platform: sets policies and limits, reads the records.
  actor platform-admin "Platform administrator" { tags = ["administrator"] }
}

/// Where strangers' pages run.
boundary runtime : machine "Container runtime" {
  trust = exposed
  refs  = ["container-runtime (zone)"]
}

/// Turns what the browser draws into a film, and brings it to the user.
boundary streaming-layer "Streaming layer" { trust = exposed }

// How it is used. Each step starts at an end of an earlier one.

/// From the wish to look at a page to the picture of the page.
scenario browse "Browse in an isolated session" {
  steps = [
    user-to-api,
    api-to-auth,
    auth-to-credential-store,
    auth-to-orchestrator,
    orchestrator-to-container,
    container-to-browser,
    browser-to-internet,
    browser-to-storage,
    browser-to-encoder,
    encoder-to-proxy,
    proxy-to-user,
  ]
}

/// The session has had its time.
scenario end-session "A session ends" {
  steps  = [policy-to-orchestrator, orchestrator-to-container]
  limits = "One hour, the source says by way of example."
}

/// Who did what?
scenario investigate "Administer and investigate" {
  steps = [admin-to-api, api-to-audit, audit-to-logs, admin-to-audit-logs]
}

// What the source takes for granted. It does not say which threats an assumption settles, so nothing rests on
// these here: what is true of the design is said by controls.

assume namespaces-hold "Namespaces keep sessions from seeing each other" {
  about = [container-runtime, browser-instance], status = confirmed
}
assume zero-days-exist "Browsers have weaknesses that nobody knows yet; a session contains them" {
  about = browser-instance, status = confirmed
}
assume host-holds "The host's kernel, its hardware and the building are somebody else's matter" {
  about = container-runtime, status = confirmed
}
assume stream-end-to-end "The picture is encrypted from encoder to user; the control plane can see frames" {
  about = [video-encoder, stream-proxy], status = confirmed
}
assume storage-goes "Storage is destroyed with its container" {
  about = ephemeral-storage, status = confirmed
}
assume control-plane-is-the-prize "Whoever has the control plane opens sessions and bends policies" {
  about = control-plane, status = confirmed
}
assume time-is-kept "Neither users nor browsers can stretch a session" {
  about = [policy-engine, session-orchestrator], status = confirmed
}
assume egress-can-be-filtered "Traffic out of a container can be filtered fast enough" {
  about = browser-instance, status = confirmed
}
assume webrtc-slips-through "WebRTC and other UDP traffic may pass the filter" {
  about = browser-instance, status = unconfirmed
}
