/// People change things that must be right through this process, and it writes down neither who did it nor when.
///
/// When something is wrong later, nobody can tell a mistake from an attack, and everybody can say that it was
/// somebody else.
rule repudiation.no-audit-log "{this} keeps no record of who sent {d}" {
  stride          = repudiation
  on              = process
  when            = not (this is forwarding)
                    and any(this.incoming, f: any(f.callers, o: o is actor or o is external)
                      and any(f.carries, d: d.integrity >= high
                        and (not (f.from is forwarding) or any(f.from.incoming, j: d in j.carries))))
  unless          = this has audit-log
                    or any(this.outgoing, g: (g.to is log-store or (g.to is store and g.to.role == log and g.to has append-only-log))
                      and any(g.carries, r: r.integrity >= high))
  reduces         = [log-monitoring, message-signing]
  supersedes      = repudiation.no-reading-record
  likelihood      = very-low
  fix             = """
    Let {this} record who changed {d}, when, from where and to what, in a place that {this} cannot rewrite.
  """
  false-positives = "Dismiss it when the store behind {this} keeps each version with its author."
  refs            = ["CWE-778", "A09:2021", "A09:2025", "ASVS-5.0-16.2.1", "ASVS-5.0-16.3.3"]

  fires {
    data order { class = internal, integrity = high }
    actor customer
    process shop
    customer -> shop { via = https, auth = session, carries = order }
  }

  fires "one of ours sends it, and reads what is personal" {
    data record { class = confidential, personal = true, integrity = high }
    actor nurse { trust = internal }
    process ward
    nurse -> ward { via = https, auth = session, carries = record, returns = record }
  }

  answered "it writes an audit log" {
    data order { class = internal, integrity = high }
    actor customer
    process shop { controls = audit-log }
    customer -> shop { via = https, auth = session, carries = order }
  }

  answered "it writes to a log store" {
    data order { class = internal, integrity = high }
    actor customer
    process shop
    data line { class = internal, integrity = high }
    store journal : log-store
    shop -> journal { via = syslog-tls, carries = line }
    customer -> shop { via = https, auth = session, carries = order }
  }

  silent "it matters little" {
    data order { class = internal, integrity = medium }
    actor customer
    process shop
    customer -> shop { via = https, auth = session, carries = order }
  }

  asks "what do they send?" {
    data order { class = internal, integrity = high }
    actor customer
    process shop
    customer -> shop { via = https, auth = session }
  }

  fires "what it writes is no record" {
    data order { class = internal, integrity = high }
    data temperature { class = public, integrity = low }
    actor customer
    process shop
    store metrics : log-store
    shop -> metrics { via = syslog-tls, carries = temperature }
    customer -> shop { via = https, auth = session, carries = order }
  }

  answered "it writes to a database that is a log, and takes nothing back" {
    data order { class = internal, integrity = high }
    actor customer
    process shop
    store journal : database { role = log, controls = append-only-log }
    shop -> journal { via = tls, carries = order }
    customer -> shop { via = https, auth = session, carries = order }
  }

  fires "to a database that is a log, and may be written anew" {
    data order { class = internal, integrity = high }
    actor customer
    process shop
    store journal : database { role = log, lacks = append-only-log }
    shop -> journal { via = tls, carries = order }
    customer -> shop { via = https, auth = session, carries = order }
  }
}
