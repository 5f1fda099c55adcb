/// Programs load code of others, and nobody compares it with lists of known weaknesses and of malicious packages.
///
/// Libraries run with all rights of the program. One hijacked maintainer account reaches every program that
/// updates.
rule supply.third-party-library "{this} can bring weak or malicious code into the programs that use it" {
  stride          = [tampering, elevation-of-privilege]
  on              = library
  when            = this.trust <= partner and (count(this.incoming) > 0 or count(this.outgoing) > 0)
  unless          = this has dependency-scanning
                    or (all(this.incoming, f: f.from has dependency-scanning)
                      and all(this.outgoing, g: g.to has dependency-scanning))
  reduces         = [version-pinning, artifact-signing, sandboxing, code-review]
  likelihood      = low
  impact          = high
  fix             = """
    Pin the versions of {this}, compare them daily with lists of weaknesses and malicious packages, and update
    on purpose.
  """
  false-positives = "Dismiss it when {this} is copied into our own repository and reviewed like our own code."
  refs            = [
    "CAPEC-538", "T1195.001", "A06:2021", "A03:2025", "ASVS-5.0-15.2.1", "ASVS-5.0-15.2.4",
  ]

  fires {
    process shop
    external packages : library
    shop -> packages { via = https }
  }

  answered "the library is watched" {
    process shop
    external packages : library { controls = dependency-scanning }
    shop -> packages { via = https }
  }

  answered "its users watch it" {
    process shop { controls = dependency-scanning }
    external packages : library
    shop -> packages { via = https }
  }

  silent "our own library" {
    process shop
    external packages : library { trust = internal }
    shop -> packages { via = https }
  }
}
