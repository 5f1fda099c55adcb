use std.web

/// Mail is sent in our name, and nothing tells receivers which mail that claims our name is ours.
///
/// Our customers get perfect copies of our mails with other links. The more mail we send, the better the copies work.
rule web.forged-mail "Others can send mail that looks as if it came from {from}" {
  stride          = spoofing
  on              = flow
  when            = to is email-provider and from is process
  unless          = from has mail-authentication or to has mail-authentication
  reduces         = [anti-phishing, log-monitoring]
  likelihood      = low
  impact          = medium
  fix             = "Publish SPF, DKIM and a DMARC policy that rejects for every domain from which {from} sends."
  false-positives = """
    Dismiss it when {from} sends to colleagues only, and the mail server marks what comes from outside.
  """
  refs            = ["CWE-290", "CAPEC-151", "T1566.002", "T1684.002", "A07:2025"]

  fires {
    process shop
    external post : email-provider
    shop -> post { via = https }
  }

  answered "receivers can check it" {
    process shop { controls = mail-authentication }
    external post : email-provider
    shop -> post { via = https }
  }

  answered "the provider sees to it" {
    process shop
    external post : email-provider { controls = mail-authentication }
    shop -> post { via = https }
  }

  silent "no mail" {
    process shop
    external post : payment-provider
    shop -> post { via = https }
  }
}
