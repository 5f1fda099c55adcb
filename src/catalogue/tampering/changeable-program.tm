/// The program is text that people edit in place, such as a notebook, a workflow or a script behind a form, and
/// nothing says who may.
///
/// One more line, and it also copies keys, sends data away or gives wrong results. No build and no review stand
/// between the edit and the run.
rule tampering.changeable-program "Whoever reaches {this} can change what it runs" {
  stride          = [tampering, elevation-of-privilege]
  on              = process
  when            = this.executes-code and any(this.incoming, f: any(f.carries, d: d.format == code))
  unless          = this has access-control or this has code-review
  reduces         = [integrity-checking, audit-log, authentication, sandboxing]
  likelihood      = low
  impact          = max(medium, rating(this))
  fix             = "Let only named people edit what {this} runs, keep every version, and have changes seen by a second person."
  false-positives = "Dismiss it when each person has a copy of {this} that touches nothing of anybody else's."
  refs            = ["CWE-862", "CAPEC-1", "T1565.001"]

  fires {
    data notebook { class = internal, format = code }
    actor analyst { trust = internal }
    process workbench { executes-code = true }
    analyst -> workbench { via = https, carries = notebook }
  }

  answered "only some may edit" {
    data notebook { class = internal, format = code }
    actor analyst { trust = internal }
    process workbench { executes-code = true, controls = role-based-access }
    analyst -> workbench { via = https, carries = notebook }
  }

  answered "changes are reviewed" {
    data notebook { class = internal, format = code }
    actor analyst { trust = internal }
    process workbench { executes-code = true, controls = code-review }
    analyst -> workbench { via = https, carries = notebook }
  }

  silent "it is given data, not programs" {
    data notebook { class = internal, format = csv }
    actor analyst { trust = internal }
    process workbench { executes-code = true }
    analyst -> workbench { via = https, carries = notebook }
  }

  silent "it runs nothing that it is given" {
    data notebook { class = internal, format = code }
    actor analyst { trust = internal }
    process workbench { executes-code = false }
    analyst -> workbench { via = https, carries = notebook }
  }
}
