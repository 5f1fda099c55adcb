/// A caller, a false page or a program on their own machine brings a person to order something weighty here: to open,
/// to pay, to hand over.
///
/// The person is logged in and does it themselves, or believes to do something else. No proof of who they are helps
/// against that.
rule people.deceived-customer "{o} is talked into sending {d} to {to}" {
  stride          = [spoofing, tampering]
  on              = flow
  one             = to
  when            = to is process and not (to is forwarding) and not (to is identity) and not (to is client)
                    and to.trust > partner and not flow.local and not flow.admin
                    and any(flow.callers, o: o is actor and o.trust <= partner)
                    and known(flow.carries) and any(flow.carries, d: not d.credential and known(d.integrity)
                      and d.integrity >= very-high and (not (from is forwarding) or any(from.incoming, j: d in j.carries
                        and any(j.origins, q: q is actor and q.trust <= partner))))
  unless          = to has transaction-confirmation or to has human-approval
                    or (from is forwarding and from has transaction-confirmation)
  reduces         = [user-training, log-monitoring, quota]
  likelihood      = low
  impact          = min(medium, rating(this))
  fix             = """
    Show people on a second way what {d} will do and for whom before {to} does it, and wait where the receiver or the
    device is new.
  """
  false-positives = "Dismiss it when what {to} does can be undone for some days."
  refs            = ["CWE-356", "T1684.001", "ASVS-5.0-7.5.3"]

  fires {
    data payment { class = internal, integrity = very-high }
    actor customer
    process bank
    customer -> bank { via = https, auth = session, carries = payment }
  }

  answered "a second look" {
    data payment { class = internal, integrity = very-high }
    actor customer
    process bank { controls = transaction-confirmation }
    customer -> bank { via = https, auth = session, carries = payment }
  }

  answered "somebody agrees" {
    data payment { class = internal, integrity = very-high }
    actor customer
    process bank { controls = human-approval }
    customer -> bank { via = https, auth = session, carries = payment }
  }

  answered "the gateway asks again" {
    data payment { class = internal, integrity = very-high }
    actor customer
    process edge : gateway { controls = transaction-confirmation }
    process bank
    customer -> edge { via = https, auth = session, carries = payment }
    edge -> bank { via = https, auth = session, carries = payment }
  }

  silent "less is at stake" {
    data payment { class = internal, integrity = medium }
    actor customer
    process bank
    customer -> bank { via = https, auth = session, carries = payment }
  }
}
