use std.web

/// The program in the page puts text from the server into the page, and part of that text was written by somebody else.
///
/// Where it is put in as markup, it becomes script in the session of the reader. The server never sees anything odd.
rule web.dom-scripting "Text from the server becomes script in {this}" {
  stride          = [tampering, elevation-of-privilege]
  on              = single-page-app
  when            = any(this.outgoing, f: tainted(f.to) and any(f.returns, d: d.format in [text, html]))
  unless          = this has output-encoding or this has html-sanitisation
  reduces         = content-security-policy
  likelihood      = low
  fix             = """
    Put text into {this} as text, through the framework, and clean markup that must stay with a library made for it.
  """
  false-positives = "Dismiss it when all that comes back was written by the same person who reads it."
  refs            = ["CWE-79", "CAPEC-588", "A03:2021", "A05:2025", "ASVS-5.0-3.2.2", "ASVS-5.0-1.2.1"]

  fires {
    data comment { class = public, format = text }
    actor visitor
    process page : single-page-app { trust = untrusted }
    process forum : web-service
    visitor -> forum { via = https, carries = comment }
    page -> forum { via = https, returns = comment }
  }

  answered "text stays text" {
    data comment { class = public, format = text }
    actor visitor
    process page : single-page-app { trust = untrusted, controls = output-encoding }
    process forum : web-service
    visitor -> forum { via = https, carries = comment }
    page -> forum { via = https, returns = comment }
  }

  answered "the browser insists" {
    data comment { class = public, format = text }
    actor visitor
    process page : single-page-app { trust = untrusted, controls = trusted-types }
    process forum : web-service
    visitor -> forum { via = https, carries = comment }
    page -> forum { via = https, returns = comment }
  }

  answered "markup is cleaned" {
    data comment { class = public, format = text }
    actor visitor
    process page : single-page-app { trust = untrusted, controls = html-sanitisation }
    process forum : web-service
    visitor -> forum { via = https, carries = comment }
    page -> forum { via = https, returns = comment }
  }

  silent "numbers only" {
    data comment { class = public, format = binary }
    actor visitor
    process page : single-page-app { trust = untrusted }
    process forum : web-service
    visitor -> forum { via = https, carries = comment }
    page -> forum { via = https, returns = comment }
  }

  asks "is it text?" {
    data comment { class = public }
    actor visitor
    process page : single-page-app { trust = untrusted }
    process forum : web-service
    visitor -> forum { via = https, carries = comment }
    page -> forum { via = https, returns = comment }
  }
}
