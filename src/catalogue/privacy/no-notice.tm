/// People give data about themselves to this process, and nothing tells them what it is for, who gets it and how
/// long it stays.
///
/// They cannot decide, object or complain about what they do not know. Without notice there is no valid consent
/// either.
rule privacy.no-notice "People are not told what {this} does with {d}" {
  linddun         = unawareness
  on              = process
  when            = not (this is forwarding) and not (this is container-platform) and not (this is bastion)
                    and not (this is development) and not (this is monitoring)
                    and any(this.incoming, f: any(f.callers, o: o is actor) and any(f.carries, d: d.personal))
  unless          = this has privacy-notice
  reduces         = [consent-management, data-minimisation, subject-rights]
  likelihood      = low
  impact          = medium
  fix             = """
    Say where {this} asks for {d}, in a few plain words, why it is needed, who sees it and when it is deleted.
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

  silent "not about people" {
    data profile { class = confidential, personal = false }
    actor member
    process club
    member -> club { via = https, carries = profile }
  }

  asks "what do they give?" {
    data profile { class = confidential, personal = true }
    actor member
    process club
    member -> club { via = https }
  }

  silent "it only passes a platform" {
    data profile { class = confidential, personal = true }
    actor member
    process cluster : container-platform
    member -> cluster { via = https, carries = profile }
  }
}
