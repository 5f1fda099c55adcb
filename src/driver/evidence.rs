//! Looks up the evidence that controls name: is the file there?

use std::collections::BTreeMap;

use crate::diag::{Code, CodeInfo, Diagnostic, Severity};
use crate::driver::include::resolve;
use crate::driver::{FileKind, Project, World};
use crate::model::{ControlId, Evidence, Model, Thing, Value};

/// Evidence is not there.
pub static MISSING: CodeInfo = CodeInfo {
    code: Code("missing-evidence"),
    severity: Severity::Warning,
    summary: "the evidence of a control is not there",
    explanation: r#"
A control names a file, or a test in a file, that does not exist in the project. Paths count from the project's folder:
the one that holds `.git`, else the one with `palisade.toml`, else that of the model's root. Until it is there the
control's evidence is broken, and threats that the control answered are `lapsed`.

```tm
control params : parameterised-queries "sqlx binds every value" {
  on = save, status = implemented
  evidence = test "services/web/tests/sqll.rs::quotes_are_data"   // the file is called `sql.rs`
}
```
"#,
};

/// What was found of a model's evidence.
#[derive(Debug, Default)]
pub(crate) struct Looked {
    /// Controls with evidence that is not there.
    pub(crate) broken: Vec<ControlId>,
    /// Controls with evidence that can be looked up, all of which is there.
    pub(crate) found: Vec<ControlId>,
    /// One warning for each piece that is not there.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Looks up the `file` and `test` evidence of every control. Nothing is opened.
pub(crate) fn look_up(world: &dyn World, project: &Project, model: &Model) -> Looked {
    let mut looked = Looked::default();
    let mut known: BTreeMap<&str, Option<&'static str>> = BTreeMap::new();
    for index in 0..model.controls.len() as u32 {
        let control = ControlId(index);
        let values = model.get(Thing::Control(control), "evidence").value.items();
        let pieces = values.iter().filter_map(|value| match value {
            Value::Evidence(evidence) => Some((evidence.as_ref(), evidence.file()?)),
            _ => None,
        });
        let (mut any, mut all) = (false, true);
        for (evidence, file) in pieces {
            any = true;
            let fault = *known.entry(file).or_insert_with(|| fault(world, project, file));
            if let Some(why) = fault {
                all = false;
                looked.diagnostics.push(missing(model, control, evidence, file, why));
            }
        }
        match (any, all) {
            (true, true) => looked.found.push(control),
            (true, false) => looked.broken.push(control),
            (false, _) => {}
        }
    }
    looked
}

/// Why a path of evidence counts as broken.
fn fault(world: &dyn World, project: &Project, file: &str) -> Option<&'static str> {
    use crate::driver::include::Fault;
    match resolve(world, project, &project.folder, file) {
        Ok(path) if world.facts(&path).is_ok_and(|facts| facts.kind == FileKind::File) => None,
        Ok(_) => Some("it is no file"),
        Err(Fault::Leaves { .. }) => Some("it lies outside the project"),
        Err(Fault::Unreadable(..)) => Some("it may not be looked at"),
        Err(_) => Some("there is no such file"),
    }
}

fn missing(model: &Model, control: ControlId, evidence: &Evidence, file: &str, why: &str) -> Diagnostic {
    let name = model.name(Thing::Control(control));
    let message = format!("the evidence of `{name}` is not there: `{file}`");
    Diagnostic::new(&MISSING, evidence.span, message)
        .here(why)
        .help("paths of evidence count from the project's folder; correct the path, or take the evidence out")
}
