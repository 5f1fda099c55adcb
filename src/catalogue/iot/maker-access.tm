/// A device that others made lets its maker in: to mend it, to watch it, or without saying so.
///
/// The same way in serves all customers of the maker. Whoever has the maker's account, or finds the port that was left
/// in, is inside the network of each of them.
rule iot.maker-access "Whoever made {this} can get into it, and so can a thief of their key" {
  stride          = [elevation-of-privilege, information-disclosure]
  on              = iot-device
  when            = not (this is external) and this.trust > partner
                    and (any(this.incoming, f: any(f.callers, o: o is external and o.trust <= partner)
                        and (f.admin or (known(f.access) and (write in f.access or execute in f.access))))
                      or (known(this.custom-code) and not this.custom-code
                        and any(this.outgoing, g: g.to is external and g.to.trust <= partner)))
  unless          = this has privileged-access-management or (this has egress-filtering
                      and not any(this.incoming, h: any(h.callers, p: p is external and p.trust <= partner)))
  reduces         = [network-segmentation, multi-factor-authentication, audit-log]
  likelihood      = low
  impact          = max(medium, rating(this))
  fix             = """
    Keep {this} away from the network of its maker, open the way for one repair at a time through a door of yours that
    records it, and close it afterwards.
  """
  false-positives = "Dismiss it when {this} only sends out, and nothing that comes back is obeyed or installed."
  refs            = ["CWE-510", "T1199", "T0822"]

  fires {
    boundary plant { trust = internal, process scanner : iot-device }
    external maker { trust = partner }
    maker -> scanner { via = ssh, admin = true }
  }

  fires "it calls home" {
    boundary plant { trust = internal, process scanner : iot-device { custom-code = false } }
    external maker { trust = partner }
    scanner -> maker { via = https }
  }

  answered "for one repair at a time" {
    boundary plant { trust = internal, process scanner : iot-device { controls = just-in-time-access } }
    external maker { trust = partner }
    maker -> scanner { via = ssh, admin = true }
  }

  answered "it cannot call out" {
    boundary plant { trust = internal
      process scanner : iot-device { custom-code = false, controls = egress-filtering }
    }
    external maker { trust = partner }
    scanner -> maker { via = https }
  }

  silent "one of ours mends it" {
    boundary plant { trust = internal, process scanner : iot-device }
    external maker { trust = internal }
    maker -> scanner { via = ssh, admin = true }
  }
}
