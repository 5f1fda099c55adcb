use std.identity

/// The agent of a machine tells the issuer which programs run there, and gets their identities.
///
/// Whoever is administrator on one machine asks for the identities of programs that run on others.
rule identity.vouching-agent "Whoever owns the machine of {from} gets from {to} what belongs to others" {
  stride          = [spoofing, elevation-of-privilege]
  on              = flow
  one             = to
  when            = from is workload-agent
                    and (to is identity-provider or to is certificate-authority or to is vault)
  unless          = to has device-attestation or to has least-privilege
  reduces         = [audit-log, short-lived-tokens, log-monitoring]
  likelihood      = low
  impact          = max(medium, rating(to))
  fix             = """
    Let {to} make sure by the hardware or the platform which machine {from} is on, and give it only the identities of
    programs that are placed there.
  """
  false-positives = "Dismiss it when all machines run the same programs."
  refs            = ["CWE-266", "T1649"]

  fires {
    process agent : workload-agent
    process issuer : certificate-authority
    agent -> issuer { via = tls, auth = mtls }
  }

  answered "machines prove themselves" {
    process agent : workload-agent
    process issuer : certificate-authority { controls = device-attestation }
    agent -> issuer { via = tls, auth = mtls }
  }

  answered "only what is placed there" {
    process agent : workload-agent
    process issuer : certificate-authority { controls = least-privilege }
    agent -> issuer { via = tls, auth = mtls }
  }

  silent "an ordinary program" {
    process agent : service
    process issuer : certificate-authority
    agent -> issuer { via = tls, auth = mtls }
  }
}
