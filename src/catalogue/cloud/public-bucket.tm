use std.cloud

/// Whether the bucket is open to the world hangs on one setting of its own, and no rule above it forbids the world.
///
/// One hurried click or one copied template makes every object public. Lists of open buckets are kept up to date by
/// people who look for them.
rule cloud.public-bucket "One wrong setting opens {this} to the whole world" {
  stride          = information-disclosure
  on              = object-store
  when            = known(this.holds) and any(this.holds, d: d.class >= confidential or d.personal)
                    and (this is managed-service or inside(this, cloud-account))
  unless          = this has public-access-block or this.network-access <= selected
  reduces         = [configuration-baseline, access-control, storage-access-logging, log-monitoring]
  likelihood      = low
  fix             = """
    Switch on the block of public access for the whole account of {this}, and allow exceptions by name in an account
    of their own.
  """
  false-positives = "Dismiss it when everything in {this} is encrypted with a key that is kept elsewhere."
  refs            = ["CWE-552", "CAPEC-1", "T1530", "T1619", "A05:2021", "A02:2025", "ASVS-5.0-14.2.4"]

  fires {
    data invoice { class = confidential }
    store invoices : aws-s3 { holds = invoice }
  }

  answered "the account forbids it" {
    data invoice { class = confidential }
    store invoices : aws-s3 { holds = invoice, controls = public-access-block }
  }

  answered "only listed networks reach it" {
    data invoice { class = confidential }
    store invoices : aws-s3 { holds = invoice, network-access = selected }
  }

  silent "meant for everybody" {
    data invoice { class = public }
    store invoices : aws-s3 { holds = invoice }
  }

  asks "how is it classified?" {
    data invoice
    store invoices : aws-s3 { holds = invoice }
  }
}
