use std.api

/// A medical picture begins with 128 bytes that nobody reads. A program fits in there, and the file is then both.
///
/// It passes as a picture of a patient through every archive, and no scanner may open it. On the computer where
/// somebody starts it, it runs.
rule api.image-with-program "A picture that {this} takes from outside is a program as well" {
  stride          = [tampering, elevation-of-privilege]
  on              = [process, store]
  when            = not (this is forwarding)
                    and any(this.incoming, f: known(f.via) and f.via is dicom
                      and any(f.origins, o: o is external or o.trust < this.trust))
  unless          = this has file-validation
  reduces         = [malware-scanning, sandboxing, endpoint-protection]
  likelihood      = very-low
  impact          = max(medium, rating(this))
  fix             = """
    Let {this} blank the first 128 bytes of each picture, refuse what it does not know, and store it anew.
  """
  false-positives = "Dismiss it when {this} writes every picture anew before it keeps it."
  refs            = ["CWE-351", "T1204.002", "ASVS-5.0-5.2.2"]

  fires {
    external practice { trust = partner }
    process archive
    practice -> archive { via = dicom-tls }
  }

  answered "pictures are looked at" {
    external practice { trust = partner }
    process archive { controls = file-validation }
    practice -> archive { via = dicom-tls }
  }

  silent "no pictures" {
    external practice { trust = partner }
    process archive
    practice -> archive { via = hl7-tls }
  }
}
