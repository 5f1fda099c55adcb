use std.kubernetes

/// Nothing in the cluster refuses a pod that asks for the machine: for privileges, for its network, for its files, for
/// root.
///
/// An attacker who gets code into one such pod is administrator of the machine a minute later, and has every secret of
/// every pod on it.
rule kubernetes.unrestricted-pods "A program in {this} that is taken over, such as {p}, takes its machine along" {
  stride          = elevation-of-privilege
  on              = kubernetes-cluster
  when            = any(this.elements, p: p is process and tainted(p))
  unless          = this has pod-security
  reduces         = [admission-policy, workload-isolation, patching, log-monitoring]
  likelihood      = low
  impact          = high
  fix             = """
    Enforce the restricted pod security standard in all namespaces of {this}, and list the few exceptions by name.
  """
  false-positives = "Dismiss it when every pod of {this} runs in a virtual machine of its own."
  refs            = ["CWE-250", "CAPEC-480", "T1611", "T1610", "A05:2021", "A02:2025", "ASVS-5.0-15.2.5"]

  fires {
    actor visitor
    boundary cluster : kubernetes-cluster {
      trust = internal
      process shop
    }
    visitor -> shop { via = https }
  }

  answered "pods are restricted" {
    actor visitor
    boundary cluster : kubernetes-cluster {
      trust = internal, controls = pod-security
      process shop
    }
    visitor -> shop { via = https }
  }

  silent "nobody outside has a say" {
    actor visitor { trust = internal }
    boundary cluster : kubernetes-cluster {
      trust = internal
      process shop
    }
    visitor -> shop { via = https }
  }
}
