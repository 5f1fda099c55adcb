/// A product of somebody else talks directly to strangers, and no time is fixed within which its updates are
/// installed.
///
/// Weaknesses in such products are published, and programs that use them follow within days. The product is the same
/// everywhere, and so is the attack.
rule supply.unpatched-product "A known weakness in {this} stays open" {
  stride          = elevation-of-privilege
  on              = process
  when            = (this is bastion or this is forwarding or this is container-platform
                      or (known(this.custom-code) and not this.custom-code))
                    and ((this is vpn-gateway and count(this.incoming) > 0)
                      or any(this.incoming, f: any(f.callers, o: o.trust <= partner))
                      or any(this.outgoing, g: g.to.trust == untrusted))
  unless          = this has patching or this.managed
  reduces         = [sandboxing, network-allow-list, web-application-firewall, log-monitoring]
  likelihood      = low
  impact          = max(medium, rating(this))
  fix             = """
    Install updates of {this} within a fixed number of days, at once for weaknesses that are used, and automatically
    where possible.
  """
  false-positives = "Dismiss it when {this} is made anew from a current image many times a day."
  refs            = ["T1190", "T1210", "A06:2021", "A03:2025", "ASVS-5.0-15.2.1"]

  fires "staff come through it, and so may everybody who finds it" {
    actor nurse { trust = internal }
    process door : vpn-gateway
    nurse -> door { via = vpn-tunnel }
  }

  fires {
    actor visitor
    process door : gateway
    visitor -> door { via = https }
  }

  fires "bought software" {
    actor visitor
    process door { custom-code = false }
    visitor -> door { via = https }
  }

  answered "updates are installed" {
    actor visitor
    process door : gateway { controls = patching }
    visitor -> door { via = https }
  }

  answered "a provider does it" {
    actor visitor
    process door : gateway { managed = true }
    visitor -> door { via = https }
  }

  silent "we alone can reach it" {
    actor visitor { trust = internal }
    process door : gateway
    visitor -> door { via = https }
  }
}
