use std.messaging
use std.web

/// What a notice says is read by the company that carries it, stands on locked screens, and lies in mailboxes and
/// message lists for years.
///
/// A test result, a balance or a login code in a text message is as good as said aloud in the train.
rule messaging.telling-notification "The notice that {to} carries for {from} says {d} aloud" {
  stride          = information-disclosure
  linddun         = data-disclosure
  on              = flow
  when            = (to is sms-provider or to is email-provider or to is chat-platform)
                    and from is process
                    and any(flow.carries, d: not (d.credential and d.lifetime == short-lived)
                      and (d.class >= confidential or d.special-category or d.credential))
  unless          = from has redaction or from has data-minimisation
  likelihood      = low
  impact          = min(high, rating(this))
  fix             = "Let {from} say only that there is something to read, and show {d} after the login."
  false-positives = "Dismiss it when the content is encrypted for the receiver and {to} sees only cipher text."
  refs            = ["CWE-201", "T1517", "ASVS-5.0-14.2.3"]

  fires {
    data result { class = confidential }
    process clinic
    external carrier : sms-provider
    clinic -> carrier { via = https, carries = result }
  }

  answered "the notice says little" {
    data result { class = confidential }
    process clinic { controls = data-minimisation }
    external carrier : sms-provider
    clinic -> carrier { via = https, carries = result }
  }

  answered "names are taken out" {
    data result { class = confidential }
    process clinic { controls = redaction }
    external carrier : sms-provider
    clinic -> carrier { via = https, carries = result }
  }

  silent "nothing to hide" {
    data result { class = internal }
    process clinic
    external carrier : sms-provider
    clinic -> carrier { via = https, carries = result }
  }

  silent "no carrier of notices" {
    data result { class = confidential }
    process clinic
    external carrier : saas
    clinic -> carrier { via = https, carries = result }
  }

  asks "how is it classified?" {
    data result
    process clinic
    external carrier : sms-provider
    clinic -> carrier { via = https, carries = result }
  }

  silent "a code that ends in a minute" {
    data code { class = secret, credential = true, lifetime = short-lived }
    process clinic
    external carrier : sms-provider
    clinic -> carrier { via = https, carries = code }
  }
}
