// The cluster, the way into it, and the account around it.

in front {
  /// Ends TLS, limits callers, and passes requests on.
  process door : ingress-controller "Ingress" { redundant = true, memory-safe = true }
}

in system {
  /// The door to the cluster itself. The provider runs it.
  process api : kubernetes-api-server "Cluster API" {
    managed = true, redundant = true, memory-safe = true
  }

  /// Makes the cluster look as the manifests say.
  process gitops : argo-cd "GitOps controller" { memory-safe = true }
}

in frankfurt {
  /// Images from which pods are started.
  store images : aws-ecr "Image registry" { holds = images-of-ours }

  /// Keys and passwords.
  store safe : aws-secrets-manager "Secrets" { holds = service-keys, redundant = true }
}

flow push: operator -> forge "Pushes manifests" {
  via          = ssh
  auth         = certificate
  auth-factors = 2
  access       = write
  carries      = source
}

flow build: pipeline -> forge "Fetches source text" {
  via               = https
  auth              = token
  access            = read
  carries           = []
  returns           = source
  target-from-input = false
}

flow publish: pipeline -> images "Pushes an image" {
  via               = https
  auth              = oidc
  access            = write
  carries           = images-of-ours
  target-from-input = false
}

flow watch: gitops -> forge "Looks for new manifests" {
  via               = https
  auth              = token
  access            = read
  carries           = []
  returns           = source
  target-from-input = false
}

flow apply: gitops -> api "Makes it so" {
  via     = kubernetes-api
  auth    = token
  access  = [read, write, delete]
  admin   = true
  carries = source
}

flow look: operator -> api "Looks at pods and logs" {
  via           = kubernetes-api
  auth          = oidc
  auth-factors  = 2
  authorization = end-user
  access        = read
  admin         = true
  carries       = []
  returns       = []
}

flow pull: api -> images "Pods are started from images" {
  via               = https
  auth              = managed-identity
  access            = read
  carries           = []
  returns           = images-of-ours
  target-from-input = false
}

// The cluster.

control restricted : pod-security "Pods are restricted" {
  on         = cluster
  status     = implemented
  technology = "Pod Security Admission"
  evidence   = file "examples/kubernetes/platform/manifests/namespaces.yaml"
}

control calls : network-policy "Calls that are not on the list are refused" {
  on         = cluster
  status     = implemented
  technology = "Cilium"
  evidence   = file "examples/kubernetes/platform/manifests/network-policies.yaml"
}

control no-tokens : token-minimisation "Pods have no key to the API" {
  on       = cluster
  status   = implemented
  evidence = file "examples/kubernetes/platform/manifests/namespaces.yaml"
}

control limits : workload-limits "Every pod has limits" {
  on       = cluster
  status   = implemented
  evidence = file "examples/kubernetes/platform/manifests/namespaces.yaml"
}

control signed : image-verification "Only our signed images start" {
  on         = [cluster, images, api]
  status     = implemented
  technology = "Sigstore, Kyverno"
  evidence   = file "examples/kubernetes/platform/manifests/verify-images.yaml"
}

/// The door and the shop share machines with the order service until the second group of machines is there.
control own-machines : workload-isolation "The front has machines of its own" {
  on       = cluster
  status   = planned
  priority = medium
  owner    = @jon
  due      = 2027-02-26
  ticket   = "TIX-131"
}

control names-of-changes : audit-log "Changes of the cluster are recorded" {
  on       = api
  status   = implemented
  evidence = file "examples/kubernetes/operations/records.md"
}

control door-patches : patching "The ingress is at most a week behind" {
  on       = [door, gitops]
  status   = implemented
  evidence = file "examples/kubernetes/operations/updates.md"
}

// From source text to pods.

control second-pair : code-review "A second person reads every change" {
  on         = forge
  status     = implemented
  technology = "protected branches"
  evidence   = file "examples/kubernetes/operations/updates.md"
}

control history : audit-log "The forge keeps who pushed and who approved" {
  on       = forge
  status   = implemented
  evidence = file "examples/kubernetes/operations/records.md"
}

control no-secrets : secret-scanning "Pushes with secrets are refused" {
  on       = forge
  status   = implemented
  evidence = file "examples/kubernetes/operations/updates.md"
}

// The account.

control baseline : configuration-baseline "Settings follow a baseline" {
  on         = account
  status     = implemented
  technology = "CIS Benchmarks, checked nightly"
  evidence   = file "examples/kubernetes/operations/baseline.md"
}

control trail : audit-log "Calls of the account are recorded elsewhere" {
  on       = account
  status   = implemented
  evidence = file "examples/kubernetes/operations/records.md"
}

control nothing-public : public-access-block "Nothing in the account can be public" {
  on       = files
  status   = implemented
  evidence = file "examples/kubernetes/operations/baseline.md"
}

control narrow-roles : least-privilege "A role for each service" {
  on         = [orders, printer]
  status     = implemented
  technology = "IAM roles for service accounts"
  evidence   = file "examples/kubernetes/platform/manifests/roles.yaml"
}

control narrow-stores : access-control "Stores know their callers" {
  on       = [books, files, images, safe]
  status   = implemented
  evidence = file "examples/kubernetes/platform/manifests/roles.yaml"
}

control copies : backup "Nightly copies in another account, restored every quarter" {
  on       = [books, files]
  status   = implemented
  evidence = file "examples/kubernetes/operations/restore-test.md"
}

control forgetting : retention-deletion "Orders go after three years" {
  on       = [books, events]
  status   = implemented
  evidence = file "examples/kubernetes/operations/records.md"
}

control vaulted : secret-vault "Services fetch their keys when they start" {
  on       = [orders, printer]
  status   = implemented
  evidence = file "examples/kubernetes/platform/manifests/roles.yaml"
}
