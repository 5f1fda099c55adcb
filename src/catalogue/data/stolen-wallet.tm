use std.data

/// A program can have anything signed that a wallet owns, alone and without a limit.
///
/// A transfer on a ledger cannot be called back. Whoever takes over the program for a minute moves everything, and it
/// is gone.
rule data.stolen-wallet "Whoever takes over {from} spends what {to} owns, and nobody can take it back" {
  stride          = [elevation-of-privilege, tampering]
  on              = flow
  one             = to
  when            = to is wallet and from is process and not from is wallet
  unless          = to has human-approval
                    or (known(from has human-approval) and from has human-approval)
                    or (known(to has quota) and to has quota)
  reduces         = [least-privilege, hardware-key-protection, log-monitoring, rate-limit]
  likelihood      = low
  impact          = high
  fix             = """
    Let {to} sign small sums only for {from}, to known receivers, and let several people sign the rest with keys that
    no program reaches.
  """
  false-positives = "Dismiss it when a person confirms each transfer on a device of their own."
  refs            = ["CWE-654", "T1657", "ASVS-5.0-2.3.5"]

  fires {
    process shop
    store purse : wallet
    shop -> purse { via = ipc }
  }

  answered "people sign too" {
    process shop
    store purse : wallet { controls = dual-control }
    shop -> purse { via = ipc }
  }

  answered "people agree before it asks" {
    process shop { controls = human-approval }
    store purse : wallet
    shop -> purse { via = ipc }
  }

  answered "so much a day" {
    process shop
    store purse : wallet { controls = quota }
    shop -> purse { via = ipc }
  }

  silent "an ordinary safe" {
    process shop
    store purse : vault
    shop -> purse { via = ipc }
  }
}
