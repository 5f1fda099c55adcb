/// Somebody administers what runs in this place, and the model draws nobody who does. One login of theirs opens all of it.
///
/// Systems are seldom taken by breaking every part; an administrator's account, found in a mail or on a laptop, is enough.
rule privilege.undrawn-administrator "Whoever gets hold of an administrator's login rules {this}" {
  stride          = [spoofing, elevation-of-privilege]
  on              = boundary
  when            = this.trust >= exposed and not any(this.parents, p: p.trust >= exposed)
                    and any(this.elements, e: e is process and not (e is client)
                      and any(e.incoming, i: not i.local and i.from.trust < e.trust))
                    and any(this.elements, s: s is store and not (s is development)
                      and any(s.holds, d: d.class >= confidential or d.integrity >= high))
                    and not any(this.elements, m: any(m.incoming, f: f.admin or f.from is bastion
                      or (f.from is actor and known(f.via) and (f.via is ssh or f.via is rdp))))
  unless          = this has multi-factor-authentication or this has privileged-access-management
  reduces         = [network-allow-list, log-monitoring, endpoint-protection]
  likelihood      = very-low
  impact          = min(high, rating(this))
  fix             = """
    Draw who administers {this} and by which way, ask them for a security key, and lend the rights for a task instead of
    keeping them.
  """
  false-positives = "Dismiss it when nobody has standing rights in {this} and changes come from a pipeline that is drawn."
  refs            = ["CWE-308", "CAPEC-560", "T1078", "M1026", "M1032", "A07:2021", "A07:2025"]

  fires {
    actor guest
    data order { class = confidential }
    boundary inside : network {
      trust = internal
      process shop
      store orders { holds = order }
    }
    guest -> shop { via = https }
  }

  answered "a second factor for all of it" {
    actor guest
    data order { class = confidential }
    boundary inside : network {
      trust    = internal
      controls = multi-factor-authentication
      process shop
      store orders { holds = order }
    }
    guest -> shop { via = https }
  }

  answered "rights are lent" {
    actor guest
    data order { class = confidential }
    boundary inside : network {
      trust    = internal
      controls = just-in-time-access
      process shop
      store orders { holds = order }
    }
    guest -> shop { via = https }
  }

  silent "drawn" {
    actor guest
    data order { class = confidential }
    actor operator
    boundary inside : network {
      trust = internal
      process shop
      store orders { holds = order }
    }
    guest -> shop { via = https }
    operator -> orders { via = ssh, admin = true }
  }

  silent "nothing to lose" {
    actor guest
    data order { class = public, integrity = low }
    boundary inside : network {
      trust = internal
      process shop
      store orders { holds = order }
    }
    guest -> shop { via = https }
  }

  silent "in the hands of others" {
    actor guest
    data order { class = confidential }
    boundary inside : network {
      trust = untrusted
      process shop
      store orders { holds = order }
    }
    guest -> shop { via = https }
  }

  asks "what is kept there?" {
    actor guest
    boundary inside : network {
      trust = internal
      process shop
      store orders
    }
    guest -> shop { via = https }
  }
}
