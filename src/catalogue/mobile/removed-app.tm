use std.mobile

/// The company that owns the store takes the app away, for a broken rule, a complaint or a mistake.
///
/// From that hour nobody can install it or get an update, and an appeal takes weeks. Who had no other door is closed.
rule mobile.removed-app "The store removes {this}, and nobody can install or update it" {
  stride          = denial-of-service
  on              = mobile-app
  when            = any(this.incoming, f: f.from is actor) and any(this.outgoing, g: g.to.trust > this.trust)
                    and not (known(this.custom-code) and not this.custom-code)
  unless          = this has graceful-degradation
                    or any(this.outgoing, h: any(h.to.incoming, i: i.from is client and not (i.from is mobile-app)))
  reduces         = redundancy
  likelihood      = very-low
  impact          = low
  fix             = """
    Keep a second way for the people who use {this}, such as pages in a browser, and know before each release what the
    store forbids.
  """
  false-positives = "Dismiss it when {this} is installed by your own device management and not from a store."

  fires {
    actor owner
    process app : mobile-app { trust = untrusted }
    process backend { trust = internal }
    owner -> app
    app -> backend { via = https }
  }

  answered "there is another door" {
    actor owner
    process app : mobile-app { trust = untrusted }
    process page : client { trust = untrusted }
    process backend { trust = internal }
    owner -> app
    app -> backend { via = https }
    page -> backend { via = https }
  }

  answered "it works without" {
    actor owner
    process app : mobile-app { trust = untrusted, controls = graceful-degradation }
    process backend { trust = internal }
    owner -> app
    app -> backend { via = https }
  }

  silent "not ours" {
    actor owner
    process app : mobile-app { trust = untrusted, custom-code = false }
    process backend { trust = internal }
    owner -> app
    app -> backend { via = https }
  }
}
