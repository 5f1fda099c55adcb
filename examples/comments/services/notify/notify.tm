// The notifier: takes events from the web server and turns them into e-mail.

in cloud {
  /// Tells authors that somebody answered them.
  process notifier : service "Notifier" {
    code        = "examples/comments/services/notify/**"
    memory-safe = true
    parses      = json
    controls    = mail-authentication
  }
}

// It was called `mailer` once. What was decided and measured under the old name follows the new one.
moved mailer to notifier

/// Protocol and authentication come from the defaults of the cloud account.
web -> notifier "Says who was answered" { carries = [comment, profile] }

notifier -> mail "Sends an e-mail" {
  via               = https
  auth              = api-key
  carries           = [comment, profile]
  target-from-input = false
}

/// Settles one question about the provider, and only as long as the contract runs.
assume mail-dpa "The mail provider deletes after 30 days" {
  about   = mail
  answers = disclosure.over-retention
  status  = confirmed
  owner   = @legal
  expires = 2027-06-30
  refs    = ["Contract, annex 2"]
}
