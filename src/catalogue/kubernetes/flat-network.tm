use std.kubernetes

/// In a cluster without network policies every pod may talk to every other, across all namespaces.
///
/// The program that strangers reach is then one hop from every database and every internal page of the cluster.
rule kubernetes.flat-network "In {this} nothing keeps {p} from talking to {s}" {
  stride          = elevation-of-privilege
  on              = kubernetes-cluster
  when            = any(this.elements, p: p is process and not (p is container-platform) and tainted(p) and any(p.incoming, f: any(f.callers, o: o.trust < p.trust))
                      and any(this.elements, s: s is store and not connected(p, s)))
  unless          = this has network-segmentation
  reduces         = [mutual-authentication, log-monitoring]
  likelihood      = low
  impact          = medium
  fix             = """
    Refuse all traffic in {this} by default, and allow for each program the few calls that the model shows.
  """
  false-positives = """
    Dismiss it when a service mesh refuses every call that is not on its list, and pods cannot go around it.
  """
  refs            = ["CWE-653", "CAPEC-300", "T1046", "T1210", "ASVS-5.0-13.2.4", "ASVS-5.0-13.2.5"]

  fires {
    actor visitor
    boundary cluster : kubernetes-cluster {
      trust = internal
      process shop
      process books
      store ledger : postgres
    }
    visitor -> shop { via = https }
    books -> ledger { via = sql-tls }
  }

  answered "policies say who may talk" {
    actor visitor
    boundary cluster : kubernetes-cluster {
      trust = internal, controls = network-policy
      process shop
      process books
      store ledger : postgres
    }
    visitor -> shop { via = https }
    books -> ledger { via = sql-tls }
  }

  silent "the program is meant to talk to all" {
    actor visitor
    boundary cluster : kubernetes-cluster {
      trust = internal
      process shop
      process books
      store ledger : postgres
    }
    visitor -> shop { via = https }
    shop -> ledger { via = sql-tls }
  }

  silent "nobody outside comes in" {
    actor visitor { trust = internal }
    boundary cluster : kubernetes-cluster {
      trust = internal
      process shop
      process books
      store ledger : postgres
    }
    visitor -> shop { via = https }
    books -> ledger { via = sql-tls }
  }
}
