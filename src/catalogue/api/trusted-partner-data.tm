use std.api

/// What another company answers goes into our records as it comes, because a contract stands behind it.
///
/// Their interface changes, errs or is broken into. Then their wrong rate, address or script is in our books and pages.
rule api.trusted-partner-data "{from} believes whatever {to} answers about {d}" {
  stride          = tampering
  on              = flow
  when            = from is process and not (from is forwarding) and not (from is client) and not (from is development) and to is external
                    and to.trust <= partner and any(flow.returns, d: d.integrity >= high)
  unless          = from has input-validation
  reduces         = [message-signing, graceful-degradation]
  likelihood      = low
  fix             = """
    Check form and range of {d} in {from}, compare it with the last answer, and keep working when {to} answers
    nonsense.
  """
  false-positives = "Dismiss it when a person looks at {d} before it counts."
  refs            = ["CWE-20", "CAPEC-153", "API10:2023", "ASVS-5.0-2.2.1", "ASVS-5.0-2.2.2"]

  fires {
    data rate { class = public, integrity = high }
    process shop
    external exchange  { trust = partner }
    shop -> exchange { via = https, returns = rate }
  }

  answered "it is checked" {
    data rate { class = public, integrity = high }
    process shop { controls = schema-validation }
    external exchange  { trust = partner }
    shop -> exchange { via = https, returns = rate }
  }

  silent "it need not be right" {
    data rate { class = public, integrity = low }
    process shop
    external exchange  { trust = partner }
    shop -> exchange { via = https, returns = rate }
  }

  asks "what comes back?" {
    data rate { class = public, integrity = high }
    process shop
    external exchange  { trust = partner }
    shop -> exchange { via = https }
  }
}
