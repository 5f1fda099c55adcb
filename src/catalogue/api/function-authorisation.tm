use std.api

/// Functions for staff lie beside those for customers, under addresses that anybody can guess, and only the page hides
/// the button.
///
/// Whoever calls the address directly deletes, refunds or makes themselves administrator.
rule api.function-authorisation "{o} can call functions of {to} that are not meant for them" {
  stride          = elevation-of-privilege
  on              = flow
  when            = to is service and any(flow.origins, o: o is actor or o.trust < to.trust) and (flow.admin
                      or (known(flow.access) and (delete in flow.access or execute in flow.access)))
  unless          = to has role-based-access or to has command-authorisation
  reduces         = [security-testing, audit-log]
  likelihood      = low
  impact          = max(medium, rating(to))
  fix             = "Refuse every function of {to} by default, and allow each to the roles that need it, on the server."
  false-positives = "Dismiss it when all callers have the same rights, and that is meant."
  refs            = ["CWE-425", "CAPEC-1", "API5:2023", "A01:2021", "A01:2025", "ASVS-5.0-8.2.1", "ASVS-5.0-8.3.1"]

  fires {
    external customer
    process orders : rest-api
    customer -> orders { via = https, auth = token, access = [read, delete] }
  }

  answered "roles decide" {
    external customer
    process orders : rest-api { controls = role-based-access }
    customer -> orders { via = https, auth = token, access = [read, delete] }
  }

  answered "each command is checked" {
    external customer
    process orders : rest-api { controls = command-authorisation }
    customer -> orders { via = https, auth = token, access = [read, delete] }
  }

  silent "it only reads" {
    external customer
    process orders : rest-api
    customer -> orders { via = https, auth = token, access = read }
  }

  silent "one of us" {
    external customer { trust = internal }
    process orders : rest-api
    customer -> orders { via = https, auth = token, access = [read, delete] }
  }
}
