// Use cases, as flows in order. Each step starts at an end of an earlier one, so that it can be followed on
// the picture with a finger.

/// Somebody signs in, writes, and the author above is told.
scenario posting "A visitor posts a comment" {
  steps  = [sign-in, look-up, post, save, web->notifier, notifier->mail]
  limits = "A member writes one comment a minute; more is no use case but a nuisance"
}

/// Most people only read.
scenario reading "A visitor reads the comments" { steps = [browse, load, web->avatars] }

/// A moderator hides what was reported. The desk asks the identity platform who is there.
scenario moderating "A moderator removes abuse" { steps = [moderate, vouch, clear] }

// Pictures, for the report and for the wall.

/// One box for each boundary: what to show a newcomer first.
view overview "Level 0" { level = 0 }

/// The account from the inside, with what it keeps and what is still open.
view inside "Cloud account" {
  include    = cloud.*
  neighbours = true
  show       = [data, threats]
}

view posting-sequence "Posting, step by step" { scenario = posting, as = sequence }

view moderating-sequence "Moderating, step by step" { scenario = moderating, as = sequence }

/// Where a member's name and address go.
view profile-life "Life of a member profile" { of = profile, as = data }

view brigading-tree "How a brigade gets in" { of = brigading, as = tree }
