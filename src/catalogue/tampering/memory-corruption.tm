/// Code that manages memory by hand reads files or packets that an attacker has shaped. A length that lies makes it
/// write where it must not.
///
/// Decoders of pictures, fonts, archives and video are the classic way in. The attacker then runs code with all rights
/// of the program.
rule tampering.memory-corruption "Crafted input takes over {this}" {
  stride          = [tampering, elevation-of-privilege, denial-of-service]
  on              = process
  when            = tainted(this) and not (this is forwarding)
                    and (known(this.memory-safe) and not this.memory-safe
                      or any(this.incoming, f: any(f.carries, d:
                          ((known(d.format) or not known(this.parses)) and d.format in [image, archive, binary])
                          or (not known(d.format) and known(this.parses) and (image in this.parses
                            or archive in this.parses or binary in this.parses)))))
  unless          = this.memory-safe or this has sandboxing or this has memory-hardening or inside(this, sandbox)
  reduces         = [file-validation, patching, security-testing]
  likelihood      = very-low
  impact          = max(high, rating(this))
  fix             = """
    Decode untrusted input of {this} in a sandbox or in a memory-safe language, and keep the decoders up to date.
  """
  false-positives = "Dismiss it when the unsafe part never sees anything that came from outside."
  refs            = [
    "CWE-787", "CWE-120", "CWE-416", "CAPEC-100", "T1203", "A06:2021", "A03:2025", "ASVS-5.0-1.4.1", "ASVS-5.0-15.2.5",
  ]

  fires {
    data picture { class = internal, format = image }
    actor visitor
    process viewer { memory-safe = false }
    visitor -> viewer { via = https, carries = picture }
  }

  answered "in a sandbox" {
    data picture { class = internal, format = image }
    actor visitor
    process viewer { memory-safe = false, controls = sandboxing }
    visitor -> viewer { via = https, carries = picture }
  }

  answered "inside a sandbox boundary" {
    data picture { class = internal, format = image }
    actor visitor
    boundary box : sandbox {
      trust = internal
      process viewer { memory-safe = false }
    }
    visitor -> viewer { via = https, carries = picture }
  }

  answered "with hardened memory" {
    data picture { class = internal, format = image }
    actor visitor
    process viewer { memory-safe = false, controls = memory-hardening }
    visitor -> viewer { via = https, carries = picture }
  }

  answered "a memory-safe language" {
    data picture { class = internal, format = image }
    actor visitor
    process viewer { memory-safe = true }
    visitor -> viewer { via = https, carries = picture }
  }

  fires "nobody says what the decoder is written in" {
    data picture { class = internal, format = image }
    actor visitor
    process viewer
    visitor -> viewer { via = https, carries = picture }
  }

  silent "nothing that needs a decoder" {
    data picture { class = internal, format = text }
    actor visitor
    process viewer
    visitor -> viewer { via = https, carries = picture }
  }

  asks "in what form is it?" {
    data picture { class = internal }
    actor visitor
    process viewer
    visitor -> viewer { via = https, carries = picture }
  }

  fires "it says that it decodes pictures" {
    data picture { class = internal }
    actor visitor
    process gallery { parses = image }
    visitor -> gallery { via = https, carries = picture }
  }
}
