/// Programs order, book, vote or write here in the name of many invented people, faster than any person could.
///
/// They buy what is scarce, crowd out real people and fill the records with what nobody meant. Each request alone is
/// allowed, so no check of rights stops them.
rule abuse.automated-use "Programs use {this} as if they were many people" {
  stride          = [tampering, denial-of-service]
  on              = process
  when            = not (this is client) and not (this is identity) and this.trust > partner
                    and any(this.incoming, f: (f.from is actor or f.from is client)
                      and any(f.callers, o: o is actor and o.trust == untrusted)
                      and not f.admin and known(f.carries) and known(f.auth)
                      and not (f.auth in [certificate, mtls, managed-identity, kerberos])
                      and any(f.carries, d: not d.credential and known(d.integrity) and d.integrity >= high))
  unless          = this has bot-detection or this has device-attestation
                    or (this is forwarding and all(this.outgoing, g: not (g.to is process) or not tainted(g) or g.to has bot-detection))
  reduces         = [rate-limit, quota, log-monitoring]
  likelihood      = very-low
  impact          = low
  fix             = """
    Limit in {this} what one person, card, device and address may do in a day, and tell programs from people before
    it takes {d}.
  """
  false-positives = "Dismiss it when nobody would gain from sending {d} a thousand times."
  refs            = ["CWE-837", "API6:2023", "ASVS-5.0-2.4.1"]

  fires {
    data order { class = internal, integrity = high }
    actor customer
    process shop
    customer -> shop { via = https, auth = session, carries = order }
  }

  answered "programs are told from people" {
    data order { class = internal, integrity = high }
    actor customer
    process shop { controls = bot-detection }
    customer -> shop { via = https, auth = session, carries = order }
  }

  answered "only untouched devices may call" {
    data order { class = internal, integrity = high }
    actor customer
    process shop { controls = device-attestation }
    customer -> shop { via = https, auth = session, carries = order }
  }

  answered "what stands behind tells them apart" {
    data order { class = internal, integrity = high }
    actor customer
    process edge : gateway
    process shop { controls = bot-detection }
    customer -> edge { via = https, auth = session, carries = order }
    edge -> shop { via = https, auth = session, carries = order }
  }

  silent "nothing that matters" {
    data order { class = internal, integrity = low }
    actor customer
    process shop
    customer -> shop { via = https, auth = session, carries = order }
  }

  silent "only colleagues" {
    data order { class = internal, integrity = high }
    actor customer { trust = internal }
    process shop
    customer -> shop { via = https, auth = session, carries = order }
  }
}
