/// A stranger writes or calls and asks one of us, with a good story, for what that person may do anyway: change an
/// address, open an account, read something out.
///
/// The login is right and so are the rights; only the wish is somebody else's. The friendliest colleague is the weakest
/// door.
rule people.persuaded-staff "A stranger persuades {o} to change or give away {d} in {to}" {
  stride          = [spoofing, tampering, information-disclosure]
  on              = flow
  one             = to
  when            = (to is process or to is store) and not (to is forwarding) and not (to is client) and not flow.local
                    and not (to is identity) and not (to is vault)
                    and any(flow.callers, o: o is actor and o.trust > partner)
                    and (flow.admin or (known(flow.access) and (write in flow.access or delete in flow.access))
                      or (known(flow.carries) and any(flow.carries, c: known(c.integrity) and c.integrity >= high)))
                    and known(flow.carries) and any(flow.data, d: d.personal)
  unless          = to has human-approval or to has transaction-confirmation or from has human-approval
  reduces         = [user-training, audit-log, log-monitoring, case-bound-access]
  likelihood      = low
  impact          = min(medium, rating(this))
  fix             = """
    Let {to} tell the person whose {d} it is of each change, ask a second colleague before an account changes hands, and
    let {o} call back by a number that was known before.
  """
  false-positives = "Dismiss it when nobody who works with {to} ever hears from the people whose data it is."
  refs            = ["CAPEC-407", "T1684.001", "M1017"]

  fires {
    data account { class = confidential, personal = true }
    actor clerk { trust = internal }
    process desk
    clerk -> desk { via = https, auth = session, access = write, carries = account, returns = [] }
  }

  answered "a second person agrees" {
    data account { class = confidential, personal = true }
    actor clerk { trust = internal }
    process desk { controls = human-approval }
    clerk -> desk { via = https, auth = session, access = write, carries = account, returns = [] }
  }

  answered "the owner of the account confirms" {
    data account { class = confidential, personal = true }
    actor clerk { trust = internal }
    process desk { controls = transaction-confirmation }
    clerk -> desk { via = https, auth = session, access = write, carries = account, returns = [] }
  }

  answered "a second person on our side" {
    data account { class = confidential, personal = true }
    actor clerk { trust = internal, controls = human-approval }
    process desk
    clerk -> desk { via = https, auth = session, access = write, carries = account, returns = [] }
  }

  silent "about nobody" {
    data account { class = confidential, personal = false }
    actor clerk { trust = internal }
    process desk
    clerk -> desk { via = https, auth = session, access = write, carries = account, returns = [] }
  }
}
