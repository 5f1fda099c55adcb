use std.cloud

/// Everything in the account can be changed through an interface, and no record of the calls is kept where intruders
/// cannot reach it.
///
/// After a break-in nobody can tell which keys were made, which data was copied, and whether the intruder is gone.
rule cloud.no-trail "{this} keeps no record of who changed what" {
  stride          = repudiation
  on              = cloud-account
  when            = any(this.elements, e: e is process or e is store) and not any(this.parents, p: p is cloud-account)
                    and not any(this.elements, t: t is cloud-trail)
  unless          = this has audit-log
  reduces         = [append-only-log, log-monitoring]
  likelihood      = low
  impact          = medium
  fix             = """
    Record all calls in all regions of {this}, send the record to another account, and raise an alarm when recording
    stops.
  """
  false-positives = "Dismiss it when the organisation above {this} keeps the record for all its accounts."
  refs            = ["CWE-778", "T1685.002", "A09:2021", "A09:2025", "ASVS-5.0-16.2.1", "ASVS-5.0-16.4.3"]

  fires {
    boundary account : cloud-account {
      trust = internal
      process shop
    }
  }

  answered "calls are recorded" {
    boundary account : cloud-account {
      trust = internal, controls = audit-log
      process shop
    }
  }

  silent "the model shows the trail" {
    boundary account : cloud-account {
      trust = internal
      process shop
      store trail : aws-cloudtrail
    }
  }
}
