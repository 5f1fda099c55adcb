/// Data is given to another party, and nothing makes that party delete it when it is no longer needed.
///
/// Their leak becomes our leak, years after the work was done. Customers do not remember who the supplier was.
rule disclosure.over-retention "{this} may keep {d} longer than agreed" {
  stride          = information-disclosure
  linddun         = data-disclosure
  on              = external
  when            = not (this is controller) and any(this.incoming, f: f.from is process
                      and any(f.carries, d: (d.class >= confidential or d.personal)
                        and not d.credential))
  unless          = this has retention-deletion
  reduces         = [data-minimisation, pseudonymisation]
  likelihood      = low
  impact          = medium
  fix             = """
    Agree with {this} when {d} is deleted, have it confirmed, and send no more of it than the task needs.
  """
  false-positives = "Dismiss it when a law obliges {this} to keep the data longer."
  refs            = ["CWE-212", "ASVS-5.0-14.2.3", "ASVS-5.0-14.2.7"]

  fires {
    data invoice { class = confidential }
    process shop
    external printer { trust = partner }
    shop -> printer { via = https, carries = invoice }
  }

  fires "data about people" {
    data invoice { class = internal, personal = true }
    process shop
    external printer { trust = partner }
    shop -> printer { via = https, carries = invoice }
  }

  answered "it deletes in time" {
    data invoice { class = confidential }
    process shop
    external printer { trust = partner, controls = retention-deletion }
    shop -> printer { via = https, carries = invoice }
  }

  silent "it issued the token itself" {
    data token { class = secret, credential = true }
    process shop
    external accounts : identity-provider { trust = partner }
    shop -> accounts { via = https, carries = token }
  }

  silent "anyone may read it" {
    data invoice { class = public }
    process shop
    external printer { trust = partner }
    shop -> printer { via = https, carries = invoice }
  }

  asks "what is it given?" {
    data invoice { class = confidential }
    process shop
    external printer { trust = partner }
    shop -> printer { via = https }
  }
}
