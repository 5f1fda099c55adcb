// What we decided about threats that we do not fix, or not yet. Whoever carries a risk sees each change to this file.

/// A mail that never came is sent again from the page of the order.
accept repudiation.no-receipt on mail {
  because = "Nothing is lost by a mail; the ticket waits on the page of the order"
  by      = @mara
  until   = 2027-09-30
}

/// Two new groups of machines are ordered; the control `own-machines` is their plan.
accept privilege.mixed-trust on cluster {
  because = "Front, order service and system share machines until the second group is there"
  by      = @mara
  until   = 2027-03-31
  ticket  = "TIX-131"
}
