//! One file, read and parsed; and whether it is the root of a model.

use std::path::Path;
use std::sync::Arc;

use crate::diag::Diagnostic;
use crate::driver::read::Contents;
use crate::driver::reader::Reader;
use crate::syntax::ast::{File, Head, Item, Name, Stmt};
use crate::syntax::{MAX_FILE, parse, parse_around};
use crate::text::{Source, SourceId};

/// A file that was read and parsed.
#[derive(Debug)]
pub(crate) struct Opened {
    /// Its text; the path is set by who knows it.
    pub(crate) source: Source,
    /// Its tree; empty where it could not be read as text.
    pub(crate) file: File,
    /// What is wrong with it.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Whether there is any text to speak of.
    pub(crate) is_text: bool,
}

impl Reader<'_> {
    /// Whether a file is the root of a model, by its canonical path.
    ///
    /// # Errors
    /// Why it cannot be read, in words.
    pub(crate) fn is_root(&self, anchor: &Path, path: &Path) -> Result<bool, String> {
        self.roots.get_free(path, || is_root(self, anchor, path)).as_ref().clone()
    }

    /// A file as the root of a model, by its canonical path; `None` if it declares none. What it says of other files is
    /// kept.
    ///
    /// # Errors
    /// Why it cannot be read, in words.
    pub(crate) fn root(&self, anchor: &Path, path: &Path) -> Result<Option<Opened>, String> {
        let root = open_root(self, anchor, path);
        self.roots.get_free(path, || root.as_ref().map(Option::is_some).map_err(String::clone));
        if let Ok(Some(opened)) = &root {
            self.outline(path, || outline(&opened.file));
        }
        root
    }

    /// What a file says of other files, made once.
    pub(crate) fn outline(&self, path: &Path, make: impl FnOnce() -> File) -> Arc<File> {
        self.outlines.get_free(path, make)
    }
}

/// How much of a file is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Depth {
    /// All that it says.
    Whole,
    /// Which other files it names, and whether it declares a model: its [`outline`].
    Outline,
}

/// The statements of a file that say of which files a model is made. Their bodies and all else are left out.
fn outline(file: &File) -> File {
    let names_files = |stmt: &&Stmt| match &stmt.head {
        Head::Include { .. } | Head::UsePath { .. } => true,
        Head::Decl { kind, .. } => kind.text == "model",
        _ => false,
    };
    let statements = file.items.iter().filter_map(|item| match item {
        Item::Stmt(stmt) => Some(stmt),
        Item::Attr(_) => None,
    });
    let bare = |stmt: &Stmt| Item::Stmt(Stmt { doc: None, head: stmt.head.clone(), body: None, span: stmt.span });
    File { source: file.source, items: statements.filter(names_files).map(bare).collect(), comments: Vec::new() }
}

/// The outline of a text. Of most texts little has to be parsed for it.
fn outline_of(id: SourceId, text: &str) -> File {
    match parse_around(id, text, &["model", "include", "use"]) {
        Some(around) => outline(&around),
        None => outline(&parse(id, text).file),
    }
}

/// The outline of what was read, as [`parsed`]; it is made once in a run. It complains of nothing.
pub(crate) fn outlined(reader: &Reader<'_>, file: &Path, contents: Contents, path: String, id: SourceId) -> Opened {
    let (source, fault) = contents.into_source(path, id);
    let is_text = fault.is_none();
    let items = match is_text {
        true => reader.outline(file, || outline_of(id, &source.text)).items.clone(),
        false => Vec::new(),
    };
    let file = File { source: id, items, comments: Vec::new() };
    Opened { source, file, diagnostics: Vec::new(), is_text }
}

/// Parses what was read, under the id that the source will have.
pub(crate) fn parsed(contents: Contents, path: String, id: SourceId) -> Opened {
    let (source, fault) = contents.into_source(path, id);
    match fault {
        Some(fault) => {
            let file = File { source: id, ..File::default() };
            Opened { source, file, diagnostics: vec![fault], is_text: false }
        }
        None => {
            let parsed = parse(id, &source.text);
            Opened { source, file: parsed.file, diagnostics: parsed.diagnostics, is_text: true }
        }
    }
}

/// A file as root, parsed under the first id; `None` if it declares no model.
///
/// Most files that are no root are not parsed for it. A file that looks like a root but cannot be read as one counts:
/// its mistakes are to be shown.
///
/// # Errors
/// When it cannot be read, in words.
fn open_root(reader: &Reader<'_>, anchor: &Path, path: &Path) -> Result<Option<Opened>, String> {
    let Some(contents) = candidate(reader, anchor, path)? else { return Ok(None) };
    let opened = parsed(contents, String::new(), SourceId(0));
    let faulty = !opened.diagnostics.is_empty();
    Ok((faulty || model_name(&opened.file).is_some()).then_some(opened))
}

/// Whether a file is a root, as [`open_root`].
///
/// # Errors
/// When it cannot be read, in words.
fn is_root(reader: &Reader<'_>, anchor: &Path, path: &Path) -> Result<bool, String> {
    let Some(contents) = candidate(reader, anchor, path)? else { return Ok(false) };
    let outlined = outlined(reader, path, contents, String::new(), SourceId(0));
    // One without a `model` may be faulty.
    Ok(outlined.is_text && model_name(&outlined.file).is_some() || open_root(reader, anchor, path)?.is_some())
}

/// What stands in a file that may be a root.
fn candidate(reader: &Reader<'_>, anchor: &Path, path: &Path) -> Result<Option<Contents>, String> {
    let contents = reader.contents(anchor, path)?;
    let candidate = match &contents {
        Contents::Text(text) => may_declare(text),
        Contents::Broken { meant, .. } => may_declare(meant),
        Contents::Large => return Err(format!("it is larger than {} MB", MAX_FILE >> 20)),
    };
    Ok(candidate.then_some(contents))
}

/// The word or name of a file's first `model` declaration.
pub(crate) fn model_name(file: &File) -> Option<&Name> {
    file.items.iter().find_map(|item| match item {
        Item::Stmt(stmt) => match &stmt.head {
            Head::Decl { kind, name, .. } if kind.text == "model" => Some(name.as_ref().unwrap_or(kind)),
            _ => None,
        },
        Item::Attr(_) => None,
    })
}

/// Whether a statement that begins with `model` may stand in the text.
fn may_declare(text: &str) -> bool {
    text.match_indices("model").any(|(at, word)| {
        let before = text.get(..at).unwrap_or("").trim_end_matches([' ', '\t', '\u{feff}']);
        let after = text.get(at + word.len()..).unwrap_or("");
        (before.is_empty() || before.ends_with(['\n', '\r', ',', '}']))
            && !after.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
            && !after.trim_start_matches([' ', '\t']).starts_with('=')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What little is parsed for an outline gives the outline of the whole.
    #[test]
    fn outlines_are_those_of_the_whole() {
        let long = "process p { admin = true }\na -> p {\n}\n".repeat(50);
        let texts = [
            format!(
                "model m \"M\" {{\n  owner = @a\n}}\n{long}include \"x/*.tm\"\n{long}use \"y\" as y, use std.web\n{long}"
            ),
            format!("{long}{{ include \"x\" }}\ninclude \"z\" {{}}\nmodel late \"M\""),
            format!("{long}process q {{\n  use \"inside\"\n}}\nuse \"outside\"\n"),
            format!("{long}// model in a comment\nprocess r \"model include use\" {{\n}}\nand model\n"),
            format!("{long}/// model of docs\nmodel d \"D\"\n\n}}\ninclude \"x\"\n"),
            format!("{long}include 'x'; use \"unclosed\n{long}model m\n"),
            format!("include \"a\"\n{long}\r\ninclude\n\"b\"\n{long}include-x \"c\" model.x {{}}\nmodel \"no name\"\n"),
            long.clone(),
            String::new(),
        ];
        for text in texts {
            let (quick, whole) = (outline_of(SourceId(3), &text), outline(&parse(SourceId(3), &text).file));
            assert_eq!(quick, whole, "{text}");
        }
        let quick = parse_around(SourceId(0), &format!("{long}include \"x\"\n"), &["include"]).unwrap();
        assert_eq!(quick.items.len(), 1, "what has none of the words is not parsed");
        assert!(parse_around(SourceId(0), &long, &["include"]).is_none());
    }

    #[test]
    fn candidates() {
        for text in ["model a", "\u{feff}model a {", "use std.web\n  model a", "data d {}, model a", "model \"x\""] {
            assert!(may_declare(text), "{text}");
        }
        for text in ["", "// model a", "/// model a", "process p \"A model\"", "modelled a", "model-x a", "model = 1"] {
            assert!(!may_declare(text), "{text}");
        }
    }
}
