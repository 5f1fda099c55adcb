/// The way from source text to production runs by itself, with rights to change what runs.
///
/// Whoever gets into the tooling, by the account of a developer, by a package or by a hole in it, ships what they like
/// to everything behind it. It is worth as much as the most valuable thing that it changes.
rule supply.pipeline-owns-production "Whoever gets into {from} changes {to} at will" {
  stride          = [tampering, elevation-of-privilege]
  on              = flow
  one             = from
  when            = from is development
                    and not from is source-repository
                    and not from is artifact-registry
                    and not from is library
                    and not to is development
                    and not to is vault
                    and not to is monitoring
                    and not to is client
                    and to.trust > partner
                    and (
                      (to is process and not to is container-platform)
                      or (from is build-pipeline and to is container-platform)
                    )
                    and not (known(flow.access) and not (write in flow.access or execute in flow.access))
  unless          = from has deployment-approval
                    or (known(to has deployment-approval) and to has deployment-approval)
                    or (known(to has artifact-signing) and to has artifact-signing)
  reduces         = [code-review, multi-factor-authentication, least-privilege, audit-log, workload-isolation]
  likelihood      = very-low
  impact          = max(medium, rating(to))
  fix             = """
    Guard {from} like {to}: few people with a second factor, a second person for each release, rights for that one
    target, and a check in {to} of who built what it starts.
  """
  false-positives = "Dismiss it when nothing of {to} is changed from {from}."
  refs            = ["T1072", "T1195.002", "A08:2021", "A03:2025", "A08:2025"]

  fires {
    process builder : build-pipeline
    process shop : service
    builder -> shop { via = https }
  }

  answered "a second person agrees" {
    process builder : build-pipeline { controls = deployment-approval }
    process shop : service
    builder -> shop { via = https }
  }

  answered "said of what runs" {
    process builder : build-pipeline
    process shop : service { controls = deployment-approval }
    builder -> shop { via = https }
  }

  answered "what runs checks who built it" {
    process builder : build-pipeline
    process shop : service { controls = artifact-signing }
    builder -> shop { via = https }
  }

  silent "a test of ours" {
    process builder : build-pipeline
    process shop : service
    builder -> shop { via = https, access = read }
  }
}
