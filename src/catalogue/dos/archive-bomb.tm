/// A small archive unpacks to a thousand times its size, or to a million files.
///
/// One upload fills the disk or the memory, and no limit on uploads saw anything wrong with it.
rule dos.archive-bomb "A small archive can fill {this} to the brim" {
  stride          = denial-of-service
  on              = process
  when            = not (this is forwarding) and any(this.incoming, f: any(f.origins, o: o.trust < this.trust)
                      and (any(f.carries, d: known(d.format) and d.format == archive)
                        or (known(this.parses) and archive in this.parses)))
  unless          = this has quota or this has file-validation
  reduces         = [timeout, sandboxing, rate-limit]
  likelihood      = low
  impact          = medium
  fix             = """
    Count bytes and files while {this} unpacks {d}, and stop at a limit that does not depend on what the archive
    says.
  """
  false-positives = "Dismiss it when {this} keeps archives and never opens them."
  refs            = ["CWE-409", "CAPEC-197", "T1499.004", "API4:2023", "ASVS-5.0-5.2.3"]

  fires {
    data bundle { class = internal, format = archive }
    actor visitor
    process mill
    visitor -> mill { via = https, carries = bundle }
  }

  answered "there is a limit" {
    data bundle { class = internal, format = archive }
    actor visitor
    process mill { controls = quota }
    visitor -> mill { via = https, carries = bundle }
  }

  answered "archives are looked at first" {
    data bundle { class = internal, format = archive }
    actor visitor
    process mill { controls = file-validation }
    visitor -> mill { via = https, carries = bundle }
  }

  silent "no archive" {
    data bundle { class = internal, format = image }
    actor visitor
    process mill
    visitor -> mill { via = https, carries = bundle }
  }

  silent "from one of us" {
    data bundle { class = internal, format = archive }
    actor visitor { trust = internal }
    process mill
    visitor -> mill { via = https, carries = bundle }
  }

  fires "it says that it opens archives" {
    data bundle { class = internal }
    actor visitor
    process mill { parses = archive }
    visitor -> mill { via = https, carries = bundle }
  }
}
