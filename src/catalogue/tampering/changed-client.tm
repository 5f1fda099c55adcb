/// Somebody changes their copy of the program, or reads and writes its memory while it runs, and it sends what the
/// program never would.
///
/// What only the client forbids is not forbidden: limits, prices, moves of a game. Changed copies are shared, and then
/// many have one.
rule tampering.changed-client "A changed copy of {this} sends {d} as it likes" {
  stride          = tampering
  on              = [desktop-app, cli]
  when            = this is process and this.trust <= partner
                    and any(this.outgoing, f: f.to.trust > this.trust and not f.local and f.to is process
                      and known(f.carries)
                      and any(f.carries, d: not d.credential and known(d.integrity) and d.integrity >= high))
  unless          = all(this.outgoing, g: (g.to has input-validation or (g.to is forwarding
                      and all(g.to.outgoing, h: h.to has input-validation or h.to is store or (h.to is forwarding
                        and all(h.to.outgoing, i: i.to has input-validation or i.to is store or i.to is forwarding))))) or g.to has server-side-decision
                      or g.to has device-attestation or g.to.trust <= this.trust)
  reduces         = [device-attestation, rate-limit, log-monitoring]
  likelihood      = low
  impact          = min(medium, rating(this))
  fix             = """
    Let the servers that {this} calls check or compute {d} themselves, as if somebody had written the requests by hand.
  """
  false-positives = "Dismiss it when nobody but its owner is hurt by what a copy of {this} sends."
  refs            = ["CWE-807", "CAPEC-207", "ASVS-5.0-2.2.2"]

  fires {
    data move { class = internal, integrity = high }
    process game : desktop-app { trust = untrusted }
    process arena
    game -> arena { via = tls, auth = token, carries = move }
  }

  answered "the server decides" {
    data move { class = internal, integrity = high }
    process game : desktop-app { trust = untrusted }
    process arena { controls = server-side-decision }
    game -> arena { via = tls, auth = token, carries = move }
  }

  answered "the server checks" {
    data move { class = internal, integrity = high }
    process game : desktop-app { trust = untrusted }
    process arena { controls = input-validation }
    game -> arena { via = tls, auth = token, carries = move }
  }

  answered "untouched devices only" {
    data move { class = internal, integrity = high }
    process game : desktop-app { trust = untrusted }
    process arena { controls = device-attestation }
    game -> arena { via = tls, auth = token, carries = move }
  }

  silent "in our own hands" {
    data move { class = internal, integrity = high }
    process game : desktop-app { trust = internal }
    process arena
    game -> arena { via = tls, auth = token, carries = move }
  }
}
