/// Something that must be right comes from somebody less trusted, and the service does not check form, range and
/// size before it acts.
///
/// Checks in the sender help the honest only. A negative quantity, an endless name or a field that was not on the
/// form goes straight into the records.
rule tampering.unvalidated-input "{to} takes {d} as it comes from {o}" {
  stride          = tampering
  on              = flow
  one             = to
  when            = to is process and not (to is forwarding) and not (to is development) and not (known(to.parses) and count(to.parses) == 0)
                    and any(flow.origins, o: o.trust < to.trust or (o is actor and o.trust <= partner))
                    and any(flow.carries, d: d.integrity >= high and not (known(d.format) and d.format == html)
                      and (not (from is forwarding) or any(from.incoming, j: d in j.carries
                        and any(j.origins, q: q.trust < to.trust or (q is actor and q.trust <= partner))
                        and (not (j.from is forwarding) or any(j.from.incoming, k: d in k.carries
                          and (k.from is actor or k.from is client or k.from is forwarding))))))
  unless          = to has input-validation or ((from is forwarding or from is acting) and from has input-validation)
  reduces         = web-application-firewall
  likelihood      = low
  fix             = """
    Parse {d} in {to} into types that cannot hold wrong values, and refuse the rest with a plain message.
  """
  false-positives = "Dismiss it when {to} keeps {d} without reading it and gives it back to its sender only."
  refs            = ["CWE-1284", "CAPEC-153", "A03:2021", "ASVS-5.0-2.2.1", "ASVS-5.0-2.2.2"]

  fires {
    data order { class = internal, integrity = high }
    actor customer
    process shop
    customer -> shop { via = https, auth = session, carries = order }
  }

  answered "it is checked" {
    data order { class = internal, integrity = high }
    actor customer
    process shop { controls = input-validation }
    customer -> shop { via = https, auth = session, carries = order }
  }

  answered "against a schema" {
    data order { class = internal, integrity = high }
    actor customer
    process shop { controls = schema-validation }
    customer -> shop { via = https, auth = session, carries = order }
  }

  silent "it does not have to be right" {
    data order { class = internal, integrity = low }
    actor customer
    process shop
    customer -> shop { via = https, auth = session, carries = order }
  }

  asks "what does it carry?" {
    data order { class = internal, integrity = high }
    actor customer
    process shop
    customer -> shop { via = https, auth = session }
  }
}
