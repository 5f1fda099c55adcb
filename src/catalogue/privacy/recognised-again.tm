/// A browser or client that we run for people looks like no other: its fonts, its screen, its timing, its address.
///
/// Sites and networks of others recognise it from one visit to the next, without any cookie, and join what they see
/// into a profile of the person behind it.
rule privacy.recognised-again "Others recognise who is behind {this} from one visit to the next" {
  linddun         = [linking, identifying]
  on              = process
  when            = this is client and this.trust > partner
                    and any(this.outgoing, f: f.to.trust == untrusted and any(f.carries, d: d.personal))
  unless          = this has pseudonymisation or this has uniform-client
  reduces         = [data-minimisation, egress-filtering]
  likelihood      = low
  impact          = max(medium, rating(this))
  fix             = "Let every instance of {this} look and behave alike, share addresses, and forget everything between two visits."
  false-positives = "Dismiss it when people log in there under their names anyway."
  refs            = ["CWE-359"]

  fires {
    data visit { class = internal, personal = true }
    process surfer : desktop-app
    external site
    surfer -> site { via = https, carries = visit }
  }

  answered "they all look alike" {
    data visit { class = internal, personal = true }
    process surfer : desktop-app { controls = uniform-client }
    external site
    surfer -> site { via = https, carries = visit }
  }

  answered "under changing names" {
    data visit { class = internal, personal = true }
    process surfer : desktop-app { controls = pseudonymisation }
    external site
    surfer -> site { via = https, carries = visit }
  }

  silent "nothing about people" {
    data visit { class = internal, personal = false }
    process surfer : desktop-app
    external site
    surfer -> site { via = https, carries = visit }
  }

  silent "to a site of ours" {
    data visit { class = internal, personal = true }
    process surfer : desktop-app
    external site { trust = internal }
    surfer -> site { via = https, carries = visit }
  }
}
