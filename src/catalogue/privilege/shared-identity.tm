/// A program acts for many people and logs in to the next one as itself. The next one sees one caller who may do
/// everything.
///
/// Who fools the first program gets the rights of all its users at the second. The second one cannot refuse and its
/// log names nobody.
rule privilege.shared-identity "{to} cannot tell for whom {from} is calling" {
  stride          = [elevation-of-privilege, repudiation]
  on              = flow
  when            = from is process and not (from is forwarding) and not (from is client) and not (from is development) and not (from is identity)
                    and to is process and not (to is forwarding)
                    and any(from.incoming, f: any(f.origins, o: o is actor))
                    and (flow.auth in [password, shared-key, api-key, certificate, mtls, managed-identity]
                      or (flow.auth in [token, oidc] and known(flow.authorization) and flow.authorization == service))
                    and any(flow.data, d: d.class >= confidential or d.integrity >= high)
  unless          = flow.authorization == end-user
  reduces         = [least-privilege, object-level-authorisation, audit-log]
  likelihood      = low
  impact          = min(high, rating(this))
  fix             = """
    Pass the identity of the person from {from} to {to}, by token exchange for example, and let {to} decide by
    it.
  """
  false-positives = "Dismiss it when what {from} asks of {to} is the same for every person."
  refs            = ["CWE-441", "A01:2021", "A01:2025", "ASVS-5.0-8.3.3"]

  fires {
    data invoice { class = confidential }
    actor customer
    process shop
    process ledger
    customer -> shop { via = https }
    shop -> ledger { via = grpcs, auth = mtls, authorization = service, returns = invoice }
  }

  answered "the person counts" {
    data invoice { class = confidential }
    actor customer
    process shop
    process ledger
    customer -> shop { via = https }
    shop -> ledger { via = grpcs, auth = mtls, authorization = end-user, returns = invoice }
  }

  silent "no person behind it" {
    data invoice { class = confidential }
    external customer
    process shop
    process ledger
    customer -> shop { via = https }
    shop -> ledger { via = grpcs, auth = mtls, authorization = service, returns = invoice }
  }

  asks "how does it log in?" {
    data invoice { class = confidential }
    actor customer
    process shop
    process ledger
    customer -> shop { via = https }
    shop -> ledger { via = grpcs, authorization = service, returns = invoice }
  }
}
