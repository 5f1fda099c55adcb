use std.messaging

/// Messages that failed are kept aside with all they carry, and nobody ever looks at them or removes them.
///
/// The pile outlives every rule about how long data may be kept. It is also read by people who debug, and who would
/// never get access to the database.
rule messaging.dead-letters "{d} piles up in {this} and stays there" {
  stride          = information-disclosure
  linddun         = data-disclosure
  on              = dead-letter-queue
  when            = any(this.incoming, f: any(f.data, d: d.class >= confidential or d.personal))
  unless          = this has retention-deletion
  reduces         = [redaction, access-control, encryption-at-rest]
  likelihood      = low
  fix             = """
    Give messages in {this} a time to live, look at them every day, and take {d} out of what people are shown.
  """
  false-positives = "Dismiss it when only a reference is kept in {this} and the message itself stays where it was."
  refs            = ["CWE-212", "CWE-459", "T1213", "ASVS-5.0-14.2.7"]

  fires {
    data address { class = confidential }
    process packer
    store failed : dead-letter-queue
    packer -> failed { via = amqps, carries = address }
  }

  answered "they go by themselves" {
    data address { class = confidential }
    process packer
    store failed : dead-letter-queue { controls = retention-deletion }
    packer -> failed { via = amqps, carries = address }
  }

  silent "nothing to hide" {
    data address { class = public }
    process packer
    store failed : dead-letter-queue
    packer -> failed { via = amqps, carries = address }
  }

  asks "how is it classified?" {
    data address
    process packer
    store failed : dead-letter-queue
    packer -> failed { via = amqps, carries = address }
  }
}
