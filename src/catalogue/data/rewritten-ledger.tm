use std.data

/// The history of entries proves what happened, and one party alone runs the place where it is kept.
///
/// Chained hashes prove nothing when the same hand can write the whole chain anew. Two readers who never compare do not
/// notice that they were shown two histories.
rule data.rewritten-ledger "Whoever runs {this} can write its history anew" {
  stride          = [tampering, repudiation]
  on              = [ledger, event-store]
  when            = this.trust > partner and any(this.incoming, f: f.from is process or f.from is actor)
  unless          = this has timestamping or this has append-only-log
  reduces         = [message-signing, integrity-checking, audit-log, privileged-access-management]
  likelihood      = very-low
  impact          = max(medium, rating(this))
  fix             = """
    Publish a signed sum of {this} every hour where others keep it, and let readers compare what they see with it.
  """
  false-positives = "Dismiss it when {this} is a copy and the entries that count stand with several parties."
  refs            = ["CWE-471", "T1565.001"]

  fires {
    process books
    store entries : ledger
    books -> entries { via = https }
  }

  answered "others keep the sums" {
    process books
    store entries : ledger { controls = timestamping }
    books -> entries { via = https }
  }

  answered "nothing can be changed" {
    process books
    store entries : ledger { controls = immutable-storage }
    books -> entries { via = https }
  }

  silent "nobody writes" {
    process books
    store entries : ledger
  }
}
