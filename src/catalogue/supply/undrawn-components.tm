/// Most of a program is code of others: libraries, a runtime, a base image. They stand in no picture, and nobody
/// compares them with lists of known weaknesses.
///
/// Such a weakness is published for everybody, with a program that uses it. One hijacked package runs with all rights
/// of the program that loads it.
rule supply.undrawn-components "Nobody checks the code of others in programs such as {p}" {
  stride          = [tampering, elevation-of-privilege]
  on              = model
  when            = not any(model.elements, l: l is library)
                    and any(
                      model.elements,
                      p: p is process
                        and p.trust > partner
                        and not p is client
                        and not p is development
                        and not p is forwarding
                        and not (known(p.custom-code) and not p.custom-code)
                        and not (known(p.managed) and p.managed)
                        and tainted(p)
                        and any(p.data, a: a.class >= confidential or a.integrity >= high or a.credential)
                    )
  unless          = (
                      any(
                        model.elements,
                        d: (d is build-pipeline or d is source-repository) and d has dependency-scanning
                      )
                      and not any(
                        model.elements,
                        z: z is process and known(z has dependency-scanning) and not z has dependency-scanning
                      )
                    )
                    or all(
                      model.elements,
                      q: not q is process
                        or q.trust <= partner
                        or q is client
                        or q is development
                        or q is forwarding
                        or (known(q.custom-code) and not q.custom-code)
                        or (known(q.managed) and q.managed)
                        or not tainted(q)
                        or q has dependency-scanning
                    )
  reduces         = [version-pinning, patching, sandboxing, egress-filtering]
  likelihood      = low
  impact          = high
  fix             = """
    Compare the libraries and base images of {p} daily with lists of weaknesses and of malicious packages, where they
    are built, and install updates within a fixed time.
  """
  false-positives = "Dismiss it when the programs use nothing but the standard library of their language."
  refs            = ["CAPEC-538", "T1195.001", "A06:2021", "A03:2025", "ASVS-5.0-15.2.1"]

  fires {
    data order { class = confidential }
    actor visitor
    process shop : service
    visitor -> shop { via = https, carries = order }
  }

  answered "the build checks" {
    data order { class = confidential }
    actor visitor
    process shop : service
    process builder : build-pipeline { controls = dependency-scanning }
    visitor -> shop { via = https, carries = order }
  }

  answered "checked for the program" {
    data order { class = confidential }
    actor visitor
    process shop : service { controls = dependency-scanning }
    visitor -> shop { via = https, carries = order }
  }

  silent "not our code" {
    data order { class = confidential }
    actor visitor
    process shop : service { custom-code = false }
    visitor -> shop { via = https, carries = order }
  }

  silent "nothing at stake" {
    data order { class = public, integrity = low }
    actor visitor
    process shop : service
    visitor -> shop { via = https, carries = order }
  }
}
