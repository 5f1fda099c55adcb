/// A computer far from the house is in the network through a tunnel, and at the same time in the network of a café, a
/// hotel or a family. Nothing says that it is looked after.
///
/// Malware on it needs no password: it uses the tunnel while its owner works, and takes along what the screen shows.
rule spoofing.unmanaged-computer "Malware on a computer that nobody looks after comes through the tunnel to {to}" {
  stride          = [spoofing, elevation-of-privilege, information-disclosure]
  on              = flow
  one             = to
  when            = (from is actor or (from is client and not (from is mobile-app)))
                    and (flow.vpn or to is vpn-gateway)
                    and (to is vpn-gateway or flow.admin or any(flow.data, d: d.class >= confidential
                      or d.integrity >= high))
  unless          = from has endpoint-protection
  reduces         = [device-attestation, patching, network-segmentation, multi-factor-authentication, log-monitoring]
  likelihood      = very-low
  impact          = max(medium, rating(this))
  fix             = """
    Let through to {to} only computers that you look after and that prove it: patched, encrypted, watched, and without
    a second way out beside the tunnel.
  """
  false-positives = "Dismiss it when people see only the picture of a desktop that runs inside."
  refs            = ["T1133", "M1040"]

  fires {
    data record { class = confidential }
    actor nurse { trust = partner }
    process desk
    nurse -> desk { via = https, vpn = true, returns = record }
  }

  answered "the computers are looked after" {
    data record { class = confidential }
    actor nurse { trust = partner, controls = endpoint-protection }
    process desk
    nurse -> desk { via = https, vpn = true, returns = record }
  }

  silent "no tunnel" {
    data record { class = confidential }
    actor nurse { trust = partner }
    process desk
    nurse -> desk { via = https, vpn = false, returns = record }
  }
}
