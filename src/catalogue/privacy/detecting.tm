use std.privacy

/// People use a service that is about health, belief, origin or love, over a network that others run. Encryption hides
/// what they say and not with whom they speak.
///
/// An employer, a provider or a flatmate sees the name of the service and draws the conclusion.
rule privacy.detecting "Whoever watches the network learns who uses {this}" {
  linddun         = detecting
  on              = model
  when            = any(model.elements, t: t is process and not (t is client)
                      and any(t.incoming, f: (f.from is actor or f.from is client) and not f.local
                        and any(f.callers, o: o is actor and o.trust <= partner)
                        and (known(f.carries) or known(f.returns)) and any(f.data, d: d.special-category)))
  unless          = all(model.elements, u: not (u is process) or u is client
                      or all(u.incoming, g: g.local or g.vpn or not (g.from is actor or g.from is client)
                        or not any(g.callers, p: p is actor and p.trust <= partner)
                        or not any(g.data, e: e.special-category))
                      or u has private-access or u has traffic-shaping)
  reduces         = [encryption-in-transit, name-resolution-integrity]
  likelihood      = low
  impact          = medium
  fix             = """
    Let {t} be reached under a name that says nothing or through a relay, and keep sizes and times from telling more.
  """
  false-positives = "Dismiss it when {t} serves so many other purposes that using it tells nothing."
  refs            = ["CWE-1230", "CWE-359"]

  fires {
    data diagnosis { class = secret, personal = true, special-category = true }
    process clinic
    actor guest
    guest -> clinic { via = https, carries = diagnosis }
  }

  fires "behind a front that serves many" {
    data diagnosis { class = secret, personal = true, special-category = true }
    process front : gateway
    process clinic
    actor guest
    guest -> front { via = https, carries = diagnosis }
    front -> clinic { via = https, carries = diagnosis }
  }

  answered "through a relay" {
    data diagnosis { class = secret, personal = true, special-category = true }
    process clinic { controls = private-access }
    actor guest
    guest -> clinic { via = https, carries = diagnosis }
  }

  answered "sizes tell nothing" {
    data diagnosis { class = secret, personal = true, special-category = true }
    process clinic { controls = traffic-shaping }
    actor guest
    guest -> clinic { via = https, carries = diagnosis }
  }

  answered "inside a tunnel" {
    data diagnosis { class = secret, personal = true, special-category = true }
    process clinic
    actor guest
    guest -> clinic { via = https, vpn = true, carries = diagnosis }
  }

  silent "nothing delicate" {
    data diagnosis { class = secret, personal = true, special-category = false }
    process clinic
    actor guest
    guest -> clinic { via = https, carries = diagnosis }
  }
}
