/// The build holds keys that are valid for months, for signing, publishing or deploying.
///
/// Each step, each plug-in and each package of the build can read them, and a line in a log is enough to lose them.
/// They work from anywhere.
rule supply.secret-in-pipeline "Any step of {this} can carry off {d}" {
  stride          = [information-disclosure, spoofing]
  on              = build-pipeline
  when            = any(this.data, d: d.credential and d.lifetime in [long-lived, manual, hard-coded])
                    or (known(this.uses)
                      and any(this.uses, d: d.credential and d.lifetime in [long-lived, manual, hard-coded]))
  unless          = this has managed-identity or this has hardware-key-protection
  reduces         = [sandboxing, workload-isolation, secret-vault, secret-scanning, egress-filtering]
  likelihood      = low
  fix             = """
    Let {this} prove which build it is and get {d} for minutes, or let a service outside the build sign and
    publish.
  """
  false-positives = "Dismiss it when {d} opens only what is public anyway."
  refs            = ["T1552", "T1528", "A08:2021", "A08:2025", "ASVS-5.0-13.3.1", "ASVS-5.0-13.3.4"]

  fires {
    data deploy-key { class = secret, credential = true, lifetime = manual }
    process builder : build-pipeline
    process shop
    builder -> shop { via = ssh, carries = deploy-key }
  }

  answered "the build proves itself" {
    data deploy-key { class = secret, credential = true, lifetime = manual }
    process builder : build-pipeline { controls = managed-identity }
    process shop
    builder -> shop { via = ssh, carries = deploy-key }
  }

  silent "valid for minutes" {
    data deploy-key { class = secret, credential = true, lifetime = short-lived }
    process builder : build-pipeline
    process shop
    builder -> shop { via = ssh, carries = deploy-key }
  }
}
