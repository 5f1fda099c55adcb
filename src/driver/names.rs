//! The names of the models of a run: each has its own.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use smol_str::SmolStr;

use crate::diag::{self, Code, CodeInfo, Diagnostic, Severity};
use crate::driver::compilation::Compilation;

/// Two models have one name.
pub static DUPLICATE: CodeInfo = CodeInfo {
    code: Code("duplicate-model"),
    severity: Severity::Error,
    summary: "two models of one run have the same name",
    explanation: r#"
A model's name is the name of its folder among the results, and what reports call it. Two models with one name would
overwrite each other, and on some machines two whose names differ in case alone. Rename one of them, or check them in
separate runs.
"#,
};

/// The names of models so far, as folders, each with the position, name and place of the first model.
#[derive(Debug, Default)]
pub(super) struct Names(BTreeMap<SmolStr, (usize, SmolStr, String)>);

impl Names {
    /// Takes the name of the model at a position; one that another model has is an error of this one, unless that has been
    /// said.
    pub(super) fn add(&mut self, index: usize, compilation: &mut Compilation, said: bool) {
        let name = compilation.name();
        // Where a file system tells no case, `Shop` and `shop` are one folder.
        let folder = SmolStr::from(name.to_lowercase());
        match self.0.entry(folder) {
            Entry::Vacant(free) => {
                free.insert((index, name, compilation.project.relative(&compilation.root)));
            }
            // One that is compiled once more meets itself.
            Entry::Occupied(first) if said || first.get().0 == index => {}
            Entry::Occupied(first) => {
                let (_, same, other) = first.get();
                let message = format!("another model is called `{same}`");
                let diagnostic = Diagnostic::new(&DUPLICATE, compilation.model.decl.span, message)
                    .note(format!("the other one is declared in `{other}`"))
                    .help("rename one of them");
                compilation.diagnostics.push(diagnostic);
                compilation.incomplete = true;
                diag::sort(&mut compilation.diagnostics);
            }
        }
    }
}
