/// A database, file or bucket keeps passwords or keys in a form in which a thief can use them at once.
///
/// Stores are copied: by backups, by injection, by curious colleagues. Each copy is then a bunch of keys, also for
/// other sites where people used the same password.
rule disclosure.credential-in-store "{this} keeps the credential {d} in a form that can be used" {
  stride          = [information-disclosure, spoofing]
  on              = store
  when            = known(this.holds) and any(this.holds, d: d.credential and not (known(d.lifetime) and d.lifetime == short-lived)
                      and (d.personal or not (known(this.query-api) and this.query-api == none)))
                    and not (this is vault)
  unless          = this has credential-hashing or (known(this has secure-erasure) and this has secure-erasure) or this.encryption == end-user-key
  reduces         = [access-control, encryption-at-rest, key-rotation]
  likelihood      = low
  fix             = """
    Store a slow salted hash in place of {d} where it is only compared, and move {d} to a vault where it is
    used.
  """
  false-positives = "Dismiss it when {d} is the public half of a key pair."
  refs            = [
    "CWE-256", "T1552", "T1555", "A02:2021", "A04:2025", "ASVS-5.0-11.4.2", "ASVS-5.0-13.3.1",
  ]

  fires {
    data login { class = secret, credential = true }
    store accounts : postgres { holds = login }
  }

  answered "hashed" {
    data login { class = secret, credential = true }
    store accounts : postgres { holds = login, controls = credential-hashing }
  }

  answered "a key for each user" {
    data login { class = secret, credential = true }
    store accounts : postgres { holds = login, encryption = end-user-key }
  }

  silent "a vault" {
    data login { class = secret, credential = true }
    store accounts : vault { holds = login }
  }
}
