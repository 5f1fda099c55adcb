use std.mobile

/// A page in the app can call functions of the app, and the page or a part of it comes from others.
///
/// A script of a stranger then calls what only the app may: files, contacts, the session.
rule mobile.web-bridge "A page in {from} calls functions of {to}" {
  stride          = elevation-of-privilege
  on              = flow
  when            = from is web-view and (to is mobile-app or to is app-storage)
                    and any(from.outgoing, g: g.to != to and g.to.trust <= partner)
  unless          = from has bridge-restriction or to has bridge-restriction
  reduces         = [content-security-policy, input-validation, url-allow-list]
  likelihood      = low
  impact          = max(medium, rating(to))
  fix             = """
    Show pages of others in the system's browser; let only pages of your own, by origin, call listed functions of
    {to}.
  """
  false-positives = "Dismiss it when {from} loads foreign pictures and styles only, and no script."
  refs            = ["CWE-749", "CAPEC-503", "M4:2024", "M8:2024"]

  fires {
    process view : web-view
    process app : mobile-app
    external site { trust = untrusted }
    view -> app { via = ipc }
    view -> site { via = https }
  }

  answered "listed functions only" {
    process view : web-view
    process app : mobile-app { controls = bridge-restriction }
    external site { trust = untrusted }
    view -> app { via = ipc }
    view -> site { via = https }
  }

  silent "our own pages only" {
    process view : web-view
    process app : mobile-app
    external site { trust = internal }
    view -> app { via = ipc }
    view -> site { via = https }
  }
}
