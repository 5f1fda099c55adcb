/// Our own people look things up through this, and nobody can tell afterwards who looked at what.
///
/// The curious read the records of neighbours and of the famous. Where reading leaves no trace, it costs nothing, and those
/// concerned never learn of it.
rule repudiation.no-reading-record "{this} keeps no record of which {d} {o} read" {
  stride          = repudiation
  linddun         = non-compliance
  on              = [process, store]
  when            = not (this is forwarding) and not (this is client)
                    and any(this.incoming, f: any(f.callers, o: o is actor and o.trust > partner)
                      and any(f.returns, d: d.special-category or (d.personal and d.class >= confidential)))
  unless          = this has audit-log
                    or any(this.outgoing, g: g.to is log-store and any(g.carries, r: r.integrity >= medium))
  reduces         = [log-monitoring, access-control]
  likelihood      = very-low
  impact          = medium
  fix             = """
    Let {this} record who read which {d}, when and for which case, and let somebody look at that record.
  """
  false-positives = "Dismiss it when those who read {d} here are the people that it is about."
  refs            = ["CWE-778", "A09:2021", "A09:2025"]

  fires {
    data record { class = confidential, personal = true }
    actor nurse { trust = internal }
    process ward
    nurse -> ward { via = https, auth = session, returns = record }
  }

  fires "through the program on the desk" {
    data record { class = confidential, personal = true }
    actor nurse { trust = internal }
    process desk : desktop-app
    process ward
    nurse -> desk { local = true, returns = record }
    desk -> ward { via = https, auth = session, returns = record }
  }

  answered "reading is recorded" {
    data record { class = confidential, personal = true }
    actor nurse { trust = internal }
    process ward { controls = audit-log }
    nurse -> ward { via = https, auth = session, returns = record }
  }

  answered "it goes to a log" {
    data record { class = confidential, personal = true }
    actor nurse { trust = internal }
    process ward
    data line { class = internal, integrity = high }
    store journal : log-store
    ward -> journal { via = syslog-tls, carries = line }
    nurse -> ward { via = https, auth = session, returns = record }
  }

  silent "patients read what is their own" {
    data record { class = confidential, personal = true }
    actor patient
    process ward
    patient -> ward { via = https, auth = session, returns = record }
  }

  asks "what comes back?" {
    data record { class = confidential, personal = true }
    actor nurse { trust = internal }
    process ward
    nurse -> ward { via = https, auth = session }
  }
}
