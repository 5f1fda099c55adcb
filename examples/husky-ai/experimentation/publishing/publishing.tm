// The way of code and models to production.

in experimental-zone {
  /// Packs the trained model, the code and the settings, and takes the package to production.
  process deployment-service : deployment-service "Deployment Service" {
    link = "https://github.com/wunderwuzzi23/huskyai"
  }

  /// The repositories.
  store source-code-config-storage : git-hosting "Source code and configuration" {
    holds     = source-code-config
    encrypted = true
    controls  = [role-based-access]
    tags      = ["GitHub"]
  }
}

// Two kinds of thing at once; a type with two parents says so.

/// A service that packages what was built and ships it.
type deployment-service : [service, build-pipeline] "Deployment service"

/// Drawn in the source's diagram, missing from its list of flows.
flow engineer-source-code: engineer -> source-code-config-storage "Pushes code" {
  via     = ssh
  auth    = certificate
  access  = write
  carries = source-code-config
  tags    = ["diagram only"]
}

/// Drawn in the source's diagram, missing from its list of flows.
flow engineer-deployment: engineer -> deployment-service "Starts a deployment" {
  via  = ssh
  auth = certificate
  tags = ["diagram only"]
}

flow ml-model-deployment-service: deployment-service -> ml-models-blob "Fetches the model" {
  access    = read
  returns   = stored-ml-models
  encrypted = false
}

flow source-code-deployment: deployment-service -> source-code-config-storage "Fetches code and settings" {
  access    = read
  returns   = source-code-config
  encrypted = false
}

/// A new version arrives from the other zone.
flow deployment-bastion: deployment-service -> bastion "Delivers the package" {
  via       = ssh
  encrypted = true
  auth      = certificate
  carries   = [stored-ml-models, source-code-config]
}
