use std.privacy

/// Data about people comes from somebody else, and the people do not know that we have it.
///
/// They cannot correct a mistake that they never see. Those who get data from others must tell the people within a
/// month.
rule privacy.indirect-collection "People do not know that {this} was got from others" {
  linddun         = unawareness
  on              = data
  when            = this.personal and known(this.origin) and this.origin is external
                    and any(this.places, p: p is store)
  unless          = any(this.places, q: (q is process or q is store) and q has privacy-notice)
                    or (known(this.origin has processing-agreement) and this.origin has processing-agreement)
  reduces         = [subject-rights, data-minimisation]
  likelihood      = low
  impact          = medium
  fix             = "Tell the people, at the first contact, that you have {this}, from whom and what for."
  false-positives = "Dismiss it when the people themselves asked the other party to send {this}."
  refs            = ["ASVS-5.0-14.1.2"]

  fires {
    data score { class = confidential, personal = true, origin = bureau }
    external bureau { trust = partner }
    store customers { holds = score }
  }

  answered "they are told" {
    data score { class = confidential, personal = true, origin = bureau }
    external bureau { trust = partner }
    store customers { holds = score, controls = privacy-notice }
  }

  silent "from the people themselves" {
    data score { class = confidential, personal = true, origin = bureau }
    actor bureau { trust = partner }
    store customers { holds = score }
  }
}
