use std.kubernetes

/// Something other than the API server talks to the database of the cluster.
///
/// There are no roles and no audit in that database. Who writes there is administrator, and who reads there has every
/// secret.
rule kubernetes.etcd-bypass "{from} goes to {to} past the API server and its checks" {
  stride          = [elevation-of-privilege, information-disclosure, tampering]
  on              = flow
  when            = to is etcd and not (from is kubernetes-api-server) and not (from is etcd)
  unless          = to has access-control or flow.purpose == backup
  reduces         = [network-policy, network-allow-list, encryption-at-rest]
  likelihood      = low
  impact          = high
  fix             = """
    Let the API server alone reach {to}, with a certificate made for that, and take backups on the machine itself.
  """
  false-positives = "Dismiss it when {to} is a database of an application and not that of the cluster."
  refs            = ["CWE-288", "CAPEC-1", "T1552.007", "A01:2021", "A01:2025", "ASVS-5.0-8.3.1"]

  fires {
    process inspector
    store cluster-state : etcd
    inspector -> cluster-state { via = grpcs, auth = mtls }
  }

  answered "it has rights of its own there" {
    process inspector
    store cluster-state : etcd { controls = access-control }
    inspector -> cluster-state { via = grpcs, auth = mtls }
  }

  answered "it only takes a backup" {
    process inspector
    store cluster-state : etcd
    inspector -> cluster-state { via = grpcs, auth = mtls, purpose = backup }
  }

  silent "it is the API server" {
    process inspector : kubernetes-api-server
    store cluster-state : etcd
    inspector -> cluster-state { via = grpcs, auth = mtls }
  }
}
