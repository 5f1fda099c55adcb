/// A cache or a memory holds copies of something sensitive, and nothing removes them when their time is over.
///
/// Copies made for speed have weaker locks than the original, and are found by whoever uses the place next: another
/// user, another session, another tenant.
rule disclosure.sensitive-cache "{d} stays in {this} after it was needed" {
  stride          = information-disclosure
  on              = store
  when            = known(this.role) and this.role in [cache, memory]
                    and any(this.holds, d: d.class >= confidential or d.personal)
  unless          = this has retention-deletion or this has secure-erasure
  reduces         = [access-control, encryption-at-rest, tenant-isolation]
  likelihood      = low
  fix             = """
    Give {d} in {this} a short time to live, keep it apart for each user, and wipe it when the session ends.
  """
  false-positives = "Dismiss it when every entry of the cache is as public as the page that it was made for."
  refs            = ["CWE-524", "CWE-226", "CAPEC-204", "T1005", "A02:2025", "ASVS-5.0-14.2.2"]

  fires {
    data picture { class = confidential }
    store recent : redis { role = cache, holds = picture }
  }

  fires "data about people" {
    data picture { class = internal, personal = true }
    store recent : redis { role = cache, holds = picture }
  }

  answered "entries expire" {
    data picture { class = confidential }
    store recent : redis { role = cache, controls = retention-deletion, holds = picture }
  }

  answered "the place is wiped" {
    data picture { class = confidential }
    store recent : redis { role = cache, controls = secure-erasure, holds = picture }
  }

  silent "not a cache" {
    data picture { class = confidential }
    store recent : redis { role = primary, holds = picture }
  }

  asks "how is it classified?" {
    data picture
    store recent : redis { role = cache, holds = picture }
  }
}
