//! From an `include` pattern or a `use` path to files, without leaving the project.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::GlobBuilder;

use crate::diag::{Code, CodeInfo, Diagnostic, Severity, did_you_mean};
use crate::driver::limits::MAX_FILES;
use crate::driver::named::without_dots;
use crate::driver::read::{UNREADABLE, words};
use crate::driver::reader::{Reader, Unlooked};
use crate::driver::world::{is_hidden, is_tm};
use crate::driver::{Facts, FileKind, Found, Project, Walked};
use crate::text::Span;

/// A pattern matches nothing.
pub static EMPTY: CodeInfo = CodeInfo {
    code: Code("include-nothing"),
    severity: Severity::Error,
    summary: "a pattern matches no file",
    explanation: r#"
The pattern of an `include`, or the path of a `use`, leads to no `.tm` file. It counts from the folder of the file that
it stands in. `*` stands for anything within one folder, `**` for folders at any depth. Patterns leave out hidden files
and what git ignores; a path without `*` takes such a file too.

```tm
model shop "Shop"
include "servces/**/*.tm"     // the folder is called `services`
```
"#,
};

/// A path leads out of the project.
pub static LEAVES: CodeInfo = CodeInfo {
    code: Code("leaves-project"),
    severity: Severity::Error,
    summary: "a path leads out of the project",
    explanation: r#"
A model reads nothing outside its project: absolute paths, paths that climb above the project's folder with `..`, and
symbolic links that lead out of it are refused. So a model from elsewhere cannot make a build read the files of the
machine that runs it. The project is the folder that holds `.git`, else the one in which the command is started; for a path
elsewhere the outermost folder around it that holds `.git`, else the nearest that is no link.

```tm
include "/etc/threats/*.tm"   // absolute
include "../../other/*.tm"    // above the project
```

Move the files into the project, or put a `palisade.toml` into the folder that holds both.
"#,
};

/// A pattern cannot be read.
pub static PATTERN: CodeInfo = CodeInfo {
    code: Code("bad-pattern"),
    severity: Severity::Error,
    summary: "a pattern of files is not one",
    explanation: r#"
A pattern is a path with `/` between its parts, in which `*`, `**`, `?`, `[…]` and `{a,b}` stand for others. `..` may
stand at its beginning only.

```tm
include "services/[a-/*.tm"   // the bracket is not closed
```
"#,
};

/// A path leads to something that is no part of a model.
pub static NOT_MODEL: CodeInfo = CodeInfo {
    code: Code("not-a-model-file"),
    severity: Severity::Error,
    summary: "a path leads to a file that is no part of a model",
    explanation: r#"
`include` and `use` read files whose names end in `.tm`, and none in a folder whose name begins with a dot. So a model
from elsewhere cannot make a build show what stands in the other files of the project: settings, keys, what git keeps. A
link counts as what it leads to.

```tm
model shop "Shop"
use ".env"                    // no `.tm` file
include ".git/*.tm"           // a folder that begins with a dot
```
"#,
};

/// There are too many files.
pub static TOO_MANY: CodeInfo = CodeInfo {
    code: Code("too-many-files"),
    severity: Severity::Error,
    summary: "there are more files than a model may have",
    explanation: r#"
One model has at most 10,000 files, and a folder with more `.tm` files than that is not searched. The patterns of one
model look at 500,000 files together, each counted once for each pattern. Most often a pattern is wider than it was
meant to be, or a folder is searched that holds several projects.
"#,
};

/// The most files that the patterns of one model look at, each file counted once for each pattern.
const MAX_LOOKS: usize = 500_000;

/// The longest pattern, in bytes; a longer one is no path.
const MAX_PATTERN: usize = 4096;

/// Why a pattern gives no files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It is absolute or leads out of the project.
    Leaves {
        absolute: bool,
    },
    /// It leads to a file that is no part of a model.
    NotModel,
    /// It leads to a folder.
    Folder,
    /// It is no pattern; says why.
    Pattern(String),
    /// It matches nothing; perhaps another file was meant.
    Nothing(Option<String>),
    /// Something on the way cannot be read: what, and why.
    Unreadable(String, String),
    TooMany,
    /// All patterns together look at too much.
    TooMuch,
}

impl Fault {
    /// The diagnostic for a link that a pattern matches, by its path from the project's folder.
    pub(crate) fn of_link(self, link: &str, span: Span) -> Diagnostic {
        let (info, what) = match self {
            Fault::Leaves { .. } => (&LEAVES, "leads out of the project"),
            Fault::NotModel => (&NOT_MODEL, "leads to what is no part of a model"),
            Fault::Unreadable(_, why) if why.starts_with("a run follows") => (&TOO_MANY, "is one too many"),
            _ => (&UNREADABLE, "leads nowhere"),
        };
        Diagnostic::new(info, span, format!("the link `{link}` {what}"))
            .help("delete the link, or narrow the pattern so that it leaves it out")
    }

    /// The diagnostic for a pattern of an `include`, or the path of a `use`, at its place.
    pub(crate) fn report(self, pattern: &str, span: Span) -> Diagnostic {
        match self {
            Fault::Leaves { absolute: true } => {
                Diagnostic::new(&LEAVES, span, format!("`{pattern}` is an absolute path"))
                    .help("write the path from the folder of this file")
            }
            Fault::Leaves { absolute: false } => {
                Diagnostic::new(&LEAVES, span, format!("`{pattern}` leads out of the project"))
                    .help("a model reads nothing outside the folder that holds `.git` or `palisade.toml`")
            }
            Fault::NotModel => Diagnostic::new(&NOT_MODEL, span, format!("`{pattern}` is no part of a model"))
                .help("a model reads files that end in `.tm`, in no folder that begins with a dot"),
            Fault::Folder => Diagnostic::new(&NOT_MODEL, span, format!("`{pattern}` is a folder"))
                .help(format!(
                    "write `{0}/*.tm` for its files, or `{0}/**/*.tm` at any depth",
                    pattern.trim_end_matches('/')
                ))
                .fix("name its files", span, format!("\"{}/*.tm\"", pattern.trim_end_matches('/'))),
            Fault::Pattern(why) => {
                Diagnostic::new(&PATTERN, span, format!("`{pattern}` is no pattern of files")).note(why)
            }
            Fault::Nothing(meant) => Diagnostic::new(&EMPTY, span, format!("no file matches `{pattern}`")).help(
                meant.unwrap_or_else(|| "the path counts from the folder of this file; files end in `.tm`".to_owned()),
            ),
            Fault::Unreadable(what, why) => Diagnostic::new(&UNREADABLE, span, format!("cannot read `{what}`: {why}")),
            Fault::TooMany => {
                Diagnostic::new(&TOO_MANY, span, format!("`{pattern}` leads to more than {MAX_FILES} files"))
                    .help("narrow the pattern")
            }
            Fault::TooMuch => {
                let message = format!("the patterns of this model look at more than {MAX_LOOKS} files");
                Diagnostic::new(&TOO_MANY, span, message).help("one pattern that matches all does it")
            }
        }
    }
}

/// Where a literal path leads, from a folder (canonical); links are followed inside the project.
pub(crate) fn resolve(reader: &Reader<'_>, project: &Project, folder: &Path, text: &str) -> Result<Facts, Fault> {
    if is_absolute(text) {
        return Err(Fault::Leaves { absolute: true });
    }
    // Said before anything is looked up, so that a path cannot be used to ask what exists elsewhere.
    let path = without_dots(&folder.join(text));
    if !project.holds(&path) {
        return Err(Fault::Leaves { absolute: false });
    }
    within(project, reader.look(&project.anchor, &path), text)
}

/// What was found of a path, if it leads into the project.
fn within(project: &Project, found: Result<Facts, Unlooked>, text: &str) -> Result<Facts, Fault> {
    match found {
        Ok(facts) if project.holds(&facts.path) => Ok(facts),
        Ok(_) | Err(Unlooked::LeadsOut) => Err(Fault::Leaves { absolute: false }),
        Err(Unlooked::Nothing) => Err(Fault::Nothing(None)),
        Err(Unlooked::Other(why)) => Err(Fault::Unreadable(text.to_owned(), why)),
    }
}

/// As [`resolve`], of a path that is to lead to a part of a model: a `.tm` file, or a folder of such files.
pub(crate) fn part(reader: &Reader<'_>, project: &Project, folder: &Path, text: &str) -> Result<Facts, Fault> {
    let written = without_dots(&folder.join(text));
    let kind = if is_tm(&written) { FileKind::File } else { FileKind::Folder };
    if !is_absolute(text) && project.holds(&written) && !is_of_model(project, folder, &written, kind) {
        return Err(Fault::NotModel);
    }
    let facts = resolve(reader, project, folder, text)?;
    if is_of_model(project, folder, &facts.path, facts.kind) { Ok(facts) } else { Err(Fault::NotModel) }
}

/// Where a link leads that a walk of a folder came across, as a part of a model.
pub(crate) fn linked(reader: &Reader<'_>, project: &Project, folder: &Path, link: &Path) -> Result<Facts, Fault> {
    let facts = within(project, reader.follow(&project.anchor, link), &project.relative(link))?;
    if is_of_model(project, folder, &facts.path, facts.kind) { Ok(facts) } else { Err(Fault::NotModel) }
}

/// Whether a model that stands in a folder may read a path.
fn is_of_model(project: &Project, folder: &Path, path: &Path, kind: FileKind) -> bool {
    // A folder that the model itself stands in may be called what it likes.
    let way = path.strip_prefix(folder).or_else(|_| path.strip_prefix(&project.folder)).unwrap_or(path);
    let folders = if kind == FileKind::File { way.parent().unwrap_or(way) } else { way };
    !is_hidden(folders) && (kind != FileKind::File || is_tm(path))
}

/// The files that a pattern matches.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Expanded {
    /// Canonical, sorted by path, each once.
    pub(crate) files: Vec<PathBuf>,
    /// Links that match and lead to no part of a model, by path, with the reason.
    pub(crate) links: Vec<(PathBuf, Fault)>,
    /// The folders in which links to the files stand, and those that are named and lead elsewhere.
    pub(crate) ways: BTreeSet<PathBuf>,
}

/// The files that a pattern matches. `looks` counts how many the patterns of the model have looked at.
pub(crate) fn expand(
    reader: &Reader<'_>,
    project: &Project,
    folder: &Path,
    pattern: &str,
    looks: &mut usize,
) -> Result<Expanded, Fault> {
    if pattern.len() > MAX_PATTERN {
        return Err(Fault::Pattern(format!("it is longer than {MAX_PATTERN} bytes")));
    }
    let (start, rest) = split(pattern)?;
    let Some(rest) = rest else { return literal(reader, project, folder, pattern) };
    let matcher = GlobBuilder::new(rest)
        .literal_separator(true)
        .build()
        .map_err(|error| Fault::Pattern(error.kind().to_string()))?
        .compile_matcher();
    let named = without_dots(&folder.join(&start));
    let start = if start.is_empty() { folder.to_path_buf() } else { part(reader, project, folder, &start)?.path };
    let found = candidates(reader, project, &start, rest)?;
    *looks = looks.saturating_add(found.files.len());
    if *looks > MAX_LOOKS {
        return Err(Fault::TooMuch);
    }
    let mut expanded = Expanded::default();
    expanded.ways.extend((named != start).then_some(named));
    for Found { path, link } in &found.files {
        let Ok(way) = path.strip_prefix(&start) else { continue };
        if !matcher.is_match(way) {
            continue;
        }
        if !link {
            expanded.files.push(path.clone());
            continue;
        }
        match linked(reader, project, &start, path) {
            Ok(facts) => {
                expanded.files.push(facts.path);
                expanded.ways.extend(path.parent().map(Path::to_path_buf));
            }
            Err(fault) => expanded.links.push((path.clone(), fault)),
        }
    }
    if expanded.files.len() > MAX_FILES {
        return Err(Fault::TooMany);
    }
    expanded.files.sort();
    expanded.files.dedup();
    let nothing = expanded.files.is_empty() && expanded.links.is_empty();
    if nothing { Err(Fault::Nothing(None)) } else { Ok(expanded) }
}

/// A path without wildcards: the one file, or what may have been meant.
fn literal(reader: &Reader<'_>, project: &Project, folder: &Path, text: &str) -> Result<Expanded, Fault> {
    if !is_absolute(text) && !is_tm(Path::new(text)) {
        let folder = part(reader, project, folder, text).is_ok_and(|facts| facts.kind == FileKind::Folder);
        return Err(if folder { Fault::Folder } else { Fault::NotModel });
    }
    match part(reader, project, folder, text) {
        Ok(facts) => {
            // No search comes there, so what lies beside it is looked at now, as a pattern would have.
            if let Some(around) = facts.path.parent().filter(|around| !around.starts_with(folder)) {
                let _ = reader.list(&project.anchor, around);
            }
            let named = without_dots(&folder.join(text));
            let ways = named.parent().filter(|_| named != facts.path).map(Path::to_path_buf);
            Ok(Expanded { files: vec![facts.path], links: Vec::new(), ways: ways.into_iter().collect() })
        }
        Err(Fault::Nothing(_)) => {
            let near = without_dots(&folder.join(text)).parent().map(Path::to_path_buf).unwrap_or_default();
            let listed = reader.list(&project.anchor, &near).unwrap_or_default();
            let names: Vec<String> = listed.files.iter().filter_map(|file| file.path.file_name()).map(name).collect();
            let wanted = Path::new(text).file_name().map(name).unwrap_or_default();
            Err(Fault::Nothing(did_you_mean(&wanted, names.iter().map(String::as_str))))
        }
        Err(fault) => Err(fault),
    }
}

fn name(name: &std::ffi::OsStr) -> String {
    name.to_string_lossy().into_owned()
}

/// Files that the rest of a pattern could match. One without a `/` or `**` only looks into its own folder.
fn candidates(reader: &Reader<'_>, project: &Project, start: &Path, rest: &str) -> Result<Arc<Walked>, Fault> {
    if !rest.contains('/') && !rest.contains("**") {
        let listed = reader.list(&project.anchor, start);
        return listed.map_err(|why| Fault::Unreadable(project.relative(start), why));
    }
    let walked = reader.walk(&project.anchor, start);
    if walked.files.len() > MAX_FILES {
        return Err(Fault::TooMany);
    }
    match walked.unreadable.first() {
        None => Ok(walked),
        Some((path, error)) => Err(Fault::Unreadable(project.relative(path), words(error))),
    }
}

/// The literal folders at a pattern's start, and the rest if there is a wildcard at all.
fn split(pattern: &str) -> Result<(String, Option<&str>), Fault> {
    if pattern.contains('\\') {
        return Err(Fault::Pattern("the parts of a path are separated by `/`".to_owned()));
    }
    let Some(first) = pattern.find(['*', '?', '[', '{']) else { return Ok((String::new(), None)) };
    let cut = pattern.get(..first).and_then(|before| before.rfind('/')).map_or(0, |slash| slash + 1);
    let (start, rest) = pattern.split_at(cut);
    if is_absolute(pattern) {
        return Err(Fault::Leaves { absolute: true });
    }
    if rest.split('/').any(|part| part == "..") {
        return Err(Fault::Pattern("`..` may stand at the beginning of a pattern only".to_owned()));
    }
    Ok((start.to_owned(), Some(rest)))
}

fn is_absolute(text: &str) -> bool {
    let drive = matches!(text.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic());
    text.starts_with(['/', '\\']) || drive
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::driver::MemoryWorld;
    use crate::model::Date;

    fn files(pattern: &str) -> Result<Vec<String>, Fault> {
        let mut world = MemoryWorld::new(Date::constant(2026, 1, 1));
        for path in ["/p/.git/x", "/p/m/a.tm", "/p/m/s/b.tm", "/p/m/s/t/c.tm", "/p/m/s/d.txt", "/p/o/e.tm", "/q/f.tm"] {
            world.add(path, "");
        }
        let reader = Reader::new(&world);
        let project = Project::around(&reader, Path::new("/p"), Path::new("/p/m"));
        expand(&reader, &project, Path::new("/p/m"), pattern, &mut 0)
            .map(|found| found.files.iter().map(|file| project.relative(file)).collect())
    }

    #[test]
    fn patterns() {
        let found = |names: &[&str]| Ok(names.iter().map(|name| (*name).to_owned()).collect());
        assert_eq!(files("s/*.tm"), found(&["m/s/b.tm"]));
        assert_eq!(files("**/*.tm"), found(&["m/a.tm", "m/s/b.tm", "m/s/t/c.tm"]));
        assert_eq!(files("s/**/*.tm"), found(&["m/s/b.tm", "m/s/t/c.tm"]));
        assert_eq!(files("./s/{b,c}.tm"), found(&["m/s/b.tm"]));
        assert_eq!(files("../o/*.tm"), found(&["o/e.tm"]));
        assert_eq!(files("../o/e.tm"), found(&["o/e.tm"]));
        assert_eq!(files("s/elsewhere.tm"), Err(Fault::Nothing(None)));
        assert_eq!(files("s/bb.tm"), Err(Fault::Nothing(Some("did you mean `b.tm`?".into()))));
        for pattern in ["s/d.txt", ".git/x", ".git/x.tm", ".git/*.tm", "s/../../.git/**/*.tm"] {
            assert_eq!(files(pattern), Err(Fault::NotModel), "{pattern}");
        }
    }

    #[test]
    fn nothing_leaves_the_project() {
        for pattern in ["/p/m/a.tm", "/q/*.tm", "C:/x/*.tm"] {
            assert_eq!(files(pattern), Err(Fault::Leaves { absolute: true }), "{pattern}");
        }
        for pattern in ["../../q/f.tm", "../../q/*.tm", "../../nowhere/*.tm", "s/../../../q/f.tm"] {
            assert_eq!(files(pattern), Err(Fault::Leaves { absolute: false }), "{pattern}");
        }
        for pattern in ["s/*/../b.tm", "s/[a", "s\\*.tm"] {
            assert!(matches!(files(pattern), Err(Fault::Pattern(_))), "{pattern}");
        }
    }
}
