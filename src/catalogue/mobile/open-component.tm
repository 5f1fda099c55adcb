use std.mobile

/// Other apps of the device can call parts of this app that were meant for itself.
///
/// An app without any rights gets this one to send, show or delete with the rights that it has.
rule mobile.open-component "{from} uses the rights of {to}" {
  stride          = elevation-of-privilege
  on              = flow
  when            = from is other-app and to is mobile-app and not (known(flow.via) and flow.via is deep-link)
  unless          = to has access-control or all(flow.auth, a: a in [certificate, mtls])
  reduces         = [input-validation, human-approval, least-privilege]
  likelihood      = low
  impact          = max(medium, rating(to))
  fix             = """
    Close the parts of {to} that nobody else needs, and check by signature which app is calling the others.
  """
  false-positives = "Dismiss it when the call only shows something that the person then sees and confirms."
  refs            = ["CWE-926", "CAPEC-502", "M8:2024"]

  fires {
    external game : other-app
    process app : mobile-app
    game -> app { via = app-message }
  }

  answered "callers are checked" {
    external game : other-app
    process app : mobile-app { controls = access-control }
    game -> app { via = app-message }
  }

  silent "the system calls" {
    external game
    process app : mobile-app
    game -> app { via = app-message }
  }
}
