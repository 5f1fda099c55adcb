/// People give data about themselves, and nothing tells them what it is for, who gets it and how long it stays.
///
/// They cannot decide, object or complain about what they do not know. Without notice there is no valid consent
/// either.
rule privacy.no-notice "People are not told what {p} does with {this}" {
  linddun         = unawareness
  on              = data
  when            = this.personal and not this.credential
                    and not (known(this.origin) and not (this.origin is actor)) and any(this.places, p: p is process
                      and not (p is forwarding) and not (p is client) and not (p is container-platform)
                      and not (p is bastion) and not (p is development) and not (p is monitoring)
                      and any(p.incoming, f: this in f.carries and any(f.callers, o: o is actor and o.trust <= partner)
                        and (not (f.from is forwarding) or any(f.from.incoming, j: this in j.carries))))
  unless          = any(this.places, q: q is process and q has privacy-notice)
  reduces         = [consent-management, data-minimisation, subject-rights]
  likelihood      = very-low
  impact          = low
  fix             = """
    Say where {p} asks for {this}, in a few plain words, why it is needed, who sees it and when it is deleted.
  """
  false-positives = """
    Dismiss it when the people are told elsewhere before they come here, as employees by their contract.
  """
  refs            = ["ASVS-5.0-14.1.2"]

  fires {
    data profile { class = confidential, personal = true }
    actor member
    process club
    member -> club { via = https, carries = profile }
  }

  answered "they are told" {
    data profile { class = confidential, personal = true }
    actor member
    process club { controls = privacy-notice }
    member -> club { via = https, carries = profile }
  }

  answered "they are told where they type it" {
    data profile { class = confidential, personal = true }
    actor member
    process form : mobile-app { controls = privacy-notice }
    process club
    member -> form { carries = profile }
    form -> club { via = https, carries = profile }
  }

  silent "not about people" {
    data profile { class = confidential, personal = false }
    actor member
    process club
    member -> club { via = https, carries = profile }
  }

  silent "people do not give it" {
    data profile { class = confidential, personal = true }
    process registry
    process club
    registry -> club { via = https, carries = profile }
  }

  silent "it only passes a platform" {
    data profile { class = confidential, personal = true }
    actor member
    process cluster : container-platform
    member -> cluster { via = https, carries = profile }
  }
}
