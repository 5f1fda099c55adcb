use std.data

/// Figures on which people decide are computed from what strangers sent, and the pipeline takes every record as it
/// comes.
///
/// Clicks, reviews and readings can be made up cheaply. A month later nobody knows which of the records were real.
rule data.poisoned-pipeline "Strangers can steer the figures that {this} computes" {
  stride          = tampering
  on              = data-pipeline
  when            = tainted(this) and any(this.outgoing, f: f.to is store and not (f.to is queue)
                      and any(f.carries, d: d.integrity >= high))
  unless          = this has input-validation or this has data-provenance
  reduces         = [audit-log, log-monitoring]
  likelihood      = low
  fix             = """
    Let {this} check form, range and source of each record, keep what was refused, and compare the sums of {d} with
    the day before.
  """
  false-positives = "Dismiss it when the figures serve curiosity only."
  refs            = ["CWE-349", "T1565.001", "ASVS-5.0-2.2.1", "ASVS-5.0-2.2.3"]

  fires {
    data turnover { class = internal, integrity = high }
    actor visitor
    process loader : data-pipeline
    store reports : clickhouse
    visitor -> loader { via = https }
    loader -> reports { via = sql-tls, carries = turnover }
  }

  answered "records are checked" {
    data turnover { class = internal, integrity = high }
    actor visitor
    process loader : data-pipeline { controls = schema-validation }
    store reports : clickhouse
    visitor -> loader { via = https }
    loader -> reports { via = sql-tls, carries = turnover }
  }

  answered "their source is known" {
    data turnover { class = internal, integrity = high }
    actor visitor
    process loader : data-pipeline { controls = data-provenance }
    store reports : clickhouse
    visitor -> loader { via = https }
    loader -> reports { via = sql-tls, carries = turnover }
  }

  silent "no stranger sends anything" {
    data turnover { class = internal, integrity = high }
    actor visitor { trust = internal }
    process loader : data-pipeline
    store reports : clickhouse
    visitor -> loader { via = https }
    loader -> reports { via = sql-tls, carries = turnover }
  }

  silent "it only sets records aside" {
    data turnover { class = internal, integrity = high }
    actor visitor
    process loader : data-pipeline
    store reports : queue
    visitor -> loader { via = https }
    loader -> reports { via = sql-tls, carries = turnover }
  }

  asks "what is written?" {
    data turnover { class = internal, integrity = high }
    actor visitor
    process loader : data-pipeline
    store reports : clickhouse
    visitor -> loader { via = https }
    loader -> reports { via = sql-tls }
  }
}
