/// The door for administrators stands open to networks that are not ours.
///
/// Such ports are found within minutes and tried day and night, and the next weakness in the service behind them is
/// used within hours.
rule privilege.exposed-admin "Administration of {to} can be reached from outside" {
  stride          = elevation-of-privilege
  on              = flow
  when            = flow.admin and any(flow.callers, o: o.trust <= partner) and to.trust > partner
  unless          = flow.vpn or flow.ip-filtered or to has network-allow-list or to has just-in-time-access
  reduces         = [multi-factor-authentication, patching, host-firewall, log-monitoring]
  likelihood      = medium
  impact          = max(high, rating(to))
  fix             = """
    Let {to} be administered only from listed addresses, over a tunnel, or through a door that opens on request.
  """
  false-positives = """
    Dismiss it when a proxy that checks person and device stands before {to} and the model leaves it out.
  """
  refs            = ["CWE-1125", "CWE-419", "CAPEC-300", "T1133", "T1021", "A05:2021", "A02:2025", "ASVS-5.0-8.4.2"]

  fires {
    actor administrator
    process jump : bastion
    administrator -> jump { via = ssh, auth = certificate, admin = true }
  }

  answered "through a tunnel" {
    actor administrator
    process jump : bastion
    administrator -> jump { via = ssh, auth = certificate, vpn = true, admin = true }
  }

  answered "listed addresses only" {
    actor administrator
    process jump : bastion
    administrator -> jump { via = ssh, auth = certificate, ip-filtered = true, admin = true }
  }

  answered "the host filters" {
    actor administrator
    process jump : bastion { controls = network-allow-list }
    administrator -> jump { via = ssh, auth = certificate, admin = true }
  }

  answered "the door opens on request" {
    actor administrator
    process jump : bastion { controls = just-in-time-access }
    administrator -> jump { via = ssh, auth = certificate, admin = true }
  }

  silent "no administration" {
    actor administrator
    process jump : bastion
    administrator -> jump { via = ssh, auth = certificate, admin = false }
  }
}
