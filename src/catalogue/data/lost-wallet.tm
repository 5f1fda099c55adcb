use std.data

/// One key is all that proves who owns something, and it lies in one place.
///
/// No court and no administrator of a ledger can give back what a lost key owned. A broken disk or a person who leaves
/// is enough.
rule data.lost-wallet "What {this} owns is lost with its key" {
  stride          = denial-of-service
  on              = wallet
  when            = count(this.incoming) > 0
  unless          = this has key-recovery or (known(this has dual-control) and this has dual-control)
  reduces         = [backup, redundancy]
  likelihood      = low
  impact          = high
  fix             = """
    Split the key of {this} among several people or places so that some of them can restore it, and try that out once
    a year.
  """
  false-positives = "Dismiss it when {this} holds only what can be bought again."
  refs            = ["ASVS-5.0-11.1.1"]
  supersedes      = [privilege.lone-unsealing, availability.unbacked-vault]

  fires {
    process shop
    store purse : wallet
    shop -> purse { via = ipc }
  }

  fires "we run it" {
    process shop
    store purse : wallet { managed = false }
    shop -> purse { via = ipc }
  }

  answered "shares with several people" {
    process shop
    store purse : wallet { controls = key-recovery }
    shop -> purse { via = ipc }
  }

  answered "several must sign" {
    process shop
    store purse : wallet { controls = dual-control }
    shop -> purse { via = ipc }
  }

  silent "an ordinary safe" {
    process shop
    store purse : vault
    shop -> purse { via = ipc }
  }

  silent "nothing is done with it" {
    process shop
    store purse : wallet
  }
}
