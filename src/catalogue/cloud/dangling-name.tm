use std.cloud

/// Names outlive what they point to. A name whose bucket, address or site was given back belongs to whoever takes that
/// next.
///
/// A stranger then serves pages under our name, with a valid certificate, reads our cookies, and receives our mail.
rule cloud.dangling-name "A name in {this} can still point to what we gave back" {
  stride          = [spoofing, information-disclosure]
  on              = dns-zone
  when            = count(this.incoming) > 0
  unless          = this has asset-inventory
  reduces         = [configuration-baseline, log-monitoring]
  likelihood      = low
  impact          = medium
  fix             = """
    Make and delete names in {this} together with what they point to, and compare the two lists every day.
  """
  false-positives = "Dismiss it when all names of {this} point to addresses that we own for good."
  refs            = ["CWE-672", "T1584.001", "A05:2021", "A02:2025"]

  fires {
    actor visitor
    store names : aws-route53
    visitor -> names { via = dns }
  }

  answered "names and things are compared" {
    actor visitor
    store names : aws-route53 { controls = asset-inventory }
    visitor -> names { via = dns }
  }

  silent "nobody asks for its names" {
    actor visitor
    store names : aws-route53
  }
}
