use std.kubernetes

/// A machine becomes part of the cluster by a token, and any machine that has the token does.
///
/// Tokens lie in scripts and images. A machine of a stranger then gets workloads, and the secrets that go with them.
rule kubernetes.unattested-node "A machine of somebody else can join {to} in place of {from}" {
  stride          = [spoofing, information-disclosure, elevation-of-privilege]
  on              = flow
  one             = to
  when            = from is kubelet
                    and to is kubernetes-api-server
                    and known(flow.auth)
                    and flow.auth in [token, shared-key, password]
  unless          = to has device-attestation
                    or (known(from has device-attestation) and from has device-attestation)
                    or (known(to has human-approval) and to has human-approval)
  reduces         = [key-rotation, network-segmentation, asset-inventory, audit-log]
  likelihood      = low
  impact          = high
  fix             = """
    Let machines join {to} by proof of the platform or of their hardware, with a certificate of a few hours after that,
    and end tokens for joining within minutes.
  """
  false-positives = "Dismiss it when the provider of the cluster makes and joins the machines."
  refs            = ["CWE-290", "T1552.001"]

  fires {
    process node : kubelet
    process api : kubernetes-api-server
    node -> api { via = https, auth = token }
  }

  answered "it proves its hardware" {
    process node : kubelet
    process api : kubernetes-api-server { controls = device-attestation }
    node -> api { via = https, auth = token }
  }

  answered "said of the machine" {
    process node : kubelet { controls = device-attestation }
    process api : kubernetes-api-server
    node -> api { via = https, auth = token }
  }

  answered "a person lets it in" {
    process node : kubelet
    process api : kubernetes-api-server { controls = human-approval }
    node -> api { via = https, auth = token }
  }

  silent "with a certificate" {
    process node : kubelet
    process api : kubernetes-api-server
    node -> api { via = https, auth = mtls }
  }
}
