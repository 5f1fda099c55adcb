/// Whoever administers a system may also stop its records, its alarms and its filters, and start them again afterwards.
///
/// What happened between is then known to nobody. Thieves of such a login do it first of all.
rule people.switched-off "{o} can switch off what would give them away in {to}" {
  stride          = [repudiation, tampering]
  on              = flow
  one             = to
  when            = flow.admin and any(flow.callers, o: o is actor) and (to is process or to is store)
                    and not (to is forwarding) and not (to is client)
                    and (to is store or to is monitoring or to is container-platform
                      or (known(flow.via) and not (flow.via is http)))
                    and (to is log-store or to is monitoring or any(to.outgoing, w: w.to is log-store or w.to is monitoring))
                    and (to is log-store or to is monitoring
                      or any(to.data, d: known(d.class) and d.class >= confidential)
                      or any(to.data, e: known(e.integrity) and e.integrity >= high))
  unless          = to has privileged-access-management or from has privileged-access-management
                    or to has append-only-log or to has configuration-baseline or to has deployment-approval
                    or any(to.outgoing, l: l.to is log-store and l.to has append-only-log)
  reduces         = [log-monitoring, human-approval]
  likelihood      = very-low
  impact          = low
  fix             = """
    Keep the records of {to} where {o} can change nothing, and raise an alarm elsewhere when its records stop or its
    protection changes.
  """
  false-positives = "Dismiss it when others than {o} watch {to}, with an account that {o} cannot touch."
  refs            = ["T1685", "T1685.002", "A09:2021", "A09:2025", "ASVS-5.0-16.4.2"]

  fires {
    data order { class = internal, integrity = high }
    actor operator { trust = internal }
    process shop { uses = order }
    store log : log-store { holds = [] }
    operator -> shop { via = ssh, auth = certificate, admin = true, carries = [] }
    shop -> log { via = syslog-tls, carries = [] }
  }

  answered "rights are lent and recorded" {
    data order { class = internal, integrity = high }
    actor operator { trust = internal }
    process shop { uses = order, controls = privileged-access-management }
    store log : log-store { holds = [] }
    operator -> shop { via = ssh, auth = certificate, admin = true, carries = [] }
    shop -> log { via = syslog-tls, carries = [] }
  }

  answered "by way of what records them" {
    data order { class = internal, integrity = high }
    actor operator { trust = internal, controls = privileged-access-management }
    process shop { uses = order }
    store log : log-store { holds = [] }
    operator -> shop { via = ssh, auth = certificate, admin = true, carries = [] }
    shop -> log { via = syslog-tls, carries = [] }
  }

  answered "records only grow" {
    data order { class = internal, integrity = high }
    actor operator { trust = internal }
    process shop { uses = order, controls = append-only-log }
    store log : log-store { holds = [] }
    operator -> shop { via = ssh, auth = certificate, admin = true, carries = [] }
    shop -> log { via = syslog-tls, carries = [] }
  }

  answered "drift is found" {
    data order { class = internal, integrity = high }
    actor operator { trust = internal }
    process shop { uses = order, controls = configuration-baseline }
    store log : log-store { holds = [] }
    operator -> shop { via = ssh, auth = certificate, admin = true, carries = [] }
    shop -> log { via = syslog-tls, carries = [] }
  }

  answered "a second person agrees to changes" {
    data order { class = internal, integrity = high }
    actor operator { trust = internal }
    process shop { uses = order, controls = deployment-approval }
    store log : log-store { holds = [] }
    operator -> shop { via = ssh, auth = certificate, admin = true, carries = [] }
    shop -> log { via = syslog-tls, carries = [] }
  }

  answered "records are kept elsewhere" {
    data order { class = internal, integrity = high }
    actor operator { trust = internal }
    process shop { uses = order }
    store log : log-store { holds = [], controls = append-only-log }
    operator -> shop { via = ssh, auth = certificate, admin = true, carries = [] }
    shop -> log { via = syslog-tls, carries = [] }
  }

  silent "a tool for accounts switches nothing off" {
    data order { class = internal, integrity = high }
    actor operator { trust = internal }
    process shop { uses = order }
    store log : log-store { holds = [] }
    operator -> shop { via = https, auth = certificate, admin = true, carries = [] }
    shop -> log { via = syslog-tls, carries = [] }
  }

  silent "they only use it" {
    data order { class = internal, integrity = high }
    actor operator { trust = internal }
    process shop { uses = order }
    store log : log-store { holds = [] }
    operator -> shop { via = ssh, auth = certificate, admin = false, carries = [] }
    shop -> log { via = syslog-tls, carries = [] }
  }

  silent "there is nothing to switch off" {
    data order { class = internal, integrity = high }
    actor operator { trust = internal }
    process shop { uses = order }
    operator -> shop { via = ssh, auth = certificate, admin = true, carries = [] }
  }
}
