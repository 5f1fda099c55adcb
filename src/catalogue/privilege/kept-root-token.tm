/// A program administers the vault with a token that somebody made at installation and that never ends.
///
/// Such a token may do everything and belongs to nobody. It lies in a script, and whoever reads the script owns all
/// secrets.
rule privilege.kept-root-token "The key of {from} may do everything in {to}" {
  stride          = [elevation-of-privilege, spoofing, information-disclosure]
  on              = flow
  one             = to
  when            = to is vault
                    and (from is process or from is development)
                    and not from is acting
                    and not from is client
                    and flow.admin
                    and known(flow.auth)
                    and flow.auth in [token, password, shared-key, api-key]
  unless          = to has least-privilege
                    or (known(from has least-privilege) and from has least-privilege)
                    or (known(to has just-in-time-access) and to has just-in-time-access)
                    or (known(from has managed-identity) and from has managed-identity)
  reduces         = [audit-log, key-rotation, network-allow-list]
  likelihood      = low
  impact          = high
  fix             = """
    Give {from} a role in {to} for what it sets up, by an identity of the platform, and revoke the first key of {to}
    after the installation.
  """
  false-positives = "Dismiss it when the key of {from} ends with each run."
  refs            = ["CWE-250", "T1555.006", "ASVS-5.0-13.3.2"]

  fires {
    process setup : batch-job
    process safe : vault
    setup -> safe { via = https, auth = token, admin = true }
  }

  answered "a role for its task" {
    process setup : batch-job
    process safe : vault { controls = least-privilege }
    setup -> safe { via = https, auth = token, admin = true }
  }

  answered "said of the program" {
    process setup : batch-job { controls = least-privilege }
    process safe : vault
    setup -> safe { via = https, auth = token, admin = true }
  }

  answered "rights are lent" {
    process setup : batch-job
    process safe : vault { controls = just-in-time-access }
    setup -> safe { via = https, auth = token, admin = true }
  }

  answered "the platform vouches for it" {
    process setup : batch-job { controls = managed-identity }
    process safe : vault
    setup -> safe { via = https, auth = token, admin = true }
  }

  silent "it only reads" {
    process setup : batch-job
    process safe : vault
    setup -> safe { via = https, auth = token, admin = false }
  }
}
