use std.kubernetes

/// People and programs change the cluster, and its API keeps no record of who did what.
///
/// After an incident nobody can say whether somebody looked at the secrets, started a shell in a pod, or made a role
/// wider and back.
rule kubernetes.no-api-audit "{this} keeps no record of who changed the cluster" {
  stride          = repudiation
  on              = kubernetes-api-server
  when            = any(this.incoming, f: any(f.callers, o: o is actor or o is external or o is development))
  unless          = this has audit-log
  reduces         = [log-monitoring, just-in-time-access]
  likelihood      = low
  impact          = max(medium, rating(this))
  fix             = """
    Turn on the audit log of {this} for writes and for reads of secrets, and send it where its administrators cannot
    change it.
  """
  false-positives = "Dismiss it when the provider keeps that record for every cluster and it is kept long enough."
  refs            = ["CWE-778", "T1685.002", "A09:2021", "A09:2025", "ASVS-5.0-16.2.1", "ASVS-5.0-16.3.2"]
  supersedes      = repudiation.no-audit-log

  fires {
    actor operator
    process api : kubernetes-api-server
    operator -> api { via = kubernetes-api, auth = oidc }
  }

  fires "for what counts" {
    data manifest { class = internal, integrity = very-high }
    actor operator
    process api : kubernetes-api-server
    operator -> api { via = kubernetes-api, auth = oidc, carries = manifest }
  }

  answered "calls are recorded" {
    actor operator
    process api : kubernetes-api-server { controls = audit-log }
    operator -> api { via = kubernetes-api, auth = oidc }
  }

  silent "no person and no pipeline calls it" {
    process operator
    process api : kubernetes-api-server
    operator -> api { via = kubernetes-api, auth = oidc }
  }
}
