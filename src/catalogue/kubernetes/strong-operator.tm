use std.kubernetes

/// A program in the cluster may change the cluster, and its role says no more than that.
///
/// Who takes over this one program, or the company that makes it, may read all secrets and start anything. Most
/// operators ask for far more than they use.
rule kubernetes.strong-operator "Who controls {from} controls all that {to} manages" {
  stride          = elevation-of-privilege
  on              = flow
  when            = to is kubernetes-api-server and from is process and not (from is kubelet)
                    and not (from is forwarding) and not (from is bastion) and (flow.admin or (known(flow.access) and (write in flow.access
                          or execute in flow.access or delete in flow.access)))
  unless          = from has least-privilege or flow.authorization == end-user
  reduces         = admission-policy
  likelihood      = low
  impact          = max(high, rating(to))
  fix             = """
    Give {from} a role in its own namespaces with the verbs and kinds that it uses, and no right to read all
    secrets.
  """
  false-positives = "Dismiss it when {from} is part of the control plane and came with the cluster."
  refs            = ["CWE-250", "CAPEC-122", "T1098.006", "T1078.004", "A01:2021", "A01:2025", "ASVS-5.0-13.2.2"]

  fires {
    process operator : kubernetes-operator
    process api : kubernetes-api-server
    operator -> api { via = kubernetes-api, auth = token, access = [read, write] }
  }

  answered "its role fits its task" {
    process operator : kubernetes-operator { controls = least-privilege }
    process api : kubernetes-api-server
    operator -> api { via = kubernetes-api, auth = token, access = [read, write] }
  }

  answered "it acts for a person" {
    process operator : kubernetes-operator
    process api : kubernetes-api-server
    operator -> api { via = kubernetes-api, auth = token, access = [read, write], authorization = end-user }
  }

  silent "it only reads" {
    process operator : kubernetes-operator
    process api : kubernetes-api-server
    operator -> api { via = kubernetes-api, auth = token, access = read }
  }
}
