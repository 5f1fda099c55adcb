/// A change becomes part of the software without anybody but its author having read it.
///
/// A stolen account, a bribed colleague or a tired one then suffices to put a back door into the product.
rule supply.unreviewed-change "One person alone can change what is built from {this}" {
  stride          = tampering
  on              = source-repository
  when            = any(this.incoming, f: f.from is actor or f.from is client)
  unless          = this has code-review
  reduces         = [static-analysis, multi-factor-authentication, audit-log]
  likelihood      = low
  impact          = high
  fix             = """
    Protect the branches of {this} from which you build, so that a second person must agree to each change.
  """
  false-positives = "Dismiss it when {this} holds notes and experiments from which nothing is built."
  refs            = ["CWE-506", "T1195.002", "A08:2021", "A08:2025"]

  fires {
    actor developer
    store code : source-repository
    developer -> code { via = ssh }
  }

  answered "a second person reads it" {
    actor developer
    store code : source-repository { controls = code-review }
    developer -> code { via = ssh }
  }

  silent "only programs write to it" {
    process developer
    store code : source-repository
    developer -> code { via = ssh }
  }
}
