/// Staff get into the network from anywhere with one secret: a password, or a certificate that lies in a file.
///
/// The secret of one of them is in a list that is for sale. Whoever buys it is inside, with an address of the house,
/// and every later door takes that for granted.
rule spoofing.single-factor-tunnel "One stolen secret opens the network behind {to}" {
  stride          = spoofing
  on              = flow
  one             = to
  when            = to is vpn-gateway and any(flow.callers, o: o is actor or o is client)
                    and (flow.auth in [password, session, token, oidc, certificate, shared-key])
  unless          = flow.auth-factors >= 2 or to has multi-factor-authentication
  reduces         = [login-throttling, device-attestation, log-monitoring, network-segmentation]
  likelihood      = low
  impact          = max(medium, rating(to))
  fix             = "Ask at {to} for a second factor that cannot be passed on, such as a security key, from everybody."
  false-positives = "Dismiss it when the identity provider behind {to} asks for it and the model does not show it."
  refs            = ["CWE-308", "CAPEC-560", "T1133", "T1078", "M1032", "A07:2021", "A07:2025", "ASVS-5.0-6.3.3"]

  fires {
    actor nurse { trust = internal }
    process door : vpn-gateway
    nurse -> door { via = vpn-tunnel, auth = password }
  }

  answered "two factors" {
    actor nurse { trust = internal }
    process door : vpn-gateway
    nurse -> door { via = vpn-tunnel, auth = password, auth-factors = 2 }
  }

  answered "the gateway asks for a second one" {
    actor nurse { trust = internal }
    process door : vpn-gateway { controls = anti-phishing }
    nurse -> door { via = vpn-tunnel, auth = password }
  }

  silent "a program of ours" {
    process branch
    process door : vpn-gateway
    branch -> door { via = vpn-tunnel, auth = password }
  }

  asks "how do they get in?" {
    actor nurse { trust = internal }
    process door : vpn-gateway
    nurse -> door { via = vpn-tunnel }
  }
}
