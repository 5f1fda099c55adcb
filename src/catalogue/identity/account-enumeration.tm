use std.identity

/// Login, registration and recovery answer differently, or faster, where an account exists.
///
/// An attacker with a list of addresses learns which are worth trying. Where the service is delicate, the answer alone
/// gives a person away.
rule identity.account-enumeration "{this} tells strangers who has an account" {
  stride          = information-disclosure
  linddun         = detecting
  on              = [login-service, account-recovery, registration-service, identity-provider]
  when            = any(this.incoming, f: any(f.callers, o: o.trust == untrusted)) and this.trust > partner
  unless          = this has uniform-responses
  reduces         = [rate-limit, login-throttling, log-monitoring]
  likelihood      = medium
  impact          = low
  fix             = """
    Give the same answer, after the same time, whether {this} knows the account or not, and mail the rest.
  """
  false-positives = "Dismiss it when names of accounts are public, as on a forum."
  refs            = ["CWE-204", "CWE-208", "CAPEC-575", "T1589", "ASVS-5.0-6.3.8"]

  fires {
    actor customer
    process login : login-service
    customer -> login { via = https }
  }

  answered "one answer for all" {
    actor customer
    process login : login-service { controls = uniform-responses }
    customer -> login { via = https }
  }

  silent "no stranger" {
    actor customer { trust = internal }
    process login : login-service
    customer -> login { via = https }
  }
}
