use std.web

/// Text from outside is read as a template: what stands in braces is computed on the server.
///
/// Template engines reach objects, and objects reach the system. Two braces are enough to read the configuration, and a
/// few more to run programs.
rule web.template-injection "Text from outside is computed as a template in {this}" {
  stride          = [tampering, elevation-of-privilege, information-disclosure]
  on              = process
  when            = tainted(this) and known(this.parses) and template in this.parses
  unless          = this has logic-free-templates or this has sandboxing
  reduces         = [input-validation, least-privilege]
  likelihood      = low
  impact          = max(high, rating(this))
  fix             = """
    Keep templates of {this} in its source and hand values to them; where users write templates, use an engine
    without logic.
  """
  false-positives = "Dismiss it when only administrators write templates, and they may run code there anyway."
  refs            = ["CWE-1336", "CAPEC-242", "T1190", "A03:2021", "A05:2025", "ASVS-5.0-1.3.7"]

  fires {
    actor customer
    process mailer : web-app { parses = template }
    customer -> mailer { via = https }
  }

  answered "templates have no logic" {
    actor customer
    process mailer : web-app { parses = template, controls = logic-free-templates }
    customer -> mailer { via = https }
  }

  answered "they run in a sandbox" {
    actor customer
    process mailer : web-app { parses = template, controls = sandboxing }
    customer -> mailer { via = https }
  }

  silent "templates are ours" {
    actor customer
    process mailer : web-app { parses = json }
    customer -> mailer { via = https }
  }

  silent "only we write them" {
    actor customer { trust = internal }
    process mailer : web-app { parses = template }
    customer -> mailer { via = https }
  }
}
