use std.cloud

/// Something that must never stop has all its parts in one region.
///
/// Regions fail rarely, and then for hours, and with them the consoles with which one would move. Fires have taken
/// buildings with all copies in them.
rule cloud.region-loss "{e} is gone as long as {this} is" {
  stride          = denial-of-service
  on              = region
  when            = any(this.elements, e: known(e.availability) and e.availability >= very-high)
  unless          = this has redundancy
  reduces         = [backup, graceful-degradation]
  likelihood      = low
  impact          = high
  fix             = """
    Keep a copy of {e} and of the way to build it in another region than {this}, and move there once a year to see
    that it works.
  """
  false-positives = "Dismiss it when the contract allows an outage as long as the longest that {this} ever had."
  refs            = ["A06:2025", "A04:2021"]

  fires {
    boundary frankfurt : region {
      trust = internal
      process till { availability = very-high }
    }
  }

  answered "it can be set up elsewhere" {
    boundary frankfurt : region {
      trust = internal, controls = disaster-recovery
      process till { availability = very-high }
    }
  }

  silent "a day without it does no harm" {
    boundary frankfurt : region {
      trust = internal
      process till { availability = high }
    }
  }
}
