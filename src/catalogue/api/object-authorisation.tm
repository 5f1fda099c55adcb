use std.api

/// The caller is known and may call the function, and the number in the request decides whose record comes back.
///
/// Counting upwards then copies the records of all customers. It is the most frequent fault of interfaces, and looks
/// like normal use.
rule api.object-authorisation "By changing a number, {o} can get {d} of others from {to}" {
  stride          = [elevation-of-privilege, information-disclosure]
  on              = flow
  one             = to
  when            = to is service and not (to is identity) and known(flow.auth) and flow.auth != none
                    and any(flow.origins, o: o is actor or o.trust < to.trust)
                    and any(flow.returns, d: d.personal or d.class >= confidential)
  unless          = to has object-level-authorisation
                    or (flow.authorization == end-user and not known(to has object-level-authorisation))
  reduces         = [security-testing, log-monitoring, rate-limit]
  likelihood      = medium
  fix             = """
    Let {to} ask for each record of {d} whether it belongs to this caller, in the query itself and not behind it.
  """
  false-positives = "Dismiss it when a caller is named by its login alone and no request names a record."
  refs            = ["CWE-639", "CAPEC-122", "API1:2023", "A01:2021", "A01:2025", "ASVS-5.0-8.2.2"]
  supersedes      = privilege.missing-authorisation

  fires {
    data invoice { class = confidential }
    external customer
    process billing : rest-api
    customer -> billing { via = https, auth = token, returns = invoice }
  }

  answered "each record is checked" {
    data invoice { class = confidential }
    external customer
    process billing : rest-api { controls = object-level-authorisation }
    customer -> billing { via = https, auth = token, returns = invoice }
  }

  answered "the person decides" {
    data invoice { class = confidential }
    external customer
    process billing : rest-api
    customer -> billing { via = https, auth = token, authorization = end-user, returns = invoice }
  }

  silent "nobody is known" {
    data invoice { class = confidential }
    external customer
    process billing : rest-api
    customer -> billing { via = https, auth = none, returns = invoice }
  }

  silent "meant for everybody" {
    data invoice { class = public }
    external customer
    process billing : rest-api
    customer -> billing { via = https, auth = token, returns = invoice }
  }

  silent "one of us" {
    data invoice { class = confidential }
    external customer { trust = internal }
    process billing : rest-api
    customer -> billing { via = https, auth = token, returns = invoice }
  }

  asks "what comes back?" {
    data invoice { class = confidential }
    external customer
    process billing : rest-api
    customer -> billing { via = https, auth = token }
  }

  fires "the rights of the person, and no look at the record" {
    data invoice { class = confidential }
    external customer
    process billing : rest-api { lacks = object-level-authorisation }
    customer -> billing { via = https, auth = token, authorization = end-user, returns = invoice }
  }
}
