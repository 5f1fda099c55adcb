/// What people write is encrypted with keys that they alone have. Who writes to whom, when, how much and from where is
/// not.
///
/// The list of contacts and hours tells of an affair, an illness or a source without a word of what was said, and it
/// can be demanded by law.
rule privacy.seen-metadata "{this} cannot read {d}, and still sees who sends it to whom and when" {
  linddun         = [detecting, linking, non-repudiation]
  on              = store
  when            = known(this.encryption) and this.encryption == end-user-key and known(this.holds)
                    and any(this.holds, d: d.personal)
  unless          = this has traffic-shaping or this has data-minimisation
  reduces         = [retention-deletion, pseudonymisation, access-control]
  likelihood      = low
  impact          = medium
  fix             = """
    Keep beside {d} in {this} no sender, no time to the second and no address, pad it to a few sizes, and delete it
    when it was fetched.
  """
  false-positives = "Dismiss it when one person keeps {d} for themselves, and when they do says nothing."
  refs            = ["CWE-1230"]

  fires {
    data letter { class = secret, personal = true }
    store post { encryption = end-user-key, holds = letter }
  }

  answered "sizes and times are hidden" {
    data letter { class = secret, personal = true }
    store post { encryption = end-user-key, holds = letter, controls = traffic-shaping }
  }

  answered "nothing is kept beside it" {
    data letter { class = secret, personal = true }
    store post { encryption = end-user-key, holds = letter, controls = data-minimisation }
  }

  silent "not about people" {
    data letter { class = secret, personal = false }
    store post { encryption = end-user-key, holds = letter }
  }
}
