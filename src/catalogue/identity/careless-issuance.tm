use std.identity

/// Whoever asks the authority gets a certificate for the name that stands in the request.
///
/// A certificate in the name of an administrator or of a server is that administrator or server, for as long as it is
/// valid.
rule identity.careless-issuance "{this} signs a name that does not belong to who asks" {
  stride          = [spoofing, elevation-of-privilege]
  on              = certificate-authority
  when            = any(this.incoming, f: any(f.origins, o: o is actor or o.trust < this.trust))
  unless          = this has issuance-control
  reduces         = [audit-log, log-monitoring, human-approval]
  likelihood      = low
  impact          = high
  fix             = """
    Let {this} check for each name that the applicant controls it, allow no names of choice, and publish what it
    signs.
  """
  false-positives = "Dismiss it when {this} signs for one fixed list of devices."
  refs            = ["CWE-283", "T1649", "M1015"]

  fires {
    process shop { trust = exposed }
    process authority : certificate-authority
    shop -> authority { via = acme }
  }

  answered "names are checked" {
    process shop { trust = exposed }
    process authority : certificate-authority { controls = issuance-control }
    shop -> authority { via = acme }
  }

  silent "as trusted as itself" {
    process shop { trust = internal }
    process authority : certificate-authority
    shop -> authority { via = acme }
  }
}
