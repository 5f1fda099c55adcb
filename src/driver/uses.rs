//! `use "path"`: other models, seen by their exports, and private packs.

use std::path::{Path, PathBuf};

use smol_str::SmolStr;

use crate::diag::{Code, CodeInfo, Diagnostic, Severity};
use crate::driver::Facts;
use crate::driver::include::{TOO_MANY, part as part_of};
use crate::driver::limits::MAX_DEPTH;
use crate::driver::loader::{Loader, refuse_includes};
use crate::driver::open::Opened;
use crate::driver::parts::{Part, Use};
use crate::driver::read::UNREADABLE;
use crate::driver::target::Target;
use crate::syntax::ast::{File, Head, Item, Name, Text};
use crate::text::{SourceId, Span};

/// Another model needs a name.
pub static NEEDS_ALIAS: CodeInfo = CodeInfo {
    code: Code("use-without-alias"),
    severity: Severity::Error,
    summary: "another model is used without a name",
    explanation: r#"
What another model exports is seen as `ALIAS.NAME`, so that its names cannot clash with ours. `use` of a path that leads
to a model therefore says `as ALIAS`.

```tm
model shop "Shop"
use "../identity"            // say `use "../identity" as idp`
```
"#,
};

/// A pack has no name.
pub static NEEDLESS_ALIAS: CodeInfo = CodeInfo {
    code: Code("needless-alias"),
    severity: Severity::Warning,
    summary: "a pack is used under a name",
    explanation: r#"
A file or folder without a `model` is a pack of ours: its types, techniques and rules are in scope under their own
names, and `as` does nothing. If another model was meant, the path leads to the wrong place.
"#,
};

/// Uses go round in a circle.
pub static CYCLE: CodeInfo = CodeInfo {
    code: Code("use-cycle"),
    severity: Severity::Error,
    summary: "models or packs use each other in a circle",
    explanation: r#"
A model can only be read when what it uses has been read. Where two systems talk to each other, one of both models
declares the other system as an `external` instead.
"#,
};

/// One alias, two models.
pub static SAME_ALIAS: CodeInfo = CodeInfo {
    code: Code("duplicate-alias"),
    severity: Severity::Error,
    summary: "two models are used under one name",
    explanation: r#"
The name behind `as` stands for one model. Give the second another one.
"#,
};

/// A `use` with a path: where it stands and what it says.
pub(crate) struct Wanted {
    path: Text,
    alias: Option<Name>,
}

/// Who uses a model that is still to be read.
pub(crate) struct User {
    /// The name under which.
    pub(crate) alias: SmolStr,
    /// Where the path stands.
    pub(crate) span: Span,
}

/// What is still to be done for the models that are being read. Uses may lie in each other thousands deep, so they wait in
/// a list and not on the stack.
pub(crate) enum Job {
    /// A file says `use` of a path.
    Follow(PathBuf, Wanted),
    /// A file of a pack is used, at a place.
    Pack(PathBuf, Span),
    /// All that a file of a pack uses has been read.
    Close,
    /// A model is used, by its root.
    Read(PathBuf, User),
    /// All that a model uses has been read; with who uses it, if anybody.
    Finish(Option<User>),
}

impl Loader<'_> {
    /// Follows every `use "path"` of a part's files, when its turn comes.
    pub(crate) fn uses(&self, part: &Part, jobs: &mut Vec<Job>) {
        let follow = |file: &File| {
            let at = self.path(file.source).to_path_buf();
            paths(file).map(move |wanted| Job::Follow(at.clone(), wanted)).collect::<Vec<_>>()
        };
        jobs.extend(part.files.iter().flat_map(follow).collect::<Vec<_>>().into_iter().rev());
    }

    /// Looks where a `use` of a file leads, and says what is to be done for it.
    pub(crate) fn follow(&mut self, file: &Path, wanted: &Wanted, part: &mut Part, jobs: &mut Vec<Job>) {
        let Wanted { path, alias } = wanted;
        let folder = file.parent().unwrap_or(file);
        let target = part_of(self.reader, &self.project, folder, &path.text)
            .map_err(|fault| Box::new(fault.report(&path.text, path.span)))
            .and_then(|found| self.target(&found, path));
        match (target, alias) {
            (Err(mut fault), _) => {
                if is_pack(&path.text) {
                    fault.help = vec![format!("a pack is named without quotes: `use {}`", path.text)];
                    *fault = fault.fix(format!("write `{}`", path.text), path.span, path.text.as_str());
                }
                part.diagnostics.push(*fault);
            }
            (Ok(Target::Model(root)), Some(alias)) => self.model(root, path.span, alias, part, jobs),
            (Ok(Target::Model(root)), None) => {
                let message = format!("`{}` is another model and needs a name", path.text);
                let name = default_alias(&root);
                let diagnostic = Diagnostic::new(&NEEDS_ALIAS, path.span, message).fix(
                    "name it",
                    path.span.after(),
                    format!(" as {name}"),
                );
                part.diagnostics.push(diagnostic);
            }
            (Ok(Target::Pack(files)), alias) => {
                if let Some(alias) = alias {
                    let message =
                        format!("`{}` declares no model, so the name `{}` stands for nothing", path.text, alias.text);
                    let diagnostic = Diagnostic::new(&NEEDLESS_ALIAS, alias.span, message)
                        .help("leave `as` out: what a pack declares is in scope under its own names");
                    part.diagnostics.push(diagnostic);
                }
                jobs.extend(files.iter().rev().map(|file| Job::Pack(file.clone(), path.span)));
            }
        }
    }

    /// What a path leads to, found out once however many ask.
    fn target(&mut self, found: &Facts, path: &Text) -> Result<Target, Box<Diagnostic>> {
        if let Some(target) = self.targets.get(&found.path) {
            return Ok(target.clone());
        }
        let target = Target::of(self.reader, &self.project, found, path)?;
        self.targets.insert(found.path.clone(), target.clone());
        Ok(target)
    }

    fn model(&mut self, root: PathBuf, span: Span, alias: &Name, part: &mut Part, jobs: &mut Vec<Job>) {
        if let Some(circle) = self.circle(&root) {
            self.circles.push(cycle(span, circle));
            return;
        }
        if let Some(first) = part.foreign.iter().find(|each| each.alias == alias.text) {
            let message = format!("`{}` already stands for another model", alias.text);
            let diagnostic = Diagnostic::new(&SAME_ALIAS, alias.span, message).also(first.span, "this one");
            part.diagnostics.push(diagnostic);
            return;
        }
        let alias = alias.text.clone();
        match self.known.get(&root).copied().or_else(|| self.share(&root)) {
            Some(index) => part.foreign.push(Use { alias, span, part: index }),
            None if self.give_up() => {}
            None if self.is_deep() => part.diagnostics.push(too_deep(span)),
            None => jobs.push(Job::Read(root, User { alias, span })),
        }
    }

    /// Takes a file of a pack in, and says what is to be done for it.
    pub(crate) fn pack(&mut self, path: PathBuf, span: Span, part: &mut Part, jobs: &mut Vec<Job>) {
        if let Some(circle) = self.circle(&path) {
            self.circles.push(cycle(span, circle));
            return;
        }
        if !part.members.insert(path.clone()) {
            return;
        }
        match self.open_under_next_id(&path) {
            Ok(_) if self.is_deep() => part.diagnostics.push(too_deep(span)),
            Ok(opened) => {
                let file = self.add(path.clone(), opened, &mut part.diagnostics);
                refuse_includes(&file, &mut part.diagnostics);
                let wanted: Vec<Wanted> = paths(&file).collect();
                part.packs.push(file);
                self.enter(path.clone());
                jobs.push(Job::Close);
                jobs.extend(wanted.into_iter().rev().map(|wanted| Job::Follow(path.clone(), wanted)));
            }
            Err(why) => part.diagnostics.push(self.unreadable(&path, span, &why)),
        }
    }

    /// A file that cannot be read, where it is used.
    pub(crate) fn unreadable(&self, path: &Path, span: Span, why: &str) -> Diagnostic {
        Diagnostic::new(&UNREADABLE, span, format!("cannot read `{}`: {why}", self.project.relative(path)))
    }

    /// A file, under the id that comes next.
    ///
    /// # Errors
    /// Why it cannot be read, in words.
    pub(crate) fn open_under_next_id(&self, path: &Path) -> Result<Opened, String> {
        let id: SourceId = self.next();
        self.reader.contents(&self.project.anchor, path).map(|contents| self.opened(path, contents, id))
    }
}

fn too_deep(span: Span) -> Diagnostic {
    let message = format!("files use each other more than {MAX_DEPTH} deep");
    Diagnostic::new(&TOO_MANY, span, message)
        .help("use what is needed from where it is declared, and not by way of others")
}

fn cycle(span: Span, circle: Vec<String>) -> Diagnostic {
    let way: Vec<String> = circle.iter().map(|path| format!("`{path}`")).collect();
    let message = match circle.as_slice() {
        [a, b] if a == b => "a file cannot use itself".to_owned(),
        _ => format!("files use each other in a circle: {}", way.join(" → ")),
    };
    Diagnostic::new(&CYCLE, span, message).help("declare the other system as an `external` in one of them")
}

/// The `use "path"` statements of a file.
fn paths(file: &File) -> impl Iterator<Item = Wanted> {
    file.items.iter().filter_map(|item| match item {
        Item::Stmt(stmt) => match &stmt.head {
            Head::UsePath { path, alias, .. } => Some(Wanted { path: path.clone(), alias: alias.clone() }),
            _ => None,
        },
        Item::Attr(_) => None,
    })
}

/// Whether a path reads like the name of a pack.
fn is_pack(path: &str) -> bool {
    path.strip_prefix("std.")
        .is_some_and(|name| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'))
}

/// A name for another model: its file's or folder's, if that is a name.
fn default_alias(root: &Path) -> String {
    let stem = root.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let fits = stem.starts_with(|c: char| c.is_ascii_alphabetic()) && stem.chars().all(|c| c.is_ascii_alphanumeric());
    if fits { stem } else { "other".to_owned() }
}
