use std.kubernetes

/// Pods without limits take as much of the machine as they can get.
///
/// A flood of requests or a leak in one program then starves its neighbours, and at last the machine.
rule kubernetes.starvation "{p} can take the machines of {this} away from everybody else" {
  stride          = denial-of-service
  on              = kubernetes-cluster
  when            = any(this.elements, p: p is process and tainted(p) and any(this.elements, q: q != p and q is process
                        and q.availability >= high))
  unless          = this has workload-limits
  reduces         = [rate-limit, redundancy, workload-isolation]
  likelihood      = low
  impact          = medium
  fix             = "Give every container in {this} limits for processor and memory, and every namespace a quota."
  false-positives = "Dismiss it when {p} runs on machines of its own."
  refs            = ["CWE-770", "CAPEC-130", "T1499", "T1496", "ASVS-5.0-15.2.2"]

  fires {
    actor visitor
    boundary cluster : kubernetes-cluster {
      trust = internal
      process shop
      process till { availability = high }
    }
    visitor -> shop { via = https }
  }

  answered "there are limits" {
    actor visitor
    boundary cluster : kubernetes-cluster {
      trust = internal, controls = workload-limits
      process shop
      process till { availability = high }
    }
    visitor -> shop { via = https }
  }

  silent "nothing else matters there" {
    actor visitor
    boundary cluster : kubernetes-cluster {
      trust = internal
      process shop
      process till { availability = low }
    }
    visitor -> shop { via = https }
  }

  silent "nobody outside has a say" {
    actor visitor { trust = internal }
    boundary cluster : kubernetes-cluster {
      trust = internal
      process shop
      process till { availability = high }
    }
    visitor -> shop { via = https }
  }
}
