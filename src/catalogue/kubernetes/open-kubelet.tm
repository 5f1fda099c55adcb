use std.kubernetes

/// Each machine of the cluster has an agent that starts programs, and its port answers without a certificate.
///
/// Who reaches that port runs commands in every pod of the machine, without the API server and without a trace there.
rule kubernetes.open-kubelet "{from} can give orders to {to} without a certificate" {
  stride          = [spoofing, elevation-of-privilege]
  on              = flow
  when            = to is kubelet and not flow.local
  unless          = all(flow.auth, a: a in [certificate, mtls, token])
  reduces         = [network-policy, network-allow-list]
  likelihood      = medium
  impact          = max(high, rating(this))
  fix             = """
    Refuse anonymous calls at {to}, let it ask the API server who may do what, and close its port to pods.
  """
  false-positives = "Dismiss it when {to} answers health checks only on this port."
  refs            = ["CWE-306", "CAPEC-115", "T1609", "T1613", "A07:2021", "A07:2025", "ASVS-5.0-13.2.1"]
  supersedes      = spoofing.unauthenticated-flow

  fires {
    process scraper
    process agent : kubelet
    scraper -> agent { via = kubelet-api, auth = none }
  }

  fires "from a pod that strangers reach" {
    data output { class = secret }
    process shop { trust = exposed }
    process agent : kubelet { trust = restricted }
    shop -> agent { via = kubelet-api, auth = none, returns = output }
  }

  answered "with a certificate" {
    process scraper
    process agent : kubelet
    scraper -> agent { via = kubelet-api, auth = certificate }
  }

  silent "over a socket of the machine" {
    process scraper
    process agent : kubelet
    scraper -> agent { via = ipc, auth = none }
  }
}
