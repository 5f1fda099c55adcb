use std.kubernetes

/// Secrets of a cluster are kept encoded, not encrypted, and lie so in the files and backups of its database.
///
/// Whoever reads a backup of that database, or may list secrets in a namespace, has the passwords of every service at
/// once.
rule kubernetes.readable-secrets "{this} keeps {d} readable for whoever gets at its files or its backups" {
  stride          = [information-disclosure, spoofing]
  on              = [kubernetes-secrets, etcd]
  when            = any(this.holds, d: d.credential) and known(this.holds)
  unless          = this.encryption in [shared-key, end-user-key]
  reduces         = [role-based-access, key-rotation, secret-vault, encryption-at-rest]
  likelihood      = low
  fix             = """
    Turn on encryption of secrets in {this} with a key from a key service, or keep {d} in a vault and fetch it from
    there.
  """
  false-positives = "Dismiss it when only short-lived tokens lie there, and a copy is worthless the next hour."
  refs            = ["CWE-312", "T1552.007", "A02:2021", "A04:2025", "ASVS-5.0-13.3.1"]
  supersedes      = [disclosure.credential-in-store, disclosure.unencrypted-store]

  fires {
    data password { class = secret, credential = true }
    process shop
    store secrets : kubernetes-secrets { holds = password }
    shop -> secrets { via = kubernetes-api, returns = password }
  }

  answered "a key service encrypts them" {
    data password { class = secret, credential = true }
    process shop
    store secrets : kubernetes-secrets { holds = password, encryption = shared-key }
    shop -> secrets { via = kubernetes-api, returns = password }
  }

  silent "only settings" {
    data password { class = secret, credential = false }
    process shop
    store secrets : kubernetes-secrets { holds = password }
    shop -> secrets { via = kubernetes-api, returns = password }
  }

  fires "the machine encrypts its disk" {
    data password { class = secret, credential = true }
    process shop
    store secrets : kubernetes-secrets { holds = password, encryption = transparent }
    shop -> secrets { via = kubernetes-api, returns = password }
  }

  fires "passwords of people" {
    data password { class = secret, credential = true, personal = true }
    process shop
    store secrets : kubernetes-secrets { holds = password }
    shop -> secrets { via = kubernetes-api, returns = password }
  }
}
