use std.privacy

/// People use a service that is about health, belief, origin or love, over a network that others run. Encryption hides
/// what they say and not with whom they speak.
///
/// An employer, a provider or a flatmate sees the name of the service and draws the conclusion.
rule privacy.detecting "Whoever watches the network learns that {from} uses {to}" {
  linddun         = detecting
  on              = flow
  when            = (from is actor or from is client) and any(flow.callers, o: o is actor) and crosses(flow) and not flow.local and known(flow.carries)
                    and any(flow.data, d: d.special-category)
  unless          = flow has traffic-shaping or to has private-access or flow has private-access or flow.vpn
  reduces         = [encryption-in-transit, name-resolution-integrity]
  likelihood      = low
  fix             = """
    Let {to} be reached under a name that says nothing or through a relay, and keep sizes and times from telling
    more.
  """
  false-positives = "Dismiss it when {to} serves so many other purposes that using it tells nothing."
  refs            = ["CWE-1230", "CWE-359"]

  fires {
    data diagnosis { class = secret, personal = true, special-category = true }
    boundary inside : network { process clinic }
    boundary home : network { actor guest }
    guest -> clinic { via = https, carries = diagnosis }
  }

  answered "through a relay" {
    data diagnosis { class = secret, personal = true, special-category = true }
    boundary inside : network { process clinic { controls = private-access } }
    boundary home : network { actor guest }
    guest -> clinic { via = https, carries = diagnosis }
  }

  answered "inside a tunnel" {
    data diagnosis { class = secret, personal = true, special-category = true }
    boundary inside : network { process clinic }
    boundary home : network { actor guest }
    guest -> clinic { via = https, vpn = true, carries = diagnosis }
  }

  silent "nothing delicate" {
    data diagnosis { class = secret, personal = true, special-category = false }
    boundary inside : network { process clinic }
    boundary home : network { actor guest }
    guest -> clinic { via = https, carries = diagnosis }
  }
}
