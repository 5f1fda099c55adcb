use std.identity

/// Programs open accounts by the thousand, with invented names and throw-away addresses.
///
/// Each account gets a free month, a voucher or a vote, and new ones replace those that are closed. Limits for an
/// account mean nothing where accounts cost nothing.
rule abuse.mass-accounts "Programs open accounts at {this} in masses" {
  stride          = spoofing
  on              = registration-service
  when            = any(this.incoming, f: any(f.callers, o: o.trust == untrusted)) and this.trust > partner
  unless          = this has bot-detection or this has account-verification
  reduces         = [rate-limit, quota, log-monitoring]
  likelihood      = low
  impact          = medium
  fix             = """
    Ask in {this} for something scarce before an account is worth anything, and give trials and vouchers once for a
    person, not once for an account.
  """
  false-positives = "Dismiss it when an account gives its owner nothing that strangers do not have."
  refs            = ["CWE-837", "API6:2023", "ASVS-5.0-2.4.1"]

  fires {
    actor customer
    process join : registration-service
    customer -> join { via = https }
  }

  answered "programs are told from people" {
    actor customer
    process join : registration-service { controls = bot-detection }
    customer -> join { via = https }
  }

  answered "accounts are verified" {
    actor customer
    process join : registration-service { controls = account-verification }
    customer -> join { via = https }
  }

  silent "only colleagues join" {
    actor customer { trust = internal }
    process join : registration-service
    customer -> join { via = https }
  }
}
