use std.web

/// The site builds links in its mails from the name that the request claims, and anybody may claim any name.
///
/// A stranger asks for a new password for somebody else and claims a name of their own. The mail is real, and its link
/// leads to the stranger with the secret in it.
rule web.false-host "Links in mails of {this} can lead to the site of somebody else" {
  stride          = spoofing
  on              = process
  when            = (this is web-app or this is web-service)
                    and any(this.incoming, f: any(f.callers, o: o.trust == untrusted))
                    and any(this.outgoing, g: g.to is email-provider)
  unless          = this has host-allow-list
  reduces         = [anti-phishing, multi-factor-authentication]
  likelihood      = very-low
  impact          = medium
  fix             = """
    Set the address of {this} in its configuration, build links from that alone, and refuse requests for other
    names.
  """
  false-positives = "Dismiss it when no mail of {this} contains a link."
  refs            = ["CWE-644", "CAPEC-154", "A05:2021", "A02:2025", "ASVS-5.0-4.1.3"]

  fires {
    actor visitor
    process shop : web-app
    external post : email-provider
    visitor -> shop { via = https }
    shop -> post { via = https }
  }

  answered "its name is fixed" {
    actor visitor
    process shop : web-app { controls = host-allow-list }
    external post : email-provider
    visitor -> shop { via = https }
    shop -> post { via = https }
  }

  silent "it sends no mail" {
    actor visitor
    process shop : web-app
    external post : payment-provider
    visitor -> shop { via = https }
    shop -> post { via = https }
  }

  silent "only we call it" {
    actor visitor { trust = internal }
    process shop : web-app
    external post : email-provider
    visitor -> shop { via = https }
    shop -> post { via = https }
  }
}
