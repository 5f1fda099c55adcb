use std.api

/// The interface turns each field of a request into a field of the record, also those that no form shows.
///
/// `role`, `price` and `owner` are fields too. A caller who adds them gets what they ask for.
rule api.mass-assignment "{o} can set fields of {d} in {to} that are not theirs to set" {
  stride          = [tampering, elevation-of-privilege]
  on              = flow
  one             = to
  when            = to is web-service and any(flow.origins, o: o.trust < to.trust or (o is actor and o.trust <= partner))
                    and any(flow.carries, d: d.integrity >= high and known(d.format) and d.format in [json, xml, yaml]
                      and (not (from is forwarding) or any(from.incoming, j: d in j.carries
                        and any(j.origins, q: q.trust < to.trust or (q is actor and q.trust <= partner))
                        and (not (j.from is forwarding) or any(j.from.incoming, k: d in k.carries
                          and (k.from is actor or k.from is client or k.from is forwarding))))))
  unless          = to has schema-validation
  reduces         = [security-testing, object-level-authorisation]
  likelihood      = low
  fix             = """
    List in {to} the fields that this caller may send, bind those alone, and refuse the request when there are
    others.
  """
  false-positives = "Dismiss it when {d} has no field that its sender may not set."
  refs            = ["CWE-915", "CAPEC-77", "API3:2023", "A08:2021", "A08:2025", "ASVS-5.0-15.3.3"]
  supersedes      = tampering.unvalidated-input

  fires {
    data order { class = internal, integrity = high, format = json }
    external customer
    process shop : rest-api
    customer -> shop { via = https, auth = token, carries = order }
  }

  answered "fields are listed" {
    data order { class = internal, integrity = high, format = json }
    external customer
    process shop : rest-api { controls = field-allow-list }
    customer -> shop { via = https, auth = token, carries = order }
  }

  answered "requests follow a schema" {
    data order { class = internal, integrity = high, format = json }
    external customer
    process shop : rest-api { controls = schema-validation }
    customer -> shop { via = https, auth = token, carries = order }
  }

  silent "no fields" {
    data order { class = internal, integrity = high, format = image }
    external customer
    process shop : rest-api
    customer -> shop { via = https, auth = token, carries = order }
  }

  silent "it need not be right" {
    data order { class = internal, integrity = low, format = json }
    external customer
    process shop : rest-api
    customer -> shop { via = https, auth = token, carries = order }
  }
}
