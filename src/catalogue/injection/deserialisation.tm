/// Formats such as pickle, Java serialisation or YAML with tags name the types to build, and building them runs
/// code.
///
/// Ready-made chains of harmless-looking types end in a shell. No fault in the program itself is needed.
rule injection.deserialisation "{this} builds objects from data that an attacker can write" {
  stride          = [tampering, elevation-of-privilege]
  on              = process
  when            = tainted(this) and not (this is forwarding)
                    and (known(this.parses) or any(this.incoming, f: any(f.origins, o: o is actor or o.trust < this.trust)))
                    and serialized in this.parses
  unless          = this has safe-deserialisation
  reduces         = [sandboxing, message-signing]
  likelihood      = low
  impact          = max(high, rating(this))
  fix             = "Read plain data with a fixed type in {this}, or allow only the listed types to be built."
  false-positives = "Dismiss it when only {this} itself writes what it reads, and signs it."
  refs            = ["CWE-502", "CAPEC-586", "A08:2021", "A08:2025", "ASVS-5.0-1.5.2"]

  fires {
    actor visitor
    process basket { parses = serialized }
    visitor -> basket { via = https }
  }

  answered "types are listed" {
    actor visitor
    process basket { parses = serialized, controls = safe-deserialisation }
    visitor -> basket { via = https }
  }

  silent "plain data" {
    actor visitor
    process basket { parses = json }
    visitor -> basket { via = https }
  }

  asks "what does it parse?" {
    actor visitor
    process basket
    visitor -> basket { via = https }
  }
}
