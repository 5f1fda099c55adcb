use std.data

/// People work in a database directly, past every program that would check or record what they do.
///
/// They can read the salaries of colleagues and change a balance, by mistake or on purpose, and nothing will ever show
/// it.
rule data.unwatched-administrator "Nobody sees what {from} reads and changes in {to}" {
  stride          = [repudiation, information-disclosure, tampering]
  on              = flow
  when            = any(flow.callers, o: o is actor) and to is store and (flow.admin or to is database)
                    and any(to.data, d: d.class >= confidential or d.integrity >= high)
  unless          = to has audit-log or to has privileged-access-management or from has privileged-access-management
  reduces         = [least-privilege, multi-factor-authentication, log-monitoring]
  likelihood      = low
  fix             = """
    Lend {from} access to {to} for a task and a time, and record each statement where {from} cannot change the
    record.
  """
  false-positives = "Dismiss it when the database is a copy for analysis without anything that points to people."
  refs            = ["CWE-778", "T1078", "T1213", "A09:2021", "A09:2025", "ASVS-5.0-16.3.3", "ASVS-5.0-16.4.2"]

  fires {
    data salary { class = confidential }
    actor keeper { trust = internal }
    store books : postgres { holds = salary }
    keeper -> books { via = sql-tls, auth = password, carries = [], admin = true }
  }

  answered "reads are recorded" {
    data salary { class = confidential }
    actor keeper { trust = internal }
    store books : postgres { holds = salary, controls = storage-access-logging }
    keeper -> books { via = sql-tls, auth = password, carries = [], admin = true }
  }

  answered "access is lent" {
    data salary { class = confidential }
    actor keeper { trust = internal, controls = just-in-time-access }
    store books : postgres { holds = salary }
    keeper -> books { via = sql-tls, auth = password, carries = [], admin = true }
  }

  answered "and at the store" {
    data salary { class = confidential }
    actor keeper { trust = internal }
    store books : postgres { holds = salary, controls = privileged-access-management }
    keeper -> books { via = sql-tls, auth = password, carries = [], admin = true }
  }

  silent "a program does it" {
    data salary { class = confidential }
    process keeper { trust = internal }
    store books : postgres { holds = salary }
    keeper -> books { via = sql-tls, auth = password, carries = [], admin = true }
  }

  silent "nothing of value" {
    data salary { class = internal }
    actor keeper { trust = internal }
    store books : postgres { holds = salary }
    keeper -> books { via = sql-tls, auth = password, carries = [], admin = true }
  }
}
