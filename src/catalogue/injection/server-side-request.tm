/// What callers send decides which address the program fetches. An attacker names an address inside: a metadata
/// service, an administration page, another tenant.
///
/// The request comes from the program, so it passes every filter that trusts the program. In clouds the answer
/// often holds credentials.
rule injection.server-side-request "{from} can be made to call other addresses than {to}" {
  stride          = [information-disclosure, elevation-of-privilege]
  on              = flow
  when            = from is process and not (from is client) and not (from is forwarding)
                    and not (to is actor) and not (to is library) and not (to is file-store) and tainted(from)
                    and (known(flow.target-from-input) or to.trust < from.trust) and flow.target-from-input
  unless          = from has url-allow-list or from has egress-filtering
  reduces         = [network-segmentation, input-validation]
  likelihood      = low
  impact          = max(medium, rating(from))
  fix             = """
    Check every address in {from} against a list of allowed hosts after resolving its name, and let it out only
    through a proxy.
  """
  false-positives = "Dismiss it when input chooses one of a few addresses that are fixed in {from}."
  refs            = [
    "CWE-918", "CAPEC-664", "T1190", "API7:2023", "A10:2021", "A01:2025", "ASVS-5.0-1.3.6", "ASVS-5.0-13.2.4",
  ]

  fires {
    actor visitor
    process preview
    external site
    visitor -> preview { via = https }
    preview -> site { via = https, target-from-input = true }
  }

  answered "a list of hosts" {
    actor visitor
    process preview { controls = url-allow-list }
    external site
    visitor -> preview { via = https }
    preview -> site { via = https, target-from-input = true }
  }

  answered "a filter on the way out" {
    actor visitor
    process preview { controls = egress-filtering }
    external site
    visitor -> preview { via = https }
    preview -> site { via = https, target-from-input = true }
  }

  silent "the address is fixed" {
    actor visitor
    process preview
    external site
    visitor -> preview { via = https }
    preview -> site { via = https, target-from-input = false }
  }

  asks "who chooses the address?" {
    actor visitor
    process preview
    external site
    visitor -> preview { via = https }
    preview -> site { via = https }
  }
}
