use std.messaging

/// The registry says what messages mean, and whoever reaches it may change that for all services at once.
///
/// A field that turns from number to text stops every reader; one that quietly becomes optional lets wrong records
/// through.
rule messaging.schema-change "A changed schema in {this} breaks or misleads every reader" {
  stride          = [tampering, denial-of-service]
  on              = schema-registry
  when            = any(this.incoming, f: not (known(f.access) and not (write in f.access)))
  unless          = this has access-control or this has deployment-approval
  reduces         = [audit-log, backup]
  likelihood      = low
  impact          = medium
  fix             = """
    Let the pipelines of the owners alone write to {this}, check compatibility before a version is taken, and keep
    old versions.
  """
  false-positives = "Dismiss it when schemas are compiled into the programs and {this} is only a place to read them."
  refs            = ["CWE-471", "CAPEC-271", "T1565.001", "ASVS-5.0-8.2.1"]

  fires {
    process shop
    store schemas : schema-registry
    shop -> schemas { via = https }
  }

  answered "only owners write" {
    process shop
    store schemas : schema-registry { controls = access-control }
    shop -> schemas { via = https }
  }

  answered "a second person agrees" {
    process shop
    store schemas : schema-registry { controls = deployment-approval }
    shop -> schemas { via = https }
  }

  silent "it is only read" {
    process shop
    store schemas : schema-registry
    shop -> schemas { via = https, access = read }
  }
}
