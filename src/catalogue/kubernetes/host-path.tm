use std.kubernetes

/// A pod may write into a folder of its machine.
///
/// From such folders programs of the machine are started, keys are read, and logs of other pods are rewritten. A
/// container with them is a container in name only.
rule kubernetes.host-path "{from} can change the machine below it through {to}" {
  stride          = [elevation-of-privilege, tampering, information-disclosure]
  on              = flow
  when            = to is host-path and from is process and tainted(from)
  unless          = from has pod-security or from has sandboxing or (known(flow.access) and not (write in flow.access))
  reduces         = [least-privilege, log-monitoring]
  likelihood      = low
  impact          = high
  fix             = "Take {to} away from {from}, or mount it read-only and only the one folder that is needed."
  false-positives = "Dismiss it when {from} is the agent of the machine and runs nothing that others wrote."
  refs            = ["CWE-552", "CAPEC-480", "T1611", "A05:2021", "A02:2025", "ASVS-5.0-15.2.5"]

  fires {
    actor visitor
    process collector : daemon-set
    store logs : host-path
    visitor -> collector { via = https }
    collector -> logs { via = file-access }
  }

  answered "it is read-only" {
    actor visitor
    process collector : daemon-set
    store logs : host-path
    visitor -> collector { via = https }
    collector -> logs { via = file-access, access = read }
  }

  answered "pods are restricted" {
    actor visitor
    process collector : daemon-set { controls = pod-security }
    store logs : host-path
    visitor -> collector { via = https }
    collector -> logs { via = file-access }
  }

  silent "nobody outside has a say" {
    actor visitor { trust = internal }
    process collector : daemon-set
    store logs : host-path
    visitor -> collector { via = https }
    collector -> logs { via = file-access }
  }
}
