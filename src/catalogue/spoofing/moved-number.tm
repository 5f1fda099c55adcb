use std.messaging

/// The code for the login goes to a telephone number, and the number is moved to the card of somebody else: by a call
/// to the network, a bribe there, or weaknesses between networks.
///
/// The owner notices when the telephone is silent. By then the code has opened the account, and often the recovery of
/// all others.
rule spoofing.moved-number "Who takes over a telephone number gets the codes that {from} sends through {to}" {
  stride          = spoofing
  on              = flow
  one             = [from, to]
  when            = (to is sms-provider or to is voice-provider) and from is process
                    and ((known(flow.carries) and any(flow.carries, d: d.credential)) or from is identity
                      or any(from.incoming, f: known(f.auth-factors) and f.auth-factors >= 2
                        and any(f.callers, o: o is actor)))
  unless          = from has anti-phishing
  reduces         = [log-monitoring, user-training, rate-limit, transaction-confirmation]
  likelihood      = low
  impact          = medium
  fix             = """
    Let people use passkeys or an app instead of codes from {from}, and let nobody reset an account with a number alone
    that has just changed.
  """
  false-positives = "Dismiss it when {from} sends notices through {to} and no codes."
  refs            = ["CWE-290", "T1451", "A07:2021", "A07:2025"]

  fires {
    data code { class = secret, credential = true, lifetime = short-lived }
    process login
    external texts : sms-provider
    login -> texts { via = https, auth = api-key, carries = code }
  }

  fires "a second factor by message" {
    actor customer
    process shop
    external texts : sms-provider
    customer -> shop { via = https, auth = password, auth-factors = 2 }
    shop -> texts { via = https, auth = api-key }
  }

  answered "passkeys" {
    data code { class = secret, credential = true, lifetime = short-lived }
    process login { controls = anti-phishing }
    external texts : sms-provider
    login -> texts { via = https, auth = api-key, carries = code }
  }

  silent "only notices" {
    data code { class = secret, credential = false }
    process login
    external texts : sms-provider
    login -> texts { via = https, auth = api-key, carries = code }
  }
}
