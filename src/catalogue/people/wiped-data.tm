/// Somebody with rights, or a thief of their login, deletes accounts or records, one after the other or all at once.
///
/// The tool is made for it and asks no second person. Anger, a bribe or one wrong filter has the same effect.
rule people.wiped-data "{o} can wipe {d} with {to}" {
  stride          = [tampering, denial-of-service]
  on              = flow
  one             = to
  when            = to is process and not (to is forwarding) and not (to is client) and not flow.local
                    and not (to is container-platform) and not (to is development) and not (to is vault)
                    and any(flow.callers, o: o is actor and (flow.admin or o.trust > partner))
                    and ((flow.admin and known(flow.via) and flow.via is http)
                      or (known(flow.access) and delete in flow.access))
                    and any(to.data, d: not d.credential and (d.personal or (known(d.integrity)
                      and d.integrity >= high)))
  unless          = to has human-approval or to has delayed-deletion or to has backup
                    or (any(to.outgoing, s: s.to is store and not (s.to is log-store))
                      and all(to.outgoing, t: not (t.to is store) or t.to is log-store or t.to has delayed-deletion
                        or t.to has backup))
  reduces         = [quota, audit-log, log-monitoring, privileged-access-management]
  likelihood      = very-low
  impact          = min(medium, rating(this))
  fix             = """
    Let {to} hide what is deleted for some weeks before it is gone, ask a second person before many are deleted, and
    limit how many one person can delete in an hour.
  """
  false-positives = "Dismiss it when {flow} can only read and mark."
  refs            = ["CWE-267", "T1485", "T1531"]

  fires {
    data account { class = confidential, personal = true }
    actor moderator { trust = internal }
    process tool
    moderator -> tool { via = https, auth = session, access = delete, carries = account, returns = account }
  }

  fires "an administrator who works from outside" {
    data account { class = confidential, personal = true }
    actor moderator { trust = untrusted }
    process tool
    moderator -> tool { via = https, auth = session, admin = true, carries = account, returns = account }
  }

  answered "a second person agrees" {
    data account { class = confidential, personal = true }
    actor moderator { trust = internal }
    process tool { controls = human-approval }
    moderator -> tool { via = https, auth = session, access = delete, carries = account, returns = account }
  }

  answered "it can be brought back" {
    data account { class = confidential, personal = true }
    actor moderator { trust = internal }
    process tool { controls = delayed-deletion }
    moderator -> tool { via = https, auth = session, access = delete, carries = account, returns = account }
  }

  answered "the tool keeps copies" {
    data account { class = confidential, personal = true }
    actor moderator { trust = internal }
    process tool { controls = backup }
    moderator -> tool { via = https, auth = session, access = delete, carries = account, returns = account }
  }

  answered "there is a copy behind the tool" {
    data account { class = confidential, personal = true }
    actor moderator { trust = internal }
    process tool
    store accounts { holds = account, controls = backup }
    moderator -> tool { via = https, auth = session, access = delete, carries = account, returns = account }
    tool -> accounts { via = sql-tls, carries = account, returns = account }
  }

  silent "they only read" {
    data account { class = confidential, personal = true }
    actor moderator { trust = internal }
    process tool
    moderator -> tool { via = https, auth = session, access = read, carries = account, returns = account }
  }
}
