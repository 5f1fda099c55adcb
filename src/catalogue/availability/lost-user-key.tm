/// What is kept can be read only with a key that its owner has, and nobody else has it.
///
/// Phones fall into lakes and people forget. What was encrypted for them is then gone, and support can only say so.
rule availability.lost-user-key "Whoever loses their key loses what {this} keeps for them" {
  stride          = denial-of-service
  on              = store
  when            = known(this.encryption)
                    and this.encryption == end-user-key
                    and known(this.holds)
                    and any(this.holds, d: d.availability >= medium and not d.credential)
  unless          = this has key-recovery
                    or any(this.incoming, f: known(f.from has key-recovery) and f.from has key-recovery)
  likelihood      = low
  impact          = min(high, rating(this))
  fix             = """
    Give people a second way to the key of what {this} keeps, such as printed codes, a second device or parts of the key with people whom
    they trust, and say before the first use what is lost without it.
  """
  false-positives = "Dismiss it when what {this} keeps exists elsewhere too, in the hands of its owner."
  refs            = ["ASVS-5.0-11.1.1"]

  fires {
    data note { availability = high }
    store notes : object-store { holds = note, encryption = end-user-key }
  }

  answered "there are recovery codes" {
    data note { availability = high }
    store notes : object-store { holds = note, encryption = end-user-key, controls = key-recovery }
  }

  answered "the app takes care of it" {
    data note { availability = high }
    process app : mobile-app { controls = key-recovery }
    store notes : object-store { holds = note, encryption = end-user-key }
    app -> notes { via = https }
  }

  silent "the key is ours" {
    data note { availability = high }
    store notes : object-store { holds = note, encryption = shared-key }
  }
}
