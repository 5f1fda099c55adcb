/// A package, an image, a script or a model is fetched or delivered, and is used as it arrives.
///
/// Who changes it on the way or where it lies runs code in production, with a version number that looks right.
rule supply.unverified-artifact "Code that passes between {from} and {to} is run without checking where it came from" {
  stride          = [tampering, elevation-of-privilege]
  on              = flow
  when            = (from is development and not (to is development)
                      and any(flow.carries, c: c.format in [code, binary, archive, serialized]))
                    or (from is process and not (from is development)
                      and (to is file-store or to is object-store or to is artifact-registry or to is source-repository)
                      and any(flow.returns, d: d.format in [code, binary, archive, serialized]))
  unless          = from has integrity-checking or to has integrity-checking
  reduces         = [version-pinning, deployment-approval, access-control, storage-access-logging]
  likelihood      = low
  impact          = max(medium, rating(this))
  fix             = """
    Sign what is built, and let the side that runs it, {from} or {to}, refuse what does not carry the right
    signature.
  """
  false-positives = "Dismiss it when the content is only shown or stored and never run or loaded."
  refs            = ["CWE-494", "CAPEC-184", "T1195.002", "A08:2021", "A08:2025"]

  fires {
    data package { class = internal, format = code }
    process builder : build-pipeline
    process shop
    builder -> shop { via = ssh, carries = package }
  }

  fires "fetched instead of delivered" {
    data package { class = internal, format = code }
    store builder : object-store
    process shop
    shop -> builder { via = ssh, returns = package }
  }

  answered "signatures are checked" {
    data package { class = internal, format = code }
    process builder : build-pipeline
    process shop { controls = artifact-signing }
    builder -> shop { via = ssh, carries = package }
  }

  answered "hashes are checked" {
    data package { class = internal, format = code }
    process builder : build-pipeline { controls = integrity-checking }
    process shop
    builder -> shop { via = ssh, carries = package }
  }

  silent "no code" {
    data package { class = internal, format = csv }
    process builder : build-pipeline
    process shop
    builder -> shop { via = ssh, carries = package }
  }

  asks "what is delivered?" {
    data package { class = internal, format = code }
    process builder : build-pipeline
    process shop
    builder -> shop { via = ssh }
  }
}
