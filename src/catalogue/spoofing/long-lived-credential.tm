/// A key or password is valid for months, until somebody remembers to change it, or for ever because it stands in
/// code.
///
/// Secrets leak into logs, images, backups and chats. How long a leak does harm depends on how long the secret
/// lives.
rule spoofing.long-lived-credential "{this} opens doors for a long time after it is lost" {
  stride          = spoofing
  on              = data
  when            = this.credential and this.lifetime in [long-lived, manual, hard-coded]
                    and (count(this.flows) > 0 or count(this.places) > 0)
                    and not any(this.flows, f: f.from is actor and this in f.carries and not f.admin
                      and not (f.to is vault))
  unless          = any(this.places, p: (p is store or p is vault or p is identity
                      or (known(p.holds) and this in p.holds)) and p has key-rotation)
  reduces         = [secret-vault, secret-scanning]
  likelihood      = low
  fix             = """
    Issue {this} for hours instead of months, or replace it on a schedule from the place that keeps it.
  """
  false-positives = """
    Dismiss it for keys that must be old to be of use, such as a signing key that clients have pinned, when
    their use is watched.
  """
  refs            = ["CWE-798", "CWE-263", "T1552", "A07:2021", "A07:2025", "ASVS-5.0-13.3.4"]

  fires {
    data api-token { class = secret, credential = true, lifetime = manual }
    store secrets : vault { holds = api-token }
  }

  fires "in code" {
    data api-token { class = secret, credential = true, lifetime = hard-coded }
    store secrets : vault { holds = api-token }
  }

  answered "replaced on a schedule" {
    data api-token { class = secret, credential = true, lifetime = manual }
    store secrets : vault { holds = api-token, controls = key-rotation }
  }

  silent "lives for hours" {
    data api-token { class = secret, credential = true, lifetime = short-lived }
    store secrets : vault { holds = api-token }
  }

  asks "how long does it live?" {
    data api-token { class = secret, credential = true }
    store secrets : vault { holds = api-token }
  }

  fires "replaced where it is only used" {
    data api-token { class = secret, credential = true, lifetime = manual }
    store secrets : vault { holds = api-token, lacks = key-rotation }
    process shop { uses = api-token, controls = key-rotation }
  }
}
