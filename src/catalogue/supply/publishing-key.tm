use std.supply-chain

/// What is published is accepted from whoever has a password or a key.
///
/// Such keys lie with developers and in builds for years. One that is stolen publishes in our name to all who install
/// from here.
rule supply.publishing-key "A stolen key publishes to {to} in our name" {
  stride          = [spoofing, tampering]
  on              = flow
  when            = to is artifact-registry and not (to is source-repository) and write in flow.access
                    and known(flow.auth) and flow.auth in [password, api-key, shared-key, token]
  unless          = to has trusted-publishing or to has multi-factor-authentication or flow.auth-factors >= 2
  reduces         = [artifact-signing, build-provenance, key-rotation, log-monitoring]
  likelihood      = low
  impact          = high
  fix             = """
    Let {to} take releases only from {from}, proved by a token of minutes, or ask a person for a second factor.
  """
  false-positives = "Dismiss it when {to} holds test builds that nobody installs."
  refs            = ["T1195.002", "T1552", "A08:2021", "A08:2025"]

  fires {
    process builder : build-runner
    store packages : package-registry
    builder -> packages { via = https, auth = api-key, access = write }
  }

  answered "only from the build" {
    process builder : build-runner
    store packages : package-registry { controls = trusted-publishing }
    builder -> packages { via = https, auth = api-key, access = write }
  }

  answered "a second factor" {
    process builder : build-runner
    store packages : package-registry
    builder -> packages { via = https, auth = password, auth-factors = 2, access = write }
  }

  silent "the platform vouches" {
    process builder : build-runner
    store packages : package-registry
    builder -> packages { via = https, auth = managed-identity, access = write }
  }

  asks "does it publish?" {
    process builder : build-runner
    store packages : package-registry
    builder -> packages { via = https, auth = api-key }
  }
}
