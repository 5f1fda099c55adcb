/// What the client sends is encrypted, but the far end does not prove who it is: a certificate is not checked, or
/// any key is accepted.
///
/// Encryption to an unknown peer keeps out listeners and lets in impostors. One false answer to a name lookup, and
/// the client talks to the wrong machine.
rule spoofing.unverified-server "{from} cannot tell {to} from an impostor" {
  stride          = [spoofing, information-disclosure]
  on              = flow
  when            = flow.encrypted and not flow.local and (crosses(flow) or from.trust != to.trust)
                    and any(flow.data, d: d.class >= confidential or d.integrity >= high)
  unless          = flow.server-auth or flow.auth == mtls
                    or from has certificate-pinning or to has mutual-authentication
                    or (known(flow has encryption-in-transit) and flow has encryption-in-transit)
  reduces         = [name-resolution-integrity, message-signing]
  likelihood      = low
  fix             = """
    Make {from} check the certificate or host key of {to} against what it expects, and end the call when it
    differs.
  """
  false-positives = "Dismiss it when both ends lie in a network that outsiders can neither join nor route into."
  refs            = ["CWE-295", "CAPEC-94", "T1557", "A07:2021", "A07:2025", "ASVS-5.0-12.3.2"]

  fires {
    data payment { class = confidential }
    process shop
    external bank { trust = partner }
    shop -> bank { via = tls, server-auth = false, carries = payment }
  }

  answered "the certificate is checked" {
    data payment { class = confidential }
    process shop
    external bank { trust = partner }
    shop -> bank { via = tls, carries = payment }
  }

  answered "the client knows the one right key" {
    data payment { class = confidential }
    process shop { controls = certificate-pinning }
    external bank { trust = partner }
    shop -> bank { via = tls, server-auth = false, carries = payment }
  }

  silent "both ends are equally trusted" {
    data payment { class = confidential }
    process shop
    external bank { trust = internal }
    shop -> bank { via = tls, server-auth = false, carries = payment }
  }

  asks "is it encrypted?" {
    data payment { class = confidential }
    process shop
    external bank { trust = partner }
    shop -> bank { server-auth = false, carries = payment }
  }
}
