use std.web

/// Players change their client, or put a program between it and us: it runs faster than the rules allow, walks through
/// walls, aims by itself, and shows what the screen should hide.
///
/// Whatever the client decides, the cheat decides; whatever the client is told, the cheat knows. Honest players leave.
rule abuse.cheating-client "A changed client breaks the rules of the game at {to}" {
  stride          = [tampering, information-disclosure]
  on              = flow
  one             = to
  when            = (to is game-server or from is game-client) and to is process and not (to is forwarding)
                    and to.trust > partner and any(flow.callers, o: o.trust <= partner)
                    and not (known(flow.carries) and all(flow.carries, d: d.credential))
  unless          = to has server-side-decision
  reduces         = [cheat-detection, bot-detection, device-attestation, data-minimisation]
  likelihood      = low
  impact          = medium
  fix             = """
    Let {to} compute positions, hits and belongings itself, refuse moves that the rules forbid, and send each client
    only what its player may see.
  """
  false-positives = "Dismiss it when people play alone and nothing is compared."
  refs            = ["CWE-807", "CAPEC-207"]

  fires {
    data move { class = internal, integrity = high }
    actor player
    process game : game-client { trust = untrusted }
    process arena
    player -> game { local = true, carries = move, returns = move }
    game -> arena { via = udp, auth = token, carries = move, returns = move }
  }

  fires "somebody plays" {
    data move { class = internal, integrity = high }
    actor player
    process arena : game-server
    player -> arena { via = udp, auth = token, carries = move, returns = move }
  }

  answered "the server decides" {
    data move { class = internal, integrity = high }
    actor player
    process arena : game-server { controls = server-side-decision }
    player -> arena { via = udp, auth = token, carries = move, returns = move }
  }

  silent "no game" {
    data move { class = internal, integrity = high }
    actor player
    process arena : service
    player -> arena { via = udp, auth = token, carries = move, returns = move }
  }
}
