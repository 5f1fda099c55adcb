/// Jobs of a build fetch secrets from the vault, and nothing says which job may fetch which.
///
/// A test, a plug-in or a package that runs in any job asks for the keys of production, in the name of the build.
rule supply.pipeline-vault "Any job of {from} can fetch every secret of {to}" {
  stride          = [information-disclosure, elevation-of-privilege]
  on              = flow
  when            = from is build-pipeline
                    and to is vault
                    and not (from is process and tainted(from))
                    and not (known(flow.returns) and not any(flow.returns, d: d.credential))
                    and not (known(flow.access) and not read in flow.access)
  unless          = from has least-privilege or (known(to has access-control) and to has access-control)
  reduces         = [managed-identity, audit-log, sandboxing, key-rotation]
  likelihood      = low
  impact          = high
  fix             = """
    Let {to} give a secret only to the job, the branch and the environment that it is for, and nothing to builds of
    proposals.
  """
  false-positives = "Dismiss it when {to} holds only what all jobs of {from} may know."
  refs            = ["CWE-1220", "T1555.006", "A01:2021", "A01:2025", "ASVS-5.0-13.3.2"]

  fires {
    process builder : build-pipeline
    store safe : vault
    builder -> safe { via = https }
  }

  answered "each job has its own" {
    process builder : build-pipeline { controls = least-privilege }
    store safe : vault
    builder -> safe { via = https }
  }

  answered "the vault looks who asks" {
    process builder : build-pipeline
    store safe : vault { controls = role-based-access }
    builder -> safe { via = https }
  }

  silent "it only puts secrets in" {
    process builder : build-pipeline
    store safe : vault
    builder -> safe { via = https, access = write }
  }
}
