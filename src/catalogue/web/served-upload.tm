use std.web

/// Files that users hand in are shown to others from the same site, as they are.
///
/// A picture that is a page runs as a page of ours: with the session of whoever opens it.
rule web.served-upload "A file that somebody uploads acts as a page of {this}" {
  stride          = [tampering, elevation-of-privilege]
  on              = [web-app, web-server]
  when            = any(this.incoming, f: any(f.callers, o: o is actor or o.trust <= partner)
                      and any(f.carries, d: any(this.incoming, g: d in g.returns)
                        and (((known(d.format) or not known(this.parses)) and d.format in [file, image, archive])
                          or (not known(d.format) and known(this.parses) and (file in this.parses
                            or image in this.parses or archive in this.parses)))))
  unless          = this has separate-file-origin
  reduces         = [file-validation, malware-scanning, content-security-policy]
  likelihood      = low
  impact          = medium
  fix             = """
    Serve {d} from a domain of its own, as a download, with the type that was found by looking and not the one that was
    claimed.
  """
  false-positives = "Dismiss it when every file is drawn anew, pixel by pixel, before it is shown."
  refs            = ["CWE-646", "CAPEC-209", "A05:2021", "A02:2025", "ASVS-5.0-3.2.1", "ASVS-5.0-5.4.1"]

  fires {
    data picture { class = internal, format = image }
    actor visitor
    process gallery : web-app
    visitor -> gallery { via = https, carries = picture, returns = picture }
  }

  answered "files have a site of their own" {
    data picture { class = internal, format = image }
    actor visitor
    process gallery : web-app { controls = separate-file-origin }
    visitor -> gallery { via = https, carries = picture, returns = picture }
  }

  silent "nobody gets it back" {
    data picture { class = internal, format = image }
    actor visitor
    process gallery : web-app
    visitor -> gallery { via = https, carries = picture, returns = [] }
  }

  silent "no file" {
    data picture { class = internal, format = json }
    actor visitor
    process gallery : web-app
    visitor -> gallery { via = https, carries = picture, returns = picture }
  }

  asks "is it a file?" {
    data picture { class = internal }
    actor visitor
    process gallery : web-app
    visitor -> gallery { via = https, carries = picture, returns = picture }
  }

  fires "it says that it takes files" {
    data picture { class = internal }
    actor visitor
    process gallery : web-app { parses = file }
    visitor -> gallery { via = https, carries = picture, returns = picture }
  }
}
