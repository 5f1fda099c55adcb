use std.data

/// The same key works where things are tried out and where they count.
///
/// Test systems are open to more people, change daily and are watched less. Their keys are found first, and this one
/// opens production.
rule data.test-key-in-production "{this} lies in {t}, which is for tests, and opens {q}" {
  stride          = [spoofing, elevation-of-privilege]
  on              = data
  when            = this.credential
                    and any(this.places, t: inside(t, test-environment))
                    and any(
                      this.places,
                      q: (q is process or q is store)
                        and not q is client
                        and not q is vault
                        and not q is identity
                        and not q is development
                        and q.trust > partner
                        and not inside(q, test-environment)
                    )
  unless          = all(
                      this.places,
                      r: not (r is process or r is store) or r is vault or r is identity or r has individual-credentials
                    )
  reduces         = [key-rotation, network-segmentation]
  likelihood      = low
  impact          = min(high, rating(this))
  fix             = "Give {t} a key of its own that opens nothing outside tests, and replace {this}."
  false-positives = "Dismiss it when {q} takes part in the tests and keeps nothing that counts."
  refs            = ["T1078"]

  fires {
    data key { class = secret, credential = true }
    boundary lab : test-environment { trust = internal, process trial { uses = key } }
    process shop { uses = key }
  }

  answered "each has its own" {
    data key { class = secret, credential = true }
    boundary lab : test-environment {
      trust = internal, process trial { uses = key, controls = individual-credentials }
    }
    process shop { uses = key, controls = individual-credentials }
  }

  silent "nothing that is kept secret" {
    data key { class = secret, credential = false }
    boundary lab : test-environment { trust = internal, process trial { uses = key } }
    process shop { uses = key }
  }
}
