use std.web

/// A content-management system is a core with plug-ins and themes of strangers, each with all rights of the whole.
///
/// Most break-ins into such sites go through a plug-in: a known hole that nobody closed, or one whose new owner put a
/// back door into an update.
rule web.vulnerable-plugin "A plug-in of {this} opens the whole site" {
  stride          = [tampering, elevation-of-privilege]
  on              = content-management-system
  when            = this is process and tainted(this) and not (known(this.managed) and this.managed)
  unless          = this has dependency-scanning or (known(this has patching) and this has patching)
  reduces         = [web-application-firewall, sandboxing, integrity-checking, least-privilege]
  likelihood      = low
  impact          = max(medium, rating(this))
  fix             = """
    Take out every plug-in of {this} that is not needed, watch the others for known weaknesses and new owners, and
    update them within days.
  """
  false-positives = "Dismiss it when {this} has no plug-ins but your own."
  refs            = ["CAPEC-446", "T1190", "A06:2021", "A03:2025"]
  supersedes      = supply.unpatched-product

  fires {
    actor visitor
    process site : content-management-system
    visitor -> site { via = https }
  }

  fires "bought software" {
    actor visitor
    process site : content-management-system { custom-code = false }
    visitor -> site { via = https }
  }

  answered "plug-ins are watched" {
    actor visitor
    process site : content-management-system { controls = dependency-scanning }
    visitor -> site { via = https }
  }

  answered "updates are installed" {
    actor visitor
    process site : content-management-system { controls = patching }
    visitor -> site { via = https }
  }

  silent "a provider runs it" {
    actor visitor
    process site : content-management-system { managed = true }
    visitor -> site { via = https }
  }
}
