// Where strangers' pages run, each session for itself.

in runtime {
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

/// Joined by token.
flow browser-to-encoder: browser-instance -> video-encoder "Hands over what it draws" {
  encrypted = false
  auth      = token
  carries   = session-video
}
