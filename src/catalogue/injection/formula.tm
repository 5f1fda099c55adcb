/// Values that strangers typed go into a table that somebody of ours opens with a spreadsheet. A value that begins with
/// `=` is a program there.
///
/// It sends the other cells of the table away, or starts something on that computer, with the rights of the person who
/// trusted the export.
rule injection.formula "Values in {d} run as formulas on the computers of those who open it" {
  stride          = [tampering, elevation-of-privilege, information-disclosure]
  on              = process
  when            = tainted(this) and any(this.incoming, f: f.from is actor and f.from.trust > partner
                      and any(f.returns, d: known(d.format) and d.format == csv))
  unless          = this has output-encoding
  reduces         = [endpoint-protection, input-validation]
  likelihood      = low
  impact          = medium
  fix             = """
    Put a quote before every value in exports of {this} that begins with a sign which spreadsheets compute.
  """
  false-positives = "Dismiss it when the table is read by programs only."
  refs            = ["CWE-1236", "T1204.002", "A03:2021", "A05:2025", "ASVS-5.0-1.2.10"]

  fires {
    data export { class = internal, format = csv }
    actor visitor
    actor clerk { trust = internal }
    process shop
    visitor -> shop { via = https }
    clerk -> shop { via = https, returns = export }
  }

  answered "signs are quoted" {
    data export { class = internal, format = csv }
    actor visitor
    actor clerk { trust = internal }
    process shop { controls = output-encoding }
    visitor -> shop { via = https }
    clerk -> shop { via = https, returns = export }
  }

  silent "no table" {
    data export { class = internal, format = json }
    actor visitor
    actor clerk { trust = internal }
    process shop
    visitor -> shop { via = https }
    clerk -> shop { via = https, returns = export }
  }

  silent "values are ours" {
    data export { class = internal, format = csv }
    actor visitor { trust = internal }
    actor clerk { trust = internal }
    process shop
    visitor -> shop { via = https }
    clerk -> shop { via = https, returns = export }
  }
}
