/// The process runs code that it is given, sees confidential data, and may open connections to the outside.
///
/// Whatever gets to run there needs no second weakness to carry its loot away or to fetch its orders.
rule disclosure.open-egress "Code that {this} runs can send {d} anywhere" {
  stride          = information-disclosure
  on              = process
  when            = this.executes-code and any(this.outgoing, f: f.to.trust == untrusted)
                    and any(this.data, d: d.class >= confidential)
  unless          = this has egress-filtering
  reduces         = [sandboxing, network-segmentation, log-monitoring]
  likelihood      = low
  fix             = "Let {this} reach only the addresses on a list, through a proxy that records what goes out."
  false-positives = """
    Dismiss it when opening arbitrary sites is what {this} is for and {d} is only that of the person who uses
    it.
  """
  refs            = ["CWE-669", "T1041", "T1567", "A05:2021", "A02:2025", "ASVS-5.0-13.2.4"]

  fires {
    data results { class = confidential }
    process notebook { executes-code = true }
    external site
    notebook -> site { via = https, carries = results }
  }

  answered "the way out is filtered" {
    data results { class = confidential }
    process notebook { executes-code = true, controls = egress-filtering }
    external site
    notebook -> site { via = https, carries = results }
  }

  silent "it runs its own code only" {
    data results { class = confidential }
    process notebook { executes-code = false }
    external site
    notebook -> site { via = https, carries = results }
  }

  asks "what does it see?" {
    data results { class = confidential }
    process notebook { executes-code = true }
    external site
    notebook -> site { via = https }
  }
}
