use std.supply-chain

/// The pipeline builds what people outside propose, and the steps of the build stand in what they propose.
///
/// A proposal that changes the build reads the secrets of the build and writes to what will be released, before
/// anybody has agreed to it.
rule supply.poisoned-pipeline "Whoever proposes a change runs code in {this}" {
  stride          = [elevation-of-privilege, information-disclosure, tampering]
  on              = build-pipeline
  when            = any(this.outgoing, f: f.to is source-repository
                      and any(f.to.incoming, r: r.from.trust <= partner and not (r.from is development)))
                    or any(this.incoming, h: h.from is source-repository
                      and any(h.from.incoming, r: r.from.trust <= partner and not (r.from is development)))
  unless          = this has build-isolation
  reduces         = [ephemeral-builds, sandboxing, code-review, egress-filtering]
  likelihood      = low
  impact          = high
  fix             = """
    Build proposals of strangers in {this} without secrets and without a way to what is released, after a look at
    them.
  """
  false-positives = "Dismiss it when people outside can open issues and read, but propose nothing."
  refs            = ["CWE-829", "T1195.002", "T1677", "A08:2021", "A08:2025"]

  fires {
    actor stranger
    store code : source-repository
    process builder : build-runner
    stranger -> code { via = https }
    builder -> code { via = https }
  }

  answered "without secrets" {
    actor stranger
    store code : source-repository
    process builder : build-runner { controls = build-isolation }
    stranger -> code { via = https }
    builder -> code { via = https }
  }

  silent "our own people only" {
    actor stranger { trust = internal }
    store code : source-repository
    process builder : build-runner
    stranger -> code { via = https }
    builder -> code { via = https }
  }
}
