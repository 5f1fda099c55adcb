/// Somebody outside opens connections to a store itself. Its own accounts and its own faults are then all that
/// stands between them and the data.
///
/// Stores are made for few, friendly callers. They check no business rules, and their ports are among the first
/// that are searched for.
rule privilege.direct-store-access "{from} talks to {to} with no service of ours between" {
  stride          = [elevation-of-privilege, information-disclosure, tampering]
  on              = flow
  when            = to is store and not (to is development) and not (to is sftp-server) and not flow.admin
                    and not (to is object-store and known(flow.auth) and all(flow.auth, a: a in [token, oidc]))
                    and any(flow.callers, o: o.trust <= partner) and to.trust > partner
                    and any(flow.data, d: d.class >= confidential or d.integrity >= high)
  unless          = flow.vpn or flow.ip-filtered or to has network-allow-list
  reduces         = [access-control, multi-factor-authentication, storage-access-logging]
  likelihood      = medium
  impact          = max(medium, rating(to))
  fix             = "Put a service between {from} and {to}, and close the port of {to} to everybody else."
  false-positives = "Dismiss it when the store was made for strangers, checks each of them, and holds nothing else."
  refs            = ["CWE-1327", "CAPEC-1", "T1530", "A01:2021", "A01:2025"]

  fires {
    data invoice { class = confidential }
    actor customer
    store orders : postgres
    customer -> orders { via = sql-tls, auth = password, returns = invoice }
  }

  fires "a signed address is not the only way in" {
    data invoice { class = confidential }
    actor customer
    store orders : object-store
    customer -> orders { via = https, auth = [shared-key, token], returns = invoice }
  }

  answered "listed addresses only" {
    data invoice { class = confidential }
    actor customer
    store orders : postgres { controls = network-allow-list }
    customer -> orders { via = sql-tls, auth = password, returns = invoice }
  }

  answered "through a tunnel" {
    data invoice { class = confidential }
    actor customer
    store orders : postgres
    customer -> orders { via = sql-tls, auth = password, vpn = true, returns = invoice }
  }

  silent "a place that was made for strangers to leave files in" {
    data order { class = confidential }
    actor customer
    store shelf : sftp-server
    customer -> shelf { via = sftp, carries = order }
  }

  silent "a service of ours" {
    data invoice { class = confidential }
    process customer
    store orders : postgres
    customer -> orders { via = sql-tls, auth = password, returns = invoice }
  }

  silent "an object, by a signed address" {
    data invoice { class = confidential }
    actor customer
    store orders : object-store
    customer -> orders { via = https, auth = token, returns = invoice }
  }

  asks "what comes back?" {
    data invoice { class = confidential }
    actor customer
    store orders : postgres
    customer -> orders { via = sql-tls, auth = password }
  }
}
