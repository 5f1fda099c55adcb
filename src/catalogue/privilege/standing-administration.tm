/// Somebody has the rights to administer this all day, also when there is nothing to administer.
///
/// One stolen account, one angry colleague or one mistake is then enough to change what runs and to wipe out the traces.
rule privilege.standing-administration "{o} can change {to} at any time and alone" {
  stride          = [elevation-of-privilege, tampering]
  on              = flow
  when            = flow.admin and not (known(flow.access) and not (write in flow.access or delete in flow.access or execute in flow.access))
                    and any(flow.origins, o: o is actor and o.trust > partner)
                    and not (to is identity or to is vault or to is container-platform or to is build-pipeline)
                    and not (to is forwarding) and not (to is client) and not (to is development)
                    and (any(to.data, d: d.class >= confidential or d.integrity >= high)
                      or to.integrity >= high or to.confidentiality >= high)
  unless          = to has privileged-access-management or from has privileged-access-management
                    or (to has deployment-approval and to has audit-log)
  reduces         = [multi-factor-authentication, audit-log, log-monitoring, access-review]
  likelihood      = low
  fix             = """
    Give the rights to administer {to} for one task and some hours, with the agreement of a second person, and record
    what is done with them.
  """
  false-positives = "Dismiss it when changes to {to} are only made by a pipeline; say `access = read` where people only look."
  refs            = ["CWE-250", "T1078", "ASVS-5.0-8.4.2"]

  fires {
    data order { integrity = high }
    actor operator { trust = internal }
    process shop { uses = order }
    operator -> shop { via = ssh, auth = certificate, admin = true, carries = order }
  }

  answered "rights are lent" {
    data order { integrity = high }
    actor operator { trust = internal }
    process shop { uses = order, controls = just-in-time-access }
    operator -> shop { via = ssh, auth = certificate, admin = true, carries = order }
  }

  answered "by way of a host that lends them" {
    data order { integrity = high }
    actor operator { trust = internal }
    process gate : bastion { controls = privileged-access-management }
    process shop { uses = order }
    operator -> gate { via = ssh, auth = certificate, carries = [], returns = [] }
    gate -> shop { via = ssh, auth = certificate, admin = true, carries = order }
  }

  answered "a second person agrees, and it is written down" {
    data order { integrity = high }
    actor operator { trust = internal }
    process shop { uses = order, controls = [deployment-approval, audit-log] }
    operator -> shop { via = ssh, auth = certificate, admin = true, carries = order }
  }

  silent "they only use it" {
    data order { integrity = high }
    actor operator { trust = internal }
    process shop { uses = order }
    operator -> shop { via = https, auth = certificate, carries = order }
  }
}
