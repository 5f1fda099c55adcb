/// Behind the tunnel lies the whole network. Whoever is let in for one program reaches all others as well.
///
/// One account of one employee, or one computer with malware at a kitchen table, is then a place inside from which
/// everything can be tried.
rule privilege.flat-tunnel "Whoever gets through {this} reaches more than they need" {
  stride          = [elevation-of-privilege, information-disclosure]
  on              = vpn-gateway
  when            = any(this.incoming, f: any(f.callers, o: o is actor or o is client))
                    and (count(this.outgoing) >= 2
                      or any(this.boundaries, b: b is network and any(b.elements, e: e is store)))
  unless          = this has access-control or this has network-segmentation
  reduces         = [multi-factor-authentication, device-attestation, host-firewall, log-monitoring]
  likelihood      = low
  impact          = medium
  fix             = """
    Let {this} end in a network of its own, and let each role through to the programs that it uses and to nothing else.
  """
  false-positives = "Dismiss it when every program behind {this} checks each caller as if they came from the street."
  refs            = ["CWE-1220", "T1133", "T1021", "M1030", "A01:2021", "A01:2025"]

  fires {
    actor nurse { trust = internal }
    process door : vpn-gateway
    process records
    process wages
    nurse -> door { via = vpn-tunnel }
    door -> records { via = https }
    door -> wages { via = https }
  }

  answered "to each role its programs" {
    actor nurse { trust = internal }
    process door : vpn-gateway { controls = access-control }
    process records
    process wages
    nurse -> door { via = vpn-tunnel }
    door -> records { via = https }
    door -> wages { via = https }
  }

  answered "it ends in a network of its own" {
    actor nurse { trust = internal }
    process door : vpn-gateway { controls = network-segmentation }
    process records
    process wages
    nurse -> door { via = vpn-tunnel }
    door -> records { via = https }
    door -> wages { via = https }
  }

  silent "one program behind it" {
    actor nurse { trust = internal }
    process door : vpn-gateway
    process records
    process wages
    nurse -> door { via = vpn-tunnel }
    door -> records { via = https }
  }
}
