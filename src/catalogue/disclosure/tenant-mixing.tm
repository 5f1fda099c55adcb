/// Several customers share this element, and what keeps them apart is a condition in each query that somebody must
/// not forget.
///
/// One missing condition shows one customer the invoices of another. It is the leak that customers forgive least.
rule disclosure.tenant-mixing "One customer of {this} can reach the data of another" {
  stride          = [information-disclosure, elevation-of-privilege]
  on              = [process, store]
  when            = this.multi-tenant and any(this.data, d: d.class >= confidential or d.personal)
  unless          = this has tenant-isolation or (known(this has workload-isolation) and this has workload-isolation)
  reduces         = [object-level-authorisation, access-control, security-testing]
  likelihood      = low
  fix             = """
    Let {this} take the customer from the login and enforce it below the queries, by row rules or by separate
    stores.
  """
  false-positives = "Dismiss it when all customers are departments of one company that may see each other."
  refs            = ["CWE-1220", "API1:2023", "A01:2021", "A01:2025", "ASVS-5.0-8.4.1"]

  fires {
    data invoice { class = confidential }
    store ledger : postgres { multi-tenant = true, holds = invoice }
  }

  fires "a process" {
    data invoice { class = confidential }
    process ledger { multi-tenant = true, uses = invoice }
  }

  answered "kept apart by construction" {
    data invoice { class = confidential }
    store ledger : postgres { multi-tenant = true, holds = invoice, controls = tenant-isolation }
  }

  silent "one customer" {
    data invoice { class = confidential }
    store ledger : postgres { multi-tenant = false, holds = invoice }
  }

  asks "what does it hold?" {
    data invoice { class = confidential }
    store ledger : postgres { multi-tenant = true }
  }
}
