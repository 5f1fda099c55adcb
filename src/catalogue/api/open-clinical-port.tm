use std.api

/// Clinical systems take messages and pictures over a connection that asks nobody who they are. The name of the sender
/// is a field in the message.
///
/// Whoever finds the port, from any computer of the house, files a result, a dose or a picture for any patient, or
/// asks for theirs.
rule api.open-clinical-port "{to} takes what anybody sends who reaches its port, as if {from} had sent it" {
  stride          = [spoofing, tampering, information-disclosure]
  on              = flow
  when            = known(flow.via) and (flow.via is hl7 or flow.via is dicom) and not flow.local
  unless          = all(flow.auth, a: a in [mtls, certificate, kerberos, token]) or flow.ip-filtered
                    or to has network-allow-list
  reduces         = [mutual-authentication, network-segmentation, input-validation, audit-log]
  likelihood      = medium
  impact          = max(medium, rating(this))
  fix             = """
    Let {to} take connections over TLS from senders with a certificate of its list, or at least from the address of
    {from} alone.
  """
  false-positives = "Dismiss it when both ends stand in one cabinet, on a wire of their own."
  refs            = ["CWE-306", "CAPEC-115", "A07:2021", "A07:2025"]
  supersedes      = spoofing.unauthenticated-flow

  fires {
    data result { class = confidential, integrity = high }
    process laboratory
    process records
    laboratory -> records { via = hl7, carries = result }
  }

  answered "certificates" {
    data result { class = confidential, integrity = high }
    process laboratory
    process records
    laboratory -> records { via = hl7-tls, auth = mtls, carries = result }
  }

  answered "one address" {
    data result { class = confidential, integrity = high }
    process laboratory
    process records
    laboratory -> records { via = hl7, ip-filtered = true, carries = result }
  }

  answered "listed senders" {
    data result { class = confidential, integrity = high }
    process laboratory
    process records { controls = network-allow-list }
    laboratory -> records { via = hl7, carries = result }
  }

  silent "not a network" {
    data result { class = confidential, integrity = high }
    process laboratory
    process records
    laboratory -> records { via = hl7, local = true, carries = result }
  }

  fires "from another house" {
    data result { class = confidential, integrity = high }
    process laboratory { trust = partner }
    process records { trust = internal }
    laboratory -> records { via = hl7, carries = result }
  }
}
