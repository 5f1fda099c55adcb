use std.mobile

/// The app shows secrets, and the system keeps a picture of its last screen; what is copied lies on the clipboard for
/// all apps.
///
/// Who holds the unlocked device for a moment, an app that records the screen, or a shared clipboard has them.
rule mobile.visible-screen "{d} stays visible on the device after {this} showed it" {
  stride          = information-disclosure
  on              = mobile-app
  when            = any(this.outgoing, f: f.to is clipboard and any(f.carries, d: d.class >= confidential))
                    or any(this.outgoing, g: known(g.returns) and any(g.returns, d: d.class == secret))
  unless          = this has screen-protection
  reduces         = [session-management, redaction, data-minimisation]
  likelihood      = low
  fix             = """
    Blank the screen of {this} when it leaves the front, forbid pictures of it, and let copies of {d} expire.
  """
  false-positives = "Dismiss it when {this} never shows {d} but passes it on to other code."
  refs            = ["CWE-524", "M9:2024", "T1513", "T1414"]

  fires {
    data code { class = secret }
    process app : mobile-app
    process bank
    app -> bank { via = https, returns = code }
  }

  fires "on the clipboard" {
    data code { class = confidential }
    process app : mobile-app
    store copied : clipboard
    app -> copied { via = ipc, carries = code }
  }

  answered "the screen is blanked" {
    data code { class = secret }
    process app : mobile-app { controls = screen-protection }
    process bank
    app -> bank { via = https, returns = code }
  }

  silent "no secret" {
    data code { class = internal }
    process app : mobile-app
    process bank
    app -> bank { via = https, returns = code }
  }
}
