// The database and the account around it.

in cloud {
  /// Everything that must survive a restart.
  store db : postgres "Comments database" {
    holds        = [comment, profile, login]
    encrypted    = true
    availability = high
    redundant    = false
    max-class    = secret
  }
}

/// Programs fetch passwords and keys when they start; none lies in a file or an image.
control secrets : secret-vault "Secrets come from the account's vault" {
  on         = [web, desk, notifier]
  status     = implemented
  technology = "AWS Secrets Manager"
  evidence   = file "examples/comments/operations/baseline.md"
}

control accounts : access-control "An account for each service" {
  on       = db
  status   = implemented
  evidence = file "examples/comments/operations/baseline.md"
}

/// Copies lie in another account, which the administrators of this one cannot enter.
control copies : backup "Nightly copies, restored every quarter" {
  on       = db
  status   = implemented
  evidence = file "examples/comments/operations/restore-test.md"
}

/// Profiles go two years after the last comment; the comment stays, without its name.
control forgetting : retention-deletion "Profiles are deleted after two years" {
  on       = db
  status   = implemented
  evidence = file "examples/comments/operations/retention.sql"
}

control baseline : configuration-baseline "Settings follow a baseline" {
  on         = cloud
  status     = implemented
  technology = "CIS Benchmarks, checked nightly"
  evidence   = file "examples/comments/operations/baseline.md"
}
