/// What a stranger typed becomes part of the head of a mail. A line break in it starts a header of their own.
///
/// Our server then sends their text to their list of addresses, in our name, until every receiver blocks us.
rule injection.mail-header "Strangers can write headers into the mails that {from} sends" {
  stride          = [tampering, spoofing]
  on              = flow
  when            = from is process and not (from is forwarding) and known(flow.via) and flow.via is smtp
                    and tainted(flow)
  unless          = from has input-validation
  reduces         = rate-limit
  likelihood      = low
  impact          = medium
  fix             = """
    Build mails in {from} with a library that refuses line breaks in headers, and never take the receiver from a
    form.
  """
  false-positives = "Dismiss it when subject, sender and receiver are fixed in {from}."
  refs            = ["CWE-93", "CAPEC-134", "A03:2021", "A05:2025", "ASVS-5.0-1.3.11"]

  fires {
    actor visitor
    process form
    external post : saas
    visitor -> form { via = https }
    form -> post { via = smtps }
  }

  answered "line breaks are refused" {
    actor visitor
    process form { controls = input-validation }
    external post : saas
    visitor -> form { via = https }
    form -> post { via = smtps }
  }

  silent "no mail in this form" {
    actor visitor
    process form
    external post : saas
    visitor -> form { via = https }
    form -> post { via = https }
  }

  silent "only we write" {
    actor visitor { trust = internal }
    process form
    external post : saas
    visitor -> form { via = https }
    form -> post { via = smtps }
  }
}
