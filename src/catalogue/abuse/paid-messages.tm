use std.messaging

/// A form of ours sends a message or starts a call to the number that somebody types, and we pay for each.
///
/// Fraudsters type thousands of dear numbers abroad and get a share of what they cost. One night is enough for a bill
/// of a year.
rule abuse.paid-messages "Strangers let {from} send messages through {to} at our cost" {
  stride          = denial-of-service
  on              = flow
  one             = [from, to]
  when            = (to is sms-provider or to is voice-provider) and from is process and not (from is client)
                    and any(from.incoming, f: any(f.origins, o: o.trust == untrusted))
  unless          = from has message-budget or to has message-budget or from has quota or from has rate-limit or from has bot-detection or to has quota
                    or not exposed(from, unless: rate-limit) or not exposed(from, unless: bot-detection)
  reduces         = [log-monitoring, authentication]
  likelihood      = low
  impact          = medium
  fix             = """
    Limit in {from} how many messages go to one number, one country and in one hour, and set a limit of spending at
    {to}.
  """
  false-positives = "Dismiss it when {from} sends only to numbers that staff have entered."
  refs            = ["CWE-770", "T1496.003", "API4:2023", "API6:2023", "ASVS-5.0-2.4.1"]

  fires {
    actor customer
    process login
    external texts : sms-provider
    customer -> login { via = https }
    login -> texts { via = https, auth = api-key }
  }

  answered "there is a budget" {
    actor customer
    process login { controls = message-budget }
    external texts : sms-provider
    customer -> login { via = https }
    login -> texts { via = https, auth = api-key }
  }

  answered "callers are slowed down" {
    actor customer
    process login { controls = rate-limit }
    external texts : sms-provider
    customer -> login { via = https }
    login -> texts { via = https, auth = api-key }
  }

  answered "programs are told from people" {
    actor customer
    process login { controls = bot-detection }
    external texts : sms-provider
    customer -> login { via = https }
    login -> texts { via = https, auth = api-key }
  }

  answered "the provider stops" {
    actor customer
    process login
    external texts : sms-provider { controls = message-budget }
    customer -> login { via = https }
    login -> texts { via = https, auth = api-key }
  }

  answered "callers are slowed down before" {
    actor customer
    process edge : gateway { controls = rate-limit }
    process login
    external texts : sms-provider
    customer -> edge { via = https }
    edge -> login { via = https }
    login -> texts { via = https, auth = api-key }
  }

  silent "only colleagues" {
    actor customer { trust = internal }
    process login
    external texts : sms-provider
    customer -> login { via = https }
    login -> texts { via = https, auth = api-key }
  }
}
