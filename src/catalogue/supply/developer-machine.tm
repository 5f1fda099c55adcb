/// People write and publish from computers on which extensions, tools and packages of strangers run too.
///
/// One bad extension of the editor has the keys, the source and the session of the developer, and publishes as them.
rule supply.developer-machine "Malware on {this} writes our software" {
  stride          = [tampering, spoofing]
  on              = workstation
  when            = any(this.outgoing, f: f.to is source-repository or f.to is artifact-registry
                      or f.to is build-pipeline)
  unless          = this has endpoint-protection or this has sandboxing
  reduces         = [code-review, multi-factor-authentication, hardware-key-protection, patching]
  likelihood      = low
  impact          = high
  fix             = """
    Keep {this} patched and watched, allow listed extensions only, and develop in containers without keys.
  """
  false-positives = "Dismiss it when {this} is a terminal to a machine that is thrown away each day."
  refs            = ["CWE-506", "CAPEC-511", "T1195.001", "T1176", "M1033"]

  fires {
    process laptop : workstation
    store code : source-repository
    laptop -> code { via = ssh }
  }

  answered "it is watched" {
    process laptop : workstation { controls = endpoint-protection }
    store code : source-repository
    laptop -> code { via = ssh }
  }

  silent "it only calls the shop" {
    process laptop : workstation
    process code
    laptop -> code { via = ssh }
  }
}
