/// A program listens on its own machine and asks nobody who they are. Every other program there may call it, and so may
/// pages in a browser, whose requests come from the same machine.
///
/// A page sends its request to a port of the machine without asking anybody, and by pointing a name of its own to the
/// machine it reads the answers too.
rule spoofing.open-local-service "Any program or page on the machine of {to} can use it in place of {from}" {
  stride          = [spoofing, elevation-of-privilege, information-disclosure]
  on              = flow
  when            = flow.local and to is process and not (from is actor)
                    and (to is networked or (known(flow.via) and flow.via is http))
                    and (any(flow.returns, d: d.class >= confidential) or any(flow.carries, e: e.integrity >= high))
                    and flow.auth == none
  unless          = to has authentication
  reduces         = sandboxing
  likelihood      = medium
  fix             = """
    Let {to} ask each caller for a secret that only {from} can read, and refuse requests that name another host or come
    from a page.
  """
  false-positives = "Dismiss it when {to} listens on a socket that only the account of {from} may open."
  refs            = ["CWE-306", "CWE-350", "CAPEC-275"]

  fires {
    data key { class = secret }
    process page
    process wallet : service
    page -> wallet { via = http, local = true, auth = none, returns = key }
  }

  answered "it asks who calls" {
    data key { class = secret }
    process page
    process wallet : service { controls = authentication }
    page -> wallet { via = http, local = true, auth = none, returns = key }
  }

  silent "callers show a token" {
    data key { class = secret }
    process page
    process wallet : service
    page -> wallet { via = http, local = true, auth = token, returns = key }
  }

  silent "over the network it is another threat" {
    data key { class = secret }
    process page
    process wallet : service
    page -> wallet { via = http, auth = none, returns = key }
  }

  silent "it listens nowhere" {
    data key { class = secret }
    process page
    process wallet
    page -> wallet { via = ipc, local = true, auth = none, returns = key }
  }

  silent "nothing to hide" {
    data key { class = public }
    process page
    process wallet : service
    page -> wallet { via = http, local = true, auth = none, carries = [], returns = key }
  }

  asks "who may call?" {
    data key { class = secret }
    process page
    process wallet : service
    page -> wallet { via = http, local = true, returns = key }
  }
}
