// What is done about the threats, and what was only suggested. The source calls the first `active` and
// the second `suggested`; here they are `implemented` and `proposed`, and only the first close anything.

// Images in, verdicts out.

/// If a picture takes the decoder over, the decoder should have nothing worth taking.
control sandboxing-for-image-processing : sandboxing "Decode images in a sandbox" {
  on       = web-service
  against  = buffer-overflow-image-processing
  status   = proposed
  priority = medium
}

/// Type, size and structure of an upload are checked before a decoder sees it.
control owasp-file-upload-guidelines : file-validation "Follow the OWASP guide to file uploads" {
  on         = [user-api-gateway, web-service]
  against    = buffer-overflow-image-processing
  status     = proposed
  priority   = very-high
  technology = "OWASP File Upload Cheat Sheet"
}

/// Attackers who must guess pixels need many questions.
control api-rate-limiting : rate-limit "Limit requests for each client" {
  on       = user-api-gateway
  against  = perturbation-attack
  status   = proposed
  priority = high
}

/// The network sees misleading pictures in training, and learns not to be misled.
control adversarial-training : adversarial-training "Train with adversarial images" {
  on       = web-service
  against  = perturbation-attack
  status   = proposed
  priority = medium
}

/// Pictures that look made to mislead are found before the network looks at them.
control input-filtering : adversarial-input-detection "Filter adversarial images" {
  on       = web-service
  against  = perturbation-attack
  status   = proposed
  priority = high
}

/// "I am not sure" is an answer too.
control confidence-thresholding : confidence-threshold "Do not trust every confident answer" {
  on       = web-service
  against  = perturbation-attack
  status   = proposed
  priority = medium
}

// Pictures that users uploaded.

/// They are not written to any disk, and they are not very sensitive to begin with.
control in-memory-image-storage : data-minimisation "Uploaded images stay in memory" {
  on       = uploaded-images-redis
  against  = sensitive-image-exposure
  status   = implemented
  priority = medium
}

/// Only the program that needs a picture can read the memory in which it lies.
control memory-access-restrictions : access-control "Restrict access to memory" {
  on         = [web-service, uploaded-images-redis]
  against    = sensitive-image-exposure
  status     = proposed
  priority   = low
  technology = "process isolation, no debuggers"
}

/// What lies in the cache is encrypted, and does not lie there for long.
control secure-cache-handling : encryption-at-rest "Encrypt the cache and evict early" {
  on       = uploaded-images-redis
  against  = sensitive-image-exposure
  status   = proposed
  priority = low
}

/// A picture that has been looked at is overwritten.
control in-memory-data-lifecycle-management : secure-erasure "Clear images from memory after use" {
  on       = [web-service, uploaded-images-redis]
  against  = sensitive-image-exposure
  status   = proposed
  priority = low
}

// Code of others.

/// Libraries come over TLS, from the server that they claim to come from.
control validate-tls-certificate-checks : encryption-in-transit "Check TLS and certificates" {
  on       = [
    third-party-tools-web-server,
    third-party-tools-gather-images,
    third-party-tools-jupyter-notebook,
  ]
  against  = supply-chain-attack
  status   = proposed
  priority = very-high
}

/// Known weaknesses and malicious packages are looked for regularly, and the bad ones mended.
control sca-and-patching-for-third-party-libraries : dependency-scanning "Scan and patch libraries" {
  on       = [web-service, gather-images, jupyter]
  against  = supply-chain-attack
  status   = proposed
  priority = very-high
}

// Training data, notebooks and models.

/// Roles and attributes decide who may touch a blob.
control access-control-for-azure-blobs : access-control "Control access to the blobs" {
  on         = [training-images-blob, ml-models-blob]
  against    = [image-tampering, model-tampering]
  status     = implemented
  priority   = very-high
  technology = "Azure RBAC and ABAC"
}

/// Each access leaves a record, and somebody's alarm system reads it.
control access-logging-for-azure-blob : storage-access-logging "Log access to the blobs" {
  on       = [training-images-blob, ml-models-blob]
  against  = [image-tampering, model-tampering]
  status   = proposed
  priority = high
}

/// A copy that the thief of the first key cannot reach.
control backup-for-azure-blob-storage : backup "Back up the blobs under other credentials" {
  on       = [training-images-blob, ml-models-blob]
  against  = [image-tampering, model-tampering]
  status   = proposed
  priority = high
}

/// Pictures, notebooks and models are compared with a hash from before.
control store-and-check-hashes : integrity-checking "Store and check hashes" {
  on       = [training-images-blob, jupyter, ml-models-blob]
  against  = [image-tampering, model-tampering, notebook-tampering]
  status   = proposed
  priority = high
}

/// Roles and attributes decide who may open a notebook.
control jupyter-notebooks-access-control : access-control "Control access to the notebooks" {
  on         = jupyter
  against    = notebook-tampering
  status     = implemented
  priority   = very-high
  technology = "Azure RBAC and ABAC"
}

// The way in for administrators.

/// The SSH port answers to listed addresses and to nobody else.
control network-acl-ssh-restrictions : network-allow-list "SSH from listed addresses only" {
  on       = [bastion, admin-bastion]
  against  = [ssh-compromise-developer-machine, ssh-compromise-vulnerability]
  status   = proposed
  priority = very-high
}

/// A stolen key file is useless without a passphrase that is hard to guess.
control complex-ssh-passphrases : password-policy "Complex passphrases for SSH keys" {
  on       = [engineer, infrastructure-admin]
  against  = ssh-compromise-developer-machine
  status   = proposed
  priority = medium
}

/// The computers that people work on are patched, up to date and watched.
control developer-machine-security : endpoint-protection "Protect developers' machines" {
  on         = [engineer, infrastructure-admin]
  against    = [ssh-compromise-developer-machine, image-tampering, model-tampering, notebook-tampering]
  status     = proposed
  priority   = very-high
  technology = "EDR and posture management"
}

/// Every login is written down, failed ones too.
control ssh-access-logging : audit-log "Log all SSH access" {
  on       = bastion
  against  = [ssh-compromise-developer-machine, ssh-compromise-vulnerability]
  status   = implemented
  priority = high
}

/// Odd logins at the bastion raise an alarm.
control ssh-access-alarms : log-monitoring "Alarms about SSH access" {
  on       = [bastion, bastion-logs-storage]
  status   = implemented
  priority = high
}

/// The one machine that faces the world is never behind on updates.
control bastion-host-patching-hardening : patching "Patch and harden the bastion host" {
  on       = bastion
  against  = ssh-compromise-vulnerability
  status   = proposed
  priority = very-high
}
