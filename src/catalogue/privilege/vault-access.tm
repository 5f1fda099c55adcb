/// A program that strangers can influence fetches secrets from the vault, and nothing says which ones it may fetch.
///
/// Who takes over the program reads the whole vault in a second, and every other program's door is open.
rule privilege.vault-access "Whoever takes over {from} can read more in {to} than {from} needs" {
  stride          = [elevation-of-privilege, information-disclosure]
  on              = flow
  when            = to is vault and from is process and not (from is client) and not (from is vault) and tainted(from)
                    and any(flow.returns, d: d.credential)
  unless          = from has least-privilege or to has access-control
  reduces         = [audit-log, key-rotation, network-segmentation]
  likelihood      = low
  fix             = "Give {from} a path or policy of its own in {to} with the few secrets that it needs, read-only."
  false-positives = "Dismiss it when {to} holds the secrets of {from} and of nobody else."
  refs            = ["CWE-1220", "CAPEC-122", "T1555.006", "A01:2021", "A01:2025", "ASVS-5.0-13.3.2"]

  fires {
    data password { class = secret, credential = true }
    actor visitor
    process shop
    store safe : vault
    visitor -> shop { via = https }
    shop -> safe { via = https, auth = managed-identity, returns = password }
  }

  answered "its role fits" {
    data password { class = secret, credential = true }
    actor visitor
    process shop { controls = least-privilege }
    store safe : vault
    visitor -> shop { via = https }
    shop -> safe { via = https, auth = managed-identity, returns = password }
  }

  answered "each secret has readers" {
    data password { class = secret, credential = true }
    actor visitor
    process shop
    store safe : vault { controls = access-control }
    visitor -> shop { via = https }
    shop -> safe { via = https, auth = managed-identity, returns = password }
  }

  silent "no secret comes back" {
    data password { class = secret, credential = false }
    actor visitor
    process shop
    store safe : vault
    visitor -> shop { via = https }
    shop -> safe { via = https, auth = managed-identity, returns = password }
  }

  silent "nobody outside has a say" {
    data password { class = secret, credential = true }
    actor visitor { trust = internal }
    process shop
    store safe : vault
    visitor -> shop { via = https }
    shop -> safe { via = https, auth = managed-identity, returns = password }
  }

  asks "what comes back?" {
    data password { class = secret, credential = true }
    actor visitor
    process shop
    store safe : vault
    visitor -> shop { via = https }
    shop -> safe { via = https, auth = managed-identity }
  }
}
