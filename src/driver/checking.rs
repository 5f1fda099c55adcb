//! The files of a model that was read, checked after those of the models that it uses.

use std::collections::BTreeMap;
use std::sync::Arc;

use smol_str::SmolStr;

use crate::catalogue;
use crate::check::{self, Checked, Exports, Other};
use crate::diag::{Code, CodeInfo, Diagnostic, Severity};
use crate::driver::parts::Part;
use crate::driver::shared::Shared;
use crate::model::{Date, Model};
use crate::text::SourceId;

/// Another model has errors.
pub static FOREIGN: CodeInfo = CodeInfo {
    code: Code("errors-in-used-model"),
    severity: Severity::Error,
    summary: "a model that is used has errors",
    explanation: r#"
What another model exports is only as good as the model. Its errors are reported by a run of its own; here they are
counted. Check it where it lives: `palisade check PATH`.
"#,
};

/// A model that another one uses, as far as that sees it.
enum Known {
    /// It was read for this one.
    Own(Exports, usize),
    /// It was read for all who use it; with which sources here are its.
    Shared(Arc<Shared>, BTreeMap<SourceId, SourceId>),
}

impl Known {
    fn errors(&self) -> usize {
        match self {
            Known::Own(_, errors) => *errors,
            Known::Shared(shared, _) => shared.errors,
        }
    }

    fn under(&self, alias: &SmolStr) -> Other<'_> {
        let (exports, sources) = match self {
            Known::Own(exports, _) => (exports, None),
            Known::Shared(shared, sources) => (&shared.exports, Some(sources)),
        };
        Other { alias: alias.clone(), exports, sources }
    }
}

/// What a model shows to those that use it, and how many errors it has.
pub(crate) fn seen(parts: Vec<Part>, today: Date) -> Option<(Exports, usize)> {
    let Checked { model, diagnostics, .. } = check_last(parts, today)?;
    Some((Exports::of(&model), errors(&diagnostics)))
}

/// Checks a model after those that it uses. Of the others' diagnostics only their number counts.
pub(crate) fn check_parts(parts: Vec<Part>, today: Date) -> Checked {
    // INVARIANT: loading gives at least the part of the root.
    check_last(parts, today).unwrap_or_else(|| Checked {
        model: Model::empty("", catalogue::vocabulary().clone()),
        rules: Vec::new(),
        diagnostics: Vec::new(),
    })
}

fn check_last(mut parts: Vec<Part>, today: Date) -> Option<Checked> {
    let last = parts.pop()?;
    // What a model shows is forgotten once the last model that uses it is checked: a chain of thousands holds two of them.
    let mut until = vec![usize::MAX; parts.len()];
    for (index, part) in parts.iter().chain([&last]).enumerate() {
        part.foreign.iter().for_each(|each| until[each.part] = index);
    }
    let mut known: Vec<Option<Known>> = Vec::with_capacity(parts.len());
    for (index, mut part) in parts.into_iter().enumerate() {
        let used: Vec<usize> = part.foreign.iter().map(|each| each.part).collect();
        let next = match part.shared.take() {
            Some((shared, sources)) => Known::Shared(shared, sources),
            None => {
                let Checked { model, diagnostics, .. } = check_part(part, &known, today);
                Known::Own(Exports::of(&model), errors(&diagnostics))
            }
        };
        known.push(Some(next));
        used.into_iter().filter(|used| until.get(*used) == Some(&index)).for_each(|used| known[used] = None);
    }
    Some(check_part(last, &known, today))
}

fn check_part(part: Part, known: &[Option<Known>], today: Date) -> Checked {
    let vocabulary = catalogue::vocabulary();
    let mut diagnostics = part.diagnostics;
    for each in &part.foreign {
        if let Some(errors @ 1..) = known.get(each.part).and_then(Option::as_ref).map(Known::errors) {
            let errors = if errors == 1 { "an error".to_owned() } else { format!("{errors} errors") };
            let message = format!("the model that `{}` stands for has {errors}", each.alias);
            diagnostics.push(
                Diagnostic::new(&FOREIGN, each.span, message)
                    .help("check it where it lives; what it exports may be incomplete"),
            );
        }
    }
    let foreign: Vec<Other<'_>> =
        part.foreign.iter().filter_map(|each| Some(known.get(each.part)?.as_ref()?.under(&each.alias))).collect();
    let input = check::Input {
        files: &part.files,
        packs: &part.packs,
        vocabulary,
        rules: catalogue::rule_names(),
        paired: catalogue::paired_rules(),
        foreign: &foreign,
        today,
    };
    let mut checked = if part.is_text {
        check::check(&input)
    } else {
        // Nothing could be read, and that has been said; complaints about what is missing would add nothing.
        let stem = part.root.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
        let model = Model::empty(&stem, vocabulary.clone());
        Checked { model, rules: Vec::new(), diagnostics: Vec::new() }
    };
    diagnostics.append(&mut checked.diagnostics);
    Checked { diagnostics, ..checked }
}

fn errors(diagnostics: &[Diagnostic]) -> usize {
    diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count()
}
