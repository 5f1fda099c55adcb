//! From an `include` pattern or a `use` path to files, without leaving the project.

use std::io;
use std::path::{Component, Path, PathBuf};

use globset::GlobBuilder;

use crate::diag::{Code, CodeInfo, Diagnostic, Severity, did_you_mean};
use crate::driver::read::{UNREADABLE, words};
use crate::driver::world::is_tm;
use crate::driver::{Found, Project, World};
use crate::text::Span;

/// The most files that one model may have, and that one folder is searched for.
pub const MAX_FILES: usize = 10_000;

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
machine that runs it. The project is the folder that holds `.git`, else the one with `palisade.toml`, else that of the
model's root.

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

/// There are too many files.
pub static TOO_MANY: CodeInfo = CodeInfo {
    code: Code("too-many-files"),
    severity: Severity::Error,
    summary: "there are more files than a model may have",
    explanation: r#"
One model has at most 10,000 files, and a folder with more `.tm` files than that is not searched. Most often a pattern
is wider than it was meant to be, or a folder is searched that holds several projects.
"#,
};

/// Why a pattern gives no files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It is absolute or leads out of the project.
    Leaves {
        absolute: bool,
    },
    /// It is no pattern; says why.
    Pattern(String),
    /// It matches nothing; perhaps another file was meant.
    Nothing(Option<String>),
    /// Something on the way cannot be read: what, and why.
    Unreadable(String, String),
    TooMany,
}

impl Fault {
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
        }
    }
}

/// The canonical path that a literal path leads to, from a folder (canonical).
pub(crate) fn resolve(world: &dyn World, project: &Project, folder: &Path, text: &str) -> Result<PathBuf, Fault> {
    if is_absolute(text) {
        return Err(Fault::Leaves { absolute: true });
    }
    // Said before anything is looked up, so that a path cannot be used to ask what exists elsewhere.
    let path = folder.join(text);
    if !project.holds(&without_dots(&path)) {
        return Err(Fault::Leaves { absolute: false });
    }
    match world.canonical(&path) {
        Ok(path) if project.holds(&path) => Ok(path),
        Ok(_) => Err(Fault::Leaves { absolute: false }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(Fault::Nothing(None)),
        Err(error) => Err(Fault::Unreadable(text.to_owned(), words(&error))),
    }
}

/// The files that a pattern matches, canonical, sorted by path, each once.
pub(crate) fn expand(
    world: &dyn World,
    project: &Project,
    folder: &Path,
    pattern: &str,
) -> Result<Vec<PathBuf>, Fault> {
    let (start, rest) = split(pattern)?;
    let Some(rest) = rest else { return literal(world, project, folder, pattern) };
    let matcher = GlobBuilder::new(rest)
        .literal_separator(true)
        .build()
        .map_err(|error| Fault::Pattern(error.kind().to_string()))?
        .compile_matcher();
    let start = if start.is_empty() { folder.to_path_buf() } else { resolve(world, project, folder, &start)? };
    let found = candidates(world, project, &start, rest)?;
    let mut files = Vec::new();
    for Found { path, link } in found {
        if !path.strip_prefix(&start).is_ok_and(|rest| matcher.is_match(rest)) {
            continue;
        }
        match if link { world.canonical(&path) } else { Ok(path.clone()) } {
            Ok(path) if project.holds(&path) => files.push(path),
            Ok(_) => return Err(Fault::Leaves { absolute: false }),
            Err(error) => return Err(Fault::Unreadable(project.relative(&path), words(&error))),
        }
    }
    if files.len() > MAX_FILES {
        return Err(Fault::TooMany);
    }
    files.sort();
    files.dedup();
    if files.is_empty() { Err(Fault::Nothing(None)) } else { Ok(files) }
}

/// A path without wildcards: the one file, or what may have been meant.
fn literal(world: &dyn World, project: &Project, folder: &Path, text: &str) -> Result<Vec<PathBuf>, Fault> {
    if !is_absolute(text) && !is_tm(Path::new(text)) {
        return Err(Fault::Nothing(None));
    }
    match resolve(world, project, folder, text) {
        Ok(path) => Ok(vec![path]),
        Err(Fault::Nothing(_)) => {
            let near = folder.join(text).parent().map(Path::to_path_buf).unwrap_or_default();
            let files = world.list(&near).unwrap_or_default();
            let names: Vec<String> = files.iter().filter_map(|file| file.path.file_name()).map(name).collect();
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
fn candidates(world: &dyn World, project: &Project, start: &Path, rest: &str) -> Result<Vec<Found>, Fault> {
    if !rest.contains('/') && !rest.contains("**") {
        return world.list(start).map_err(|error| Fault::Unreadable(project.relative(start), words(&error)));
    }
    let mut walked = world.walk(start, MAX_FILES);
    if walked.files.len() > MAX_FILES {
        return Err(Fault::TooMany);
    }
    match walked.unreadable.is_empty() {
        true => Ok(walked.files),
        false => {
            let (path, error) = walked.unreadable.swap_remove(0);
            Err(Fault::Unreadable(project.relative(&path), words(&error)))
        }
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

/// A path with its `.` and `..` taken away, without asking what is a link.
pub(crate) fn without_dots(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(out.pop()),
            part => out.push(part),
        }
    }
    out
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
        let project = Project::around(&world, Path::new("/p/m"));
        expand(&world, &project, Path::new("/p/m"), pattern)
            .map(|files| files.iter().map(|file| project.relative(file)).collect())
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
        assert_eq!(files("s/d.txt"), Err(Fault::Nothing(None)));
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
