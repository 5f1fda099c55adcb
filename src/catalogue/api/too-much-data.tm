use std.api

/// The interface answers with the whole record and leaves it to the caller to show the part that is meant.
///
/// Everybody who looks at the traffic sees the rest: birthdays, addresses, notes of the staff.
rule api.too-much-data "{to} sends {from} {d}, for which it has no use" {
  stride          = information-disclosure
  linddun         = data-disclosure
  on              = flow
  when            = to is service and (from is client or from.trust <= partner) and (known(from.uses) or (from is client and from.trust == untrusted)
                      or (not (from is actor) and count(flow.returns) >= 2))
                    and any(flow.returns, d: (d.class >= confidential or d.personal
                        or (from is client and from.trust == untrusted and d.class >= internal))
                      and not (d in from.uses))
  unless          = to has redaction or to has data-minimisation
  reduces         = access-control
  likelihood      = low
  fix             = """
    Build the answer of {to} from the fields that {from} needs, and add a test that fails when a field is added.
  """
  false-positives = "Dismiss it when {from} passes {d} on to somebody who needs it."
  refs            = ["CWE-213", "CAPEC-37", "API3:2023", "A01:2025", "ASVS-5.0-14.2.6", "ASVS-5.0-15.3.1"]

  fires {
    data profile { class = confidential }
    data name { class = internal }
    external partner { uses = name }
    process crm : rest-api
    partner -> crm { via = https, returns = [name, profile] }
  }

  answered "the answer is shaped" {
    data profile { class = confidential }
    data name { class = internal }
    external partner { uses = name }
    process crm : rest-api { controls = response-shaping }
    partner -> crm { via = https, returns = [name, profile] }
  }

  answered "the rest is blacked out" {
    data profile { class = confidential }
    data name { class = internal }
    external partner { uses = name }
    process crm : rest-api { controls = redaction }
    partner -> crm { via = https, returns = [name, profile] }
  }

  silent "it needs it" {
    data profile { class = confidential }
    data name { class = internal }
    external partner { uses = [name, profile] }
    process crm : rest-api
    partner -> crm { via = https, returns = [name, profile] }
  }

  silent "one thing is asked for and one comes back" {
    data profile { class = confidential }
    external partner
    process crm : rest-api
    partner -> crm { via = https, returns = profile }
  }

  asks "which of them does it need?" {
    data profile { class = confidential }
    data name { class = internal }
    external partner
    process crm : rest-api
    partner -> crm { via = https, returns = [name, profile] }
  }
}
