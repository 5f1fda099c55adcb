/// Data goes to a place that was built, bought or approved for less.
///
/// The place has the locks that its class asks for. What is above that class lies there without the locks it needs.
rule disclosure.above-class "{d} is above what {to} may hold" {
  stride          = information-disclosure
  on              = flow
  when            = known(to.max-class) and any(flow.carries, d: d.class > to.max-class)
  unless          = from has redaction or from has pseudonymisation
  reduces         = [access-control, encryption-at-rest]
  likelihood      = low
  fix             = "Take {d} out of what {from} sends, or have {to} approved for its class."
  false-positives = "Dismiss it when {d} is encrypted with a key that {to} does not have."
  refs            = ["CWE-212", "T1213", "A01:2021", "A01:2025", "ASVS-5.0-14.1.2", "ASVS-5.0-14.2.4"]

  fires {
    data contract { class = confidential }
    process office
    store wiki : file-store { max-class = internal }
    office -> wiki { via = https, carries = contract }
  }

  answered "the sensitive part is blacked out" {
    data contract { class = confidential }
    process office { controls = redaction }
    store wiki : file-store { max-class = internal }
    office -> wiki { via = https, carries = contract }
  }

  answered "names become numbers" {
    data contract { class = confidential }
    process office { controls = pseudonymisation }
    store wiki : file-store { max-class = internal }
    office -> wiki { via = https, carries = contract }
  }

  silent "it is approved for that" {
    data contract { class = confidential }
    process office
    store wiki : file-store { max-class = confidential }
    office -> wiki { via = https, carries = contract }
  }

  silent "nobody says what it is approved for" {
    data contract { class = confidential }
    process office
    store wiki : file-store
    office -> wiki { via = https, carries = contract }
  }

  asks "how is it classified?" {
    data contract
    process office
    store wiki : file-store { max-class = internal }
    office -> wiki { via = https, carries = contract }
  }
}
