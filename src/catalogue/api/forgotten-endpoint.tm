use std.api

/// Interfaces are added and none is taken away. Old versions and trial addresses stay open behind the same door.
///
/// They miss the checks that were added since, and nobody watches them. The best-guarded door does not help beside an
/// open one.
rule api.forgotten-endpoint "Nobody knows every interface that {this} lets strangers reach" {
  stride          = [elevation-of-privilege, information-disclosure]
  on              = gateway
  when            = any(this.incoming, f: any(f.callers, o: o.trust <= partner))
                    and any(this.outgoing, g: any(this.outgoing, h: g.to != h.to))
  unless          = this has asset-inventory
  reduces         = [security-testing, log-monitoring, patching]
  likelihood      = low
  impact          = medium
  fix             = """
    Keep the list of routes of {this} in the repository with owner, version and end, and close every route that is
    not on it.
  """
  false-positives = """
    Dismiss it when the routes of {this} are generated from what is deployed, and an end is part of every version.
  """
  refs            = ["CWE-1059", "CAPEC-36", "T1190", "API9:2023", "ASVS-5.0-13.4.5"]

  fires {
    external partner { trust = partner }
    process door : gateway
    process orders : rest-api
    process stock : rest-api
    partner -> door { via = https }
    door -> orders { via = https }
    door -> stock { via = https }
  }

  answered "there is a list" {
    external partner { trust = partner }
    process door : gateway { controls = asset-inventory }
    process orders : rest-api
    process stock : rest-api
    partner -> door { via = https }
    door -> orders { via = https }
    door -> stock { via = https }
  }

  silent "one interface only" {
    external partner { trust = partner }
    process door : gateway
    process orders : rest-api
    process stock : rest-api
    partner -> door { via = https }
    door -> orders { via = https }
  }

  silent "only we come" {
    external partner { trust = internal }
    process door : gateway
    process orders : rest-api
    process stock : rest-api
    partner -> door { via = https }
    door -> orders { via = https }
    door -> stock { via = https }
  }
}
