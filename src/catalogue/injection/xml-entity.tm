/// XML may name other files and addresses that the parser fetches, and may define texts that grow as they are
/// expanded.
///
/// One small document reads files of the server, calls addresses behind the firewall, or fills its memory.
rule injection.xml-entity "{this} parses XML that an attacker can write" {
  stride          = [information-disclosure, denial-of-service]
  on              = process
  when            = tainted(this) and not (this is forwarding) and not (this is client)
                    and (known(this.parses) or any(this.incoming, f: any(f.origins, o: o is actor or o.trust < this.trust)))
                    and xml in this.parses
  unless          = this has xml-hardening
  reduces         = [egress-filtering, schema-validation]
  likelihood      = low
  impact          = max(medium, rating(this))
  fix             = "Switch off document types and external entities in every XML parser of {this}."
  false-positives = "Dismiss it when the parser has no support for document types at all."
  refs            = ["CWE-611", "CWE-776", "CAPEC-221", "A05:2021", "A02:2025", "ASVS-5.0-1.5.1"]

  fires {
    actor visitor
    process import { parses = xml }
    visitor -> import { via = https }
  }

  answered "the parser is hardened" {
    actor visitor
    process import { parses = xml, controls = xml-hardening }
    visitor -> import { via = https }
  }

  silent "it parses something else" {
    actor visitor
    process import { parses = json }
    visitor -> import { via = https }
  }

  asks "does it parse XML?" {
    actor visitor
    process import
    visitor -> import { via = https }
  }
}
