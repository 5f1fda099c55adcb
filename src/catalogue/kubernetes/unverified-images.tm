use std.kubernetes

/// The cluster starts whatever image it is told to start, from whatever registry.
///
/// A mistyped name, a moved tag or a push with a stolen token runs the code of somebody else with the keys of the
/// service it replaced.
rule kubernetes.unverified-images "{this} starts images without checking who built them" {
  stride          = [tampering, elevation-of-privilege]
  on              = kubernetes-cluster
  when            = any(this.elements, p: p is process and (p is pod or (known(p.custom-code) and p.custom-code)))
  unless          = this has artifact-signing
  reduces         = [image-scanning, version-pinning, admission-policy, deployment-approval]
  likelihood      = low
  impact          = high
  fix             = """
    Sign images where they are built, let admission to {this} check the signature, and allow named registries only.
  """
  false-positives = """
    Dismiss it when the machines of {this} can reach one registry only and nobody but the pipeline writes to it.
  """
  refs            = ["CWE-347", "CAPEC-185", "T1525", "T1195.002", "A08:2021", "A03:2025", "ASVS-5.0-15.2.4"]

  fires {
    boundary cluster : kubernetes-cluster {
      trust = internal
      process shop : pod
    }
  }

  fires "code of ours" {
    boundary cluster : kubernetes-cluster {
      trust = internal
      process shop { custom-code = true }
    }
  }

  answered "signatures are checked" {
    boundary cluster : kubernetes-cluster {
      trust = internal, controls = image-verification
      process shop : pod
    }
  }

  silent "nothing is started from an image" {
    boundary cluster : kubernetes-cluster {
      trust = internal
      store shop : postgres
    }
  }
}
