// Where administrators and new versions come in.

in prod-zone {
  /// The only door for administrators and for new versions.
  process bastion : bastion "Bastion Server" {
    link = "https://github.com/wunderwuzzi23/huskyai"
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

/// The SSH port that two of the written threats are about.
entry ssh-port on bastion "SSH port" {
  access = [infrastructure-admin, deployment-service]
  flows  = [admin-bastion, deployment-bastion]
}

flow admin-bastion: infrastructure-admin -> bastion "Administers production" {
  via       = ssh
  encrypted = true
  auth      = certificate
  admin     = true
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
