/// A program looks into a folder every few minutes and works through whatever lies there. Others put files into it.
///
/// The folder knows who was let in, and the program does not. With one stolen password of a partner, files go in under
/// any name, with any content, and are booked as the partner's word.
rule tampering.file-drop "{from} works through whatever somebody put into {to}" {
  stride          = [tampering, spoofing]
  on              = flow
  when            = from is process and not (from is client) and not (from is development)
                    and (to is sftp-server or to is file-store or to is object-store)
                    and known(flow.returns) and any(flow.returns, d: d.integrity >= high or d.class >= confidential)
                    and any(to.incoming, g: g.from != from
                      and any(g.origins, o: o.trust <= partner and (o is external or o is actor))
                      and known(g.carries) and any(g.carries, e: e in flow.returns
                        and not (known(e.format) and e.format in [code, binary, serialized]))
                      and not (known(g.access) and not (write in g.access)))
  unless          = from has input-validation or from has message-signing
  reduces         = [integrity-checking, malware-scanning, authentication, access-control, network-allow-list]
  likelihood      = low
  impact          = min(high, rating(this))
  fix             = """
    Let the sender sign what it puts into {to}, and let {from} check signature, sender, form and size before it takes a
    file over, and set the rest aside.
  """
  false-positives = "Dismiss it when {from} only moves files on, and whoever opens them checks them."
  refs            = ["CWE-1286", "CAPEC-153", "T1199", "ASVS-5.0-2.2.2"]

  fires {
    data result { integrity = high }
    external laboratory { trust = partner }
    store drop : sftp-server { trust = exposed, holds = result }
    process importer
    laboratory -> drop { via = sftp, carries = result }
    importer -> drop { via = sftp, returns = result }
  }

  answered "each file is checked" {
    data result { integrity = high }
    external laboratory { trust = partner }
    store drop : sftp-server { trust = exposed, holds = result }
    process importer { controls = schema-validation }
    laboratory -> drop { via = sftp, carries = result }
    importer -> drop { via = sftp, returns = result }
  }

  answered "files are signed" {
    data result { integrity = high }
    external laboratory { trust = partner }
    store drop : sftp-server { trust = exposed, holds = result }
    process importer { controls = message-signing }
    laboratory -> drop { via = sftp, carries = result }
    importer -> drop { via = sftp, returns = result }
  }

  silent "one of ours fills it" {
    data result { integrity = high }
    external laboratory { trust = internal }
    store drop : sftp-server { trust = exposed, holds = result }
    process importer
    laboratory -> drop { via = sftp, carries = result }
    importer -> drop { via = sftp, returns = result }
  }
}
