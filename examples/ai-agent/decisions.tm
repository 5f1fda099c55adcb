// What we decided about threats that we do not fix, or not yet. A decision ends by itself, and then the threat is
// open again.

/// Ends with the due date of `new-keys`.
accept spoofing.long-lived-credential on model-key {
  because = "The key works from four addresses only, and its use is limited by a budget"
  by      = @lena
  until   = 2027-01-31
  ticket  = "SUP-231"
}

/// Customers are told until passkeys arrive.
warn identity.phishable-login on log-in {
  notice  = "The login page says that nobody from support ever asks for a code"
  because = "Passkeys arrive in spring"
  by      = @lena
  until   = 2027-03-31
  ticket  = "SUP-218"
}

/// Staff come from managed computers; the passkeys reach them first.
accept identity.phishable-login on staff-in {
  because = "Two factors and managed computers until the passkeys arrive"
  by      = @lena
  until   = 2027-03-31
  ticket  = "SUP-218"
}

/// The provider shows each request on its bill, and nothing depends on a single one.
transfer repudiation.no-receipt on think {
  to      = provider
  because = "Contract of 3 March 2026, annex 1: the bill lists each request"
  by      = @legal
  until   = 2027-03-03
}

/// Four people, two of whom must agree on the telephone. A tool that lends rights would be larger than what it guards.
accept identity.standing-administration on operator {
  because = "Four operators; the vault tells all of them of each login"
  by      = @lena
  until   = 2027-06-30
}
