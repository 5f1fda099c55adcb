/// Files from less trusted senders are kept or opened without looking at what they really are.
///
/// A picture that is a program, an archive that unpacks over other files, a document with macros: the harm starts when
/// the next reader opens it.
rule tampering.malicious-upload "{this} takes files that nobody checked" {
  stride          = tampering
  on              = process
  when            = not (this is forwarding)
                    and (any(this.incoming, f: any(f.origins, o: o is actor or o.trust < this.trust)
                      and any(f.carries, d: not d.credential
                          and (((known(d.format) or not known(this.parses)) and d.format in [file, image, archive])
                            or (not known(d.format) and known(this.parses) and (file in this.parses
                              or image in this.parses or archive in this.parses)))))
                      or (not (this is client) and not (this is development)
                      and any(this.outgoing, g: g.to.trust <= partner and not (g.to is library)
                      and not (g.to is artifact-registry) and known(g.returns)
                        and any(g.returns, e: known(e.format) and e.format in [file, image, archive]))))
  unless          = this has file-validation
  reduces         = [malware-scanning, sandboxing]
  likelihood      = medium
  impact          = max(medium, rating(this))
  fix             = """
    Check type, size and structure of every file in {this}, write it anew where possible, and keep it under a name of your
    own.
  """
  false-positives = "Dismiss it when {this} passes files on unread to somebody who checks them."
  refs            = ["CWE-434", "CAPEC-650", "T1505.003", "A04:2021", "A06:2025", "ASVS-5.0-5.2.2", "ASVS-5.0-5.4.3"]

  fires {
    data picture { class = internal, format = image }
    actor visitor
    process gallery
    visitor -> gallery { via = https, carries = picture }
  }

  answered "files are checked" {
    data picture { class = internal, format = image }
    actor visitor
    process gallery { controls = file-validation }
    visitor -> gallery { via = https, carries = picture }
  }

  silent "no file" {
    data picture { class = internal, format = json }
    actor visitor
    process gallery
    visitor -> gallery { via = https, carries = picture }
  }

  asks "is it a file?" {
    data picture { class = internal }
    actor visitor
    process gallery
    visitor -> gallery { via = https, carries = picture }
  }

  fires "fetched from a partner" {
    data results { class = internal, format = file }
    external laboratory { trust = partner }
    process importer
    importer -> laboratory { via = sftp, returns = results }
  }

  silent "fetched from one of us" {
    data results { class = internal, format = file }
    external laboratory { trust = internal }
    process importer
    importer -> laboratory { via = sftp, returns = results }
  }

  fires "it says that it opens pictures" {
    data picture { class = internal }
    actor visitor
    process gallery { parses = [json, image] }
    visitor -> gallery { via = https, carries = picture }
  }

  silent "it says that it opens no files" {
    data picture { class = internal }
    actor visitor
    process gallery { parses = json }
    visitor -> gallery { via = https, carries = picture }
  }
}
