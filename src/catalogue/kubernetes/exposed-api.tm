use std.kubernetes

/// The API of the cluster answers on an address that anybody can reach.
///
/// One leaked configuration file, one weakness in the API server or one generous anonymous role, and the whole cluster
/// has a new administrator.
rule kubernetes.exposed-api "The API of the cluster, {to}, can be reached by {from} from outside" {
  stride          = elevation-of-privilege
  on              = flow
  when            = to is kubernetes-api-server and any(flow.callers, o: o.trust <= partner) and to.trust > partner
  unless          = flow.vpn or flow.ip-filtered or to has network-allow-list or to has just-in-time-access
  reduces         = [multi-factor-authentication, role-based-access, audit-log, patching]
  likelihood      = medium
  impact          = max(high, rating(to))
  fix             = """
    Give {to} a private address or a list of addresses, and let people come in through a door that knows them.
  """
  false-positives = "Dismiss it when the cluster is a playground that holds nothing and reaches nothing."
  refs            = ["CWE-419", "CAPEC-300", "T1133", "T1609", "A05:2021", "A02:2025", "ASVS-5.0-8.4.2"]
  supersedes      = privilege.exposed-admin

  fires {
    actor developer
    process api : kubernetes-api-server
    developer -> api { via = kubernetes-api, auth = certificate }
  }

  fires "to administer it" {
    actor developer
    process api : kubernetes-api-server
    developer -> api { via = kubernetes-api, auth = certificate, admin = true }
  }

  answered "only listed addresses" {
    actor developer
    process api : kubernetes-api-server
    developer -> api { via = kubernetes-api, auth = certificate, ip-filtered = true }
  }

  answered "through a tunnel" {
    actor developer
    process api : kubernetes-api-server
    developer -> api { via = kubernetes-api, auth = certificate, vpn = true }
  }

  answered "the list is kept at the server" {
    actor developer
    process api : kubernetes-api-server { controls = network-allow-list }
    developer -> api { via = kubernetes-api, auth = certificate }
  }

  silent "from the inside" {
    actor developer { trust = internal }
    process api : kubernetes-api-server
    developer -> api { via = kubernetes-api, auth = certificate }
  }
}
