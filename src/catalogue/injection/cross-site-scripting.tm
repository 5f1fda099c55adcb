use std.web

/// Text from outside is put into pages of the application. Where it is not encoded for its place, the browser of
/// the next reader runs it.
///
/// The script acts as that reader: it reads what they see, clicks what they may click, and takes their session
/// along.
rule injection.cross-site-scripting "Script in {d} runs in the pages of {this}" {
  stride          = [tampering, elevation-of-privilege, information-disclosure]
  on              = web-app
  when            = any(this.incoming, f: not (f.from is development) and (tainted(f) or any(f.callers, o: o is actor))
                      and any(f.carries, d: not d.credential and d.format in [text, html]))
  unless          = this has output-encoding or this has html-sanitisation
  reduces         = [content-security-policy, web-application-firewall]
  likelihood      = medium
  fix             = """
    Let the templates of {this} encode {d} by default, and clean markup that must stay markup with a library
    made for it.
  """
  false-positives = """
    Dismiss it when {this} answers with JSON only and the program that shows it never treats it as markup.
  """
  refs            = ["CWE-79", "CAPEC-63", "A03:2021", "A05:2025", "ASVS-5.0-1.2.1", "ASVS-5.0-1.3.1", "ASVS-5.0-3.4.3"]

  fires {
    data comment { class = public, format = text }
    actor visitor
    process site : web-app
    visitor -> site { via = https, carries = comment }
  }

  answered "text is encoded" {
    data comment { class = public, format = text }
    actor visitor
    process site : web-app { controls = output-encoding }
    visitor -> site { via = https, carries = comment }
  }

  answered "markup is cleaned" {
    data comment { class = public, format = text }
    actor visitor
    process site : web-app { controls = html-sanitisation }
    visitor -> site { via = https, carries = comment }
  }

  silent "the text is ours" {
    data comment { class = public, format = text }
    process feed { trust = internal }
    process site : web-app
    feed -> site { via = https, carries = comment }
  }

  asks "is it text?" {
    data comment { class = public }
    actor visitor
    process site : web-app
    visitor -> site { via = https, carries = comment }
  }

  silent "a password is never shown" {
    data password { class = secret, credential = true, format = text }
    actor visitor
    process site : web-app
    visitor -> site { via = https, carries = password }
  }
}
