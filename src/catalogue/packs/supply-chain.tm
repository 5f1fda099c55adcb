// std.supply-chain: how software comes from others, is built, published and updated.

// ---- Elements ------------------------------------------------------------------------------------------------------

/// Where anybody may publish packages under a name that is still free.
type public-registry : artifact-registry "Public package registry" {
  implies { managed = true, custom-code = false }
}

/// npm, the registry of JavaScript.
type npm-registry : public-registry "npm"

/// PyPI, the registry of Python.
type pypi : public-registry "PyPI"

/// crates.io, the registry of Rust.
type crates-io : public-registry "crates.io"

/// Maven Central, the registry of Java.
type maven-central : public-registry "Maven Central"

/// Docker Hub, a registry of container images.
type docker-hub : public-registry "Docker Hub"

/// Keeps packages of our own, and often copies of others'.
type package-registry : [artifact-registry, networked] "Package registry"

/// Keeps container images.
type container-registry : [artifact-registry, networked] "Container registry"

/// Artifactory, Nexus and their relatives: packages of our own beside copies of public ones.
type repository-manager : package-registry "Repository manager"

/// Runs the steps of a build.
type build-runner : [build-pipeline, process] "Build runner"

/// A runner that the provider makes anew for each build.
type hosted-runner : build-runner "Hosted runner" { implies { managed = true } }

/// A runner on a machine of ours, which stays between builds.
type self-hosted-runner : build-runner "Self-hosted runner"

/// GitHub Actions.
type github-actions : build-pipeline "GitHub Actions" { implies { managed = true } }

/// GitLab CI.
type gitlab-ci : build-pipeline "GitLab CI"

/// Jenkins, a build server with plug-ins.
type jenkins : [build-pipeline, networked] "Jenkins"

/// A step of a build that others wrote, such as an action or a plug-in.
type build-step : library "Build step of others"

/// Keeps what one build made for the next one.
type build-cache : [store, development] "Build cache" { implies { query-api = none, role = cache } }

/// Signs what was built.
type signing-service : [process, development] "Signing service"

/// Brings what was built to where it runs.
type deployer : [process, development] "Deployment"

/// The computer on which somebody writes what will be built.
type developer-workstation : workstation "Developer's computer"

/// Tells installed programs of new versions and hands them out.
type update-server : [process, networked] "Update server"

// ---- Techniques -----------------------------------------------------------------------------------------------------

/// Each name comes from one registry only, and names of our own are taken in public.
technique registry-scoping "Scoped registries" {
  counters     = [tampering]
  technologies = ["scopes and namespaces", "explicit index for each package", "reserved names"]
  refs         = ["CWE-427"]
}

/// A new dependency is looked at, for name, age and owner, before it is used the first time.
technique dependency-review : dependency-scanning "Dependency review" {
  counters     = [tampering]
  technologies = [
    "allow-list in a repository manager",
    "cool-down period",
    "dependency review in pull requests",
  ]
  refs         = ["CWE-1357"]
}

/// Code that is not yet trusted is built without secrets and without a way to what will be released.
technique build-isolation "Isolated builds of foreign changes" {
  counters     = [elevation-of-privilege, tampering]
  technologies = ["separate workflows for forks", "approval for first-time contributors"]
  refs         = ["CWE-829", "M1048"]
}

/// Each build starts on a clean machine that is thrown away afterwards.
technique ephemeral-builds "Ephemeral build machines" {
  counters     = [tampering, elevation-of-privilege]
  technologies = ["one virtual machine for each job", "autoscaled runners"]
  refs         = ["CWE-653"]
}

/// It is recorded, signed by the builder and checked later, from which source and by which build something came.
technique build-provenance "Build provenance" {
  counters     = [tampering, repudiation]
  technologies = ["SLSA provenance", "in-toto attestations", "GitHub artifact attestations"]
  refs         = ["CWE-345", "M1045"]
}

/// The registry takes packages only from the build that it knows, with a token that lives for minutes.
technique trusted-publishing "Trusted publishing" {
  counters     = [spoofing, tampering]
  technologies = ["OpenID Connect publishing", "two persons for a release"]
  refs         = ["CWE-522"]
}

/// A published version or tag cannot be made to mean something else.
technique immutable-releases "Immutable releases" {
  counters     = [tampering]
  technologies = ["immutable tags", "transparency logs"]
  refs         = ["CWE-471"]
}

/// A signed version that is older than the installed one is refused.
technique rollback-protection "Rollback protection" {
  counters     = [tampering, elevation-of-privilege]
  technologies = ["The Update Framework", "monotonic counters", "anti-rollback fuses"]
  refs         = ["CWE-1328"]
}

/// It is known which components are in each release, by a list that the build makes.
technique component-inventory "Component inventory" {
  counters     = [tampering]
  technologies = ["CycloneDX", "SPDX"]
  refs         = ["CWE-1395", "M1016"]
}

/// The same source gives the same bytes, so that others can check what was built.
technique reproducible-builds : build-provenance "Reproducible builds" {
  counters     = [tampering]
  technologies = ["Nix", "SOURCE_DATE_EPOCH", "independent rebuilds"]
  refs         = ["CWE-345"]
}

/// Every release stands in a log that others watch, and who installs checks that it stands there.
technique release-transparency : immutable-releases "Releases in a public log" {
  counters     = [tampering, repudiation]
  technologies = ["Sigstore Rekor", "binary transparency", "checksum database"]
  refs         = ["CWE-345"]
}
