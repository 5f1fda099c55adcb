/// People push to this repository, and nothing looks for keys and passwords in what they push.
///
/// History keeps what a later commit removes, and every clone has the history. Bots find a key in a public
/// repository within minutes.
rule disclosure.secret-in-repository "Secrets can be committed to {this}" {
  stride          = information-disclosure
  on              = source-repository
  when            = any(this.incoming, f: f.from is actor or f.from is client)
  unless          = this has secret-scanning
  reduces         = [secret-vault, code-review, key-rotation]
  likelihood      = low
  impact          = max(medium, rating(this))
  fix             = """
    Refuse pushes to {this} that hold secrets, search its history once, and replace every secret that is found.
  """
  false-positives = "Dismiss it when nothing built from {this} has ever used a secret."
  refs            = ["CWE-540", "CWE-798", "T1552.001", "ASVS-5.0-13.3.1"]

  fires {
    actor developer
    store code : source-repository
    developer -> code { via = ssh }
  }

  answered "pushes are searched" {
    actor developer
    store code : source-repository { controls = secret-scanning }
    developer -> code { via = ssh }
  }

  silent "nobody types into it" {
    process developer
    store code : source-repository
    developer -> code { via = ssh }
  }
}
