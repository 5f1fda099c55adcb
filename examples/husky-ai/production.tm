// Where the classifier serves. Users come in through the gateway, administrators through the bastion host.

/// A virtual network with what it takes to answer users.
boundary prod-zone : network "Production" {
  trust = internal

  /// The only door for users: checks requests and passes them on.
  process api-gateway : api-gateway "API Gateway" {
    controls = [input-validation, access-control]
    link     = "https://github.com/wunderwuzzi23/huskyai"
  }

  /// A small Python program that loads the model once and then looks at one picture after another.
  process web-service : python-inference-service "Simple Python Web Server" {
    link = "https://github.com/wunderwuzzi23/huskyai"
  }

  /// The only door for administrators and for new versions.
  process bastion : bastion "Bastion Server" {
    link = "https://github.com/wunderwuzzi23/huskyai"
  }

  /// Trained models. Both zones read and write here, and its contents are not encrypted.
  store ml-models-blob : azure-model-registry "Machine-learning models" {
    holds      = stored-ml-models
    encrypted  = false
    encryption = none
    controls   = [role-based-access]
  }

  /// Pictures under examination; they live in memory and nowhere else.
  store uploaded-images-redis : azure-redis "Azure Cache for Redis" {
    holds     = uploaded-images
    role      = cache
    encrypted = false
  }

  /// Who may enter through the bastion host.
  store secret-key-storage : azure-key-vault "Authorised keys storage" {
    holds     = authorized-keys
    encrypted = true
    controls  = [role-based-access]
  }

  /// What happened on the bastion host.
  store bastion-logs-storage : azure-monitor "Bastion logs storage" {
    holds     = bastion-logs
    encrypted = true
    controls  = [access-control]
  }
}

/// Users send pictures here.
entry image-upload on api-gateway "Image upload" {
  access = user
  flows  = user-api-gateway
}

/// The SSH port that two of the written threats are about.
entry ssh-port on bastion "SSH port" {
  access = [infrastructure-admin, deployment-service]
  flows  = [admin-bastion, deployment-bastion]
}

// Answering users.

/// The picture goes in, the verdict comes back.
flow user-api-gateway: user -> api-gateway "Uploads a picture" {
  via       = https
  encrypted = true
  auth      = oidc
  carries   = uploaded-images
}

/// HTTPS in the source's diagram, unencrypted in its list of flows; the list is the more careful guess.
flow api-gateway-web-server: api-gateway -> web-service "Passes the request on" {
  via       = http
  encrypted = false
  carries   = uploaded-images
}

/// No flow of the source touches the cache, although its pictures are said to lie there. The web server
/// is the one that handles them, so we drew this arrow, and marked it as a guess.
flow web-server-uploaded-images: web-service -> uploaded-images-redis "Keeps the picture in memory" {
  inferred = true
  access   = [read, write]
  carries  = uploaded-images
  returns  = uploaded-images
}

flow stored-ml-model-web-server: web-service -> ml-models-blob "Loads the model" {
  access    = read
  returns   = stored-ml-models
  encrypted = false
}

/// Flask and its like run with all the rights of the web server.
flow third-party-tools-web-server: web-service -> third-party-tools "Imports libraries" {
  encrypted = true
}

// Administration.

flow admin-bastion: infrastructure-admin -> bastion "Administers production" {
  via       = ssh
  encrypted = true
  auth      = certificate
  admin     = true
}

/// A new version arrives from the other zone.
flow deployment-bastion: deployment-service -> bastion "Delivers the package" {
  via       = ssh
  encrypted = true
  auth      = certificate
  carries   = [stored-ml-models, source-code-config]
}

flow authorized-keys-bastion: bastion -> secret-key-storage "Looks up who may enter" {
  access    = read
  returns   = authorized-keys
  encrypted = true
}

/// The source calls this flow `bastion-logs-storage`, as it also calls the store; a name is declared once.
flow bastion-bastion-logs: bastion -> bastion-logs-storage "Writes the log" {
  access    = write
  purpose   = telemetry
  carries   = bastion-logs
  encrypted = false
  refs      = ["bastion-logs-storage"]
}

flow bastion-api-gateway: bastion -> api-gateway "Updates the gateway" {
  admin     = true
  encrypted = false
}

flow bastion-web-server: bastion -> web-service "Updates the web server" {
  admin     = true
  encrypted = false
}

flow bastion-stored-ml-model: bastion -> ml-models-blob "Installs a model" {
  admin     = true
  access    = write
  carries   = stored-ml-models
  encrypted = false
}
