use std.kubernetes

/// Every pod carries a key to the API of the cluster, whether its program needs one or not.
///
/// Code in a pod finds the key in a well-known file. With whatever roles hang on it, it lists secrets, starts pods, and
/// moves on.
rule kubernetes.service-account-token "Programs in {this}, such as {p}, carry keys to its API that they do not need" {
  stride          = elevation-of-privilege
  on              = kubernetes-cluster
  when            = any(this.elements, p: p is process and tainted(p) and not (p is kubernetes-api-server)
                      and not any(p.outgoing, f: f.to is kubernetes-api-server))
  unless          = this has token-minimisation
  reduces         = [role-based-access, network-policy, audit-log]
  likelihood      = low
  impact          = medium
  fix             = """
    Turn off automatic tokens for the service accounts of {this}, and give those that talk to the API a role that
    fits the task.
  """
  false-positives = """
    Dismiss it when the accounts of all pods in {this} have no role at all and anonymous calls are refused.
  """
  refs            = ["CWE-266", "CAPEC-122", "T1528", "T1552.007", "A01:2021", "A01:2025", "ASVS-5.0-13.2.2"]

  fires {
    actor visitor
    boundary cluster : kubernetes-cluster {
      trust = internal
      process shop
      process api : kubernetes-api-server
    }
    visitor -> shop { via = https }
  }

  answered "no token without need" {
    actor visitor
    boundary cluster : kubernetes-cluster {
      trust = internal, controls = token-minimisation
      process shop
      process api : kubernetes-api-server
    }
    visitor -> shop { via = https }
  }

  silent "the program talks to the API" {
    actor visitor
    boundary cluster : kubernetes-cluster {
      trust = internal
      process shop
      process api : kubernetes-api-server
    }
    visitor -> shop { via = https }
    shop -> api { via = kubernetes-api, auth = token }
  }

  silent "nobody outside has a say" {
    actor visitor { trust = internal }
    boundary cluster : kubernetes-cluster {
      trust = internal
      process shop
      process api : kubernetes-api-server
    }
    visitor -> shop { via = https }
  }
}
