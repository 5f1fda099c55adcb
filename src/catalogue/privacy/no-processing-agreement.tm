use std.privacy

/// Other companies process data about people for us, and no contract says what they may do with it.
///
/// Without one the transfer itself is unlawful, and nothing obliges them to protect, to report a leak or to delete.
rule privacy.no-processing-agreement "{this} processes {d}, and no agreement is known" {
  linddun         = non-compliance
  on              = external
  when            = not (this is library) and not (this is controller) and this.trust <= partner
                    and any(this.incoming, f: f.from is process and known(f.carries) and any(f.carries, d: d.personal))
  unless          = this has processing-agreement
  reduces         = [data-minimisation, pseudonymisation]
  likelihood      = low
  impact          = medium
  fix             = "Sign with {this} what it may do with {d}, what it protects, and when it deletes."
  false-positives = "Dismiss it when the receivers are recipients of the people's own choice, such as their bank."
  refs            = ["ASVS-5.0-14.2.3"]
  supersedes      = disclosure.over-retention

  fires {
    data profile { class = confidential, personal = true }
    process club
    external mailer : saas { trust = partner }
    club -> mailer { via = https, carries = profile }
  }

  answered "it has signed" {
    data profile { class = confidential, personal = true }
    process club
    external mailer : saas { trust = partner, controls = processing-agreement }
    club -> mailer { via = https, carries = profile }
  }

  silent "not about people" {
    data profile { class = confidential, personal = false }
    process club
    external mailer : saas { trust = partner }
    club -> mailer { via = https, carries = profile }
  }

  silent "it decides for itself" {
    data profile { class = confidential, personal = true }
    process club
    external bank : controller { trust = partner }
    club -> bank { via = https, carries = profile }
  }
}
