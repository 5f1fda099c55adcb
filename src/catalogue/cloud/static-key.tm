use std.cloud

/// A program in the cloud opens services of the same cloud with a key that somebody made once and that never ends.
///
/// The platform could vouch for the program without any key. This one lies in a file, in an image or in a pipeline, and
/// works from anywhere in the world.
rule cloud.static-key "{this} opens services of its own cloud with keys that can be carried away" {
  stride          = spoofing
  on              = process
  when            = inside(this, cloud-account) and any(this.outgoing, f: f.to is managed-service and known(f.auth)
                      and f.auth in [api-key, shared-key, password])
  unless          = this has managed-identity
  reduces         = [key-rotation, secret-vault, network-allow-list, least-privilege]
  likelihood      = low
  impact          = max(medium, rating(this))
  fix             = """
    Give {this} an identity of the platform with a role for what it does, then delete the keys behind {f} and forbid
    new ones.
  """
  false-positives = """
    Dismiss it when the service knows no identities of the platform, and the key is replaced by itself.
  """
  refs            = [
    "CWE-1391", "CAPEC-560", "T1078.004", "T1552.001", "A07:2021", "A07:2025", "ASVS-5.0-13.2.1",
  ]

  fires {
    boundary account : cloud-account {
      trust = internal
      process shop
      store pictures : aws-s3
    }
    shop -> pictures { via = https, auth = api-key }
  }

  answered "the platform vouches for it" {
    boundary account : cloud-account {
      trust = internal
      process shop { controls = managed-identity }
      store pictures : aws-s3
    }
    shop -> pictures { via = https, auth = api-key }
  }

  silent "no key" {
    boundary account : cloud-account {
      trust = internal
      process shop
      store pictures : aws-s3
    }
    shop -> pictures { via = https, auth = managed-identity }
  }

  silent "another kind of service" {
    boundary account : cloud-account {
      trust = internal
      process shop
      store pictures : object-store
    }
    shop -> pictures { via = https, auth = api-key }
  }
}
