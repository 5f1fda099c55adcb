// What we decided about threats that we do not fix, or not yet. CODEOWNERS guards this file: whoever carries
// a risk sees each change to it. A decision ends by itself, and then the threat is open again.

/// A second zone doubles the bill of the database, and an evening without comments harms nobody.
accept availability.single-zone on db {
  because = "One zone until the new budget; a restore takes two hours"
  by      = @cto
  until   = 2027-03-31
  ticket  = "COM-377"
}

/// The notifier can do one thing only, and does it alike for everybody.
accept privilege.shared-identity on web->notifier {
  because = "The notifier only sends, and only to the author of a comment"
  by      = @ana
  until   = 2027-06-30
  ticket  = "COM-391"
}

/// The mail provider keeps proof of each delivery, and must show it when asked.
transfer repudiation.no-receipt on notifier->mail {
  to      = mail
  because = "Contract, section 4.2: the provider answers for delivery"
  by      = @legal
  until   = 2027-06-30
}

/// Second factors for twenty thousand readers are planned, but not for this year.
warn spoofing.single-factor on sign-in {
  notice  = "The sign-in page asks for a password that is used nowhere else, and says why"
  because = "Members have one factor until passkeys arrive"
  by      = @cto
  until   = 2027-06-30
  ticket  = "COM-405"
}

/// The threat goes when the feature goes; until then it counts as open.
remove disclosure.break-in-at-supplier on avatars {
  because = "Pictures from elsewhere are not worth the addresses that they cost"
  by      = @ana
  until   = 2027-02-28
  ticket  = "COM-398"
}

/// Nobody can ask the notifier for anything.
dismiss privilege.missing-authorisation on web->notifier {
  because = "It only sends mail about comments that Web server has already accepted, and answers nobody"
  by      = @cto
}
