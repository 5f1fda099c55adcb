use std.cloud

/// A program that strangers can reach acts in the account with a role, and nothing says that the role is cut to its
/// task.
///
/// Roles grow and are never trimmed. A fault in the program then opens every bucket and every queue that the role may
/// open.
rule cloud.broad-role "Whoever takes over {this} may do all that its role may do" {
  stride          = elevation-of-privilege
  on              = process
  when            = tainted(this) and not (this is client) and any(this.outgoing, f: known(f.auth)
                      and f.auth == managed-identity and any(f.data, d: d.class >= confidential or d.integrity >= high))
  unless          = this has least-privilege
  reduces         = [access-control, log-monitoring, network-segmentation]
  likelihood      = low
  fix             = """
    List what {this} really calls, cut its role down to that, resource by resource, and check it again each quarter.
  """
  false-positives = "Dismiss it when the role is written by a tool from what the program calls."
  refs            = ["CWE-266", "CAPEC-122", "T1078.004", "A01:2021", "A01:2025", "ASVS-5.0-13.2.2"]

  fires {
    data invoice { class = confidential }
    actor visitor
    process shop
    store invoices : aws-s3
    visitor -> shop { via = https }
    shop -> invoices { via = https, auth = managed-identity, returns = invoice }
  }

  answered "the role is cut to the task" {
    data invoice { class = confidential }
    actor visitor
    process shop { controls = least-privilege }
    store invoices : aws-s3
    visitor -> shop { via = https }
    shop -> invoices { via = https, auth = managed-identity, returns = invoice }
  }

  silent "no role" {
    data invoice { class = confidential }
    actor visitor
    process shop
    store invoices : aws-s3
    visitor -> shop { via = https }
    shop -> invoices { via = https, auth = shared-key, returns = invoice }
  }

  silent "nobody outside has a say" {
    data invoice { class = confidential }
    actor visitor { trust = internal }
    process shop
    store invoices : aws-s3
    visitor -> shop { via = https }
    shop -> invoices { via = https, auth = managed-identity, returns = invoice }
  }
}
