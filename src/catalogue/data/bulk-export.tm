/// One account can read a great many records, one after the other or all at once, and nobody notices.
///
/// The curious, the bribed and the robbed colleague all do the same: export what they may see. Rights alone do not stop
/// them.
rule data.bulk-export "One account can carry all of {d} away from {to}" {
  stride          = information-disclosure
  on              = flow
  when            = any(flow.callers, o: o is actor and o.trust > partner) and not (to is actor) and not (to is forwarding)
                    and not (to is external)
                    and any(flow.returns, d: ((known(d.records) and d.records >= 10000)
                      or (known(d.subjects) and d.subjects >= 10000)) and d.class >= confidential)
  unless          = to has rate-limit or to has quota
  reduces         = [log-monitoring, audit-log]
  likelihood      = low
  impact          = min(high, rating(this))
  fix             = """
    Limit at {to} how many records of {d} one account gets in a day, and tell somebody when it is far more than
    usual.
  """
  false-positives = "Dismiss it when whoever asks {to} reads all of {d} every day."
  refs            = ["T1213", "API6:2023", "ASVS-5.0-2.4.1", "ASVS-5.0-16.3.3"]

  fires {
    data patient { class = confidential, records = 80000 }
    actor clerk { trust = internal }
    process ward
    clerk -> ward { via = https, returns = patient }
  }

  fires "about many people" {
    data patient { class = confidential, subjects = 80000 }
    actor clerk { trust = internal }
    process ward
    clerk -> ward { via = https, returns = patient }
  }

  answered "there is a limit" {
    data patient { class = confidential, records = 80000 }
    actor clerk { trust = internal }
    process ward { controls = rate-limit }
    clerk -> ward { via = https, returns = patient }
  }

  answered "there is a quota" {
    data patient { class = confidential, records = 80000 }
    actor clerk { trust = internal }
    process ward { controls = quota }
    clerk -> ward { via = https, returns = patient }
  }

  silent "few records" {
    data patient { class = confidential, records = 80 }
    actor clerk { trust = internal }
    process ward
    clerk -> ward { via = https, returns = patient }
  }

  silent "patients see what is their own" {
    data patient { class = confidential, records = 80000 }
    actor clerk { trust = untrusted }
    process ward
    clerk -> ward { via = https, returns = patient }
  }

  asks "what comes back?" {
    data patient { class = confidential, records = 80000 }
    actor clerk { trust = internal }
    process ward
    clerk -> ward { via = https }
  }
}
