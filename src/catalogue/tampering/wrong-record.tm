/// What another organisation says about a person is filed by a number or a name that both sides write. One digit is
/// wrong, or two people share a name and a birthday.
///
/// The result stands in the record of somebody else, who is treated for it, and is missing where it is needed. Nobody
/// attacked, and whoever wants to can do it on purpose.
rule tampering.wrong-record "{this} files {d} under the wrong person" {
  stride          = [tampering, information-disclosure]
  on              = process
  when            = not (this is forwarding) and not (this is client) and not (this is identity)
                    and any(this.outgoing, s: s.to is store and known(s.carries)
                      and any(s.carries, d: d.special-category and any(d.flows, x:
                        (x.from is external and x.from.trust <= partner and known(x.carries) and d in x.carries
                          and (x.to == this or (x.to != s.to and connected(this, x.to))))
                        or (x.from == this and x.to is external and x.to.trust <= partner and known(x.returns)
                          and d in x.returns and not (known(x.carries) and d in x.carries)))))
  unless          = this has record-matching
  reduces         = [human-approval, audit-log]
  likelihood      = low
  impact          = min(high, rating(this))
  fix             = """
    File {d} in {this} only where number, name and date of birth agree, put the rest before a person, and make a wrong
    filing easy to find and to undo.
  """
  false-positives = "Dismiss it when the number was given out by us, for this one order, and comes back with it."
  refs            = ["CWE-1288", "ASVS-5.0-2.2.3"]

  fires {
    data result { class = confidential, personal = true, special-category = true }
    external laboratory { trust = partner }
    process importer
    store records : database { holds = result }
    laboratory -> importer { via = https, carries = result }
    importer -> records { via = sql-tls, carries = result }
  }

  fires "from a drop" {
    data result { class = confidential, personal = true, special-category = true }
    external laboratory { trust = partner }
    store drop : sftp-server { holds = result }
    process importer
    store records : database { holds = result }
    laboratory -> drop { via = sftp, carries = result }
    importer -> drop { via = sftp, returns = result }
    importer -> records { via = sql-tls, carries = result }
  }

  answered "several particulars must agree" {
    data result { class = confidential, personal = true, special-category = true }
    external laboratory { trust = partner }
    process importer { controls = record-matching }
    store records : database { holds = result }
    laboratory -> importer { via = https, carries = result }
    importer -> records { via = sql-tls, carries = result }
  }

  silent "nothing is filed" {
    data result { class = confidential, personal = true, special-category = true }
    external laboratory { trust = partner }
    process importer
    store records : database { holds = result }
    laboratory -> importer { via = https, carries = result }
    importer -> records { via = sql-tls, carries = [] }
  }
}
