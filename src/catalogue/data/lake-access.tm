use std.data

/// Everything of value is copied into one place, and rights there are given for the place and not for what lies in it.
///
/// Whoever was let in for the click counts reads salaries and complaints as well. Joined, such data says more than each
/// source did.
rule data.lake-access "Whoever may read {this} may read {d} in it too" {
  stride          = [information-disclosure, elevation-of-privilege]
  linddun         = linking
  on              = [data-lake, data-warehouse]
  when            = any(this.incoming, f: any(this.incoming, g: f.from != g.from)) and known(this.holds)
                    and any(this.holds, d: (d.class >= confidential or d.personal) and any(this.holds, e: e != d))
  unless          = this has data-access-policy
  reduces         = [pseudonymisation, data-separation, storage-access-logging]
  likelihood      = low
  fix             = "Label columns of {this} by class, give roles rights on labels, and mask {d} for all others."
  false-positives = "Dismiss it when one small team uses {this}, and may see everything at the sources too."
  refs            = ["CWE-1220", "CAPEC-122", "T1213", "T1530", "A01:2021", "A01:2025", "ASVS-5.0-8.2.3"]

  fires {
    data visit { class = internal }
    data salary { class = confidential }
    process loader
    process reports : bi-tool
    store lake : data-lake { holds = [salary, visit] }
    loader -> lake { via = https }
    reports -> lake { via = https }
  }

  answered "rights by column" {
    data visit { class = internal }
    data salary { class = confidential }
    process loader
    process reports : bi-tool
    store lake : data-lake { holds = [salary, visit], controls = data-access-policy }
    loader -> lake { via = https }
    reports -> lake { via = https }
  }

  silent "a single user" {
    data visit { class = internal }
    data salary { class = confidential }
    process loader
    process reports : bi-tool
    store lake : data-lake { holds = [salary, visit] }
    loader -> lake { via = https }
  }

  silent "nothing to hide" {
    data visit { class = internal }
    data salary { class = internal }
    process loader
    process reports : bi-tool
    store lake : data-lake { holds = [salary, visit] }
    loader -> lake { via = https }
    reports -> lake { via = https }
  }

  asks "how is it classified?" {
    data visit { class = internal }
    data salary
    process loader
    process reports : bi-tool
    store lake : data-lake { holds = [salary, visit] }
    loader -> lake { via = https }
    reports -> lake { via = https }
  }

  silent "one thing is in it" {
    data salary { class = confidential }
    process loader
    process reports : bi-tool
    store lake : data-lake { holds = salary }
    loader -> lake { via = https }
    reports -> lake { via = https }
  }
}
