//! Looks up the evidence that controls name: is the file there, is the test in it, did it pass?
//!
//! Each file is read once for a model, whole and only inside the project, and its text is not kept. What a test looks like, and which result is whose, is
//! `crate::evidence`'s matter.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::diag::{Code, CodeInfo, Diagnostic, Severity};
use crate::driver::include::{Fault, resolve};
use crate::driver::reader::Reader;
use crate::driver::{FileKind, Project};
use crate::evidence::{Compared, Proof, Results, Sight, Tests, is_blank, proof, refused, tests};
use crate::model::{ControlId, Evidence, Model, Thing, Value};
use crate::schema::attr;
use crate::syntax::MAX_FILE;
use crate::threat::FactEvidence;

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

/// A test is not in its file.
pub static NO_TEST: CodeInfo = CodeInfo {
    code: Code("missing-test"),
    severity: Severity::Warning,
    summary: "the file of a test is there, the test is not",
    explanation: r#"
A control names a test as its evidence, and its file holds no test of that name: it was renamed, deleted, or is only
mentioned in a comment. What counts as a test depends on the language; the page about evidence lists it. Until the test
is there the control's evidence is broken, and threats that the control answered are `lapsed`.

```tm
control params : parameterised-queries "sqlx binds every value" {
  on = save, status = implemented
  evidence = test "services/web/tests/sql.rs::quote_are_data"   // the test is called `quotes_are_data`
}
```
"#,
};

/// A test failed.
pub static FAILED: CodeInfo = CodeInfo {
    code: Code("failed-test"),
    severity: Severity::Warning,
    summary: "a test that is evidence of a control failed",
    explanation: r#"
The results that were given with `--tests` say that the test failed. So it shows the contrary of what the control
claims: its evidence is broken, and threats that the control answered are `lapsed`. Where several results count for the
test, one that failed is enough.
"#,
};

/// Results do not show that a test passed.
pub static UNPROVED: CodeInfo = CodeInfo {
    code: Code("test-without-result"),
    severity: Severity::Note,
    summary: "the results of this run do not show that a test passed",
    explanation: r#"
Results were given with `--tests`, but the test was skipped in them, does not occur, or several tests could be meant. So
the control stays as it is without results; only a test that passed makes a threat `verified`.

A result counts for `path::NAME` when the last segment of its `name` is NAME, and its `file` is the path or the stem of
the file is a segment of its `classname` or suite. Where a report does not say enough, let it write `file` (Jest:
`addFileAttribute` of jest-junit).
"#,
};

/// A test was found by its name alone.
pub static BY_TEXT: CodeInfo = CodeInfo {
    code: Code("test-by-text-only"),
    severity: Severity::Warning,
    summary: "only the name of a test was found",
    explanation: r#"
Nothing is known of the language of this file, so the name of the test was searched for as a whole word outside of
comments. It may be spoken of there, and be no test: so it is no evidence. The control counts as claimed, even where
results of tests name it; a result that failed counts all the same. The page about evidence lists the languages.
"#,
};

/// A file cannot be evidence.
pub static NO_EVIDENCE: CodeInfo = CodeInfo {
    code: Code("no-evidence"),
    severity: Severity::Warning,
    summary: "a file that shows nothing is named as evidence",
    explanation: r#"
Evidence is not the claim itself: a model, `palisade.toml` and what lies in `.git` show nothing of what a control does. Nor does a file in a folder that begins with a dot, which few look into;
those that a forge reads, such as `.github`, are none of these. The control's evidence is broken, and threats that the
control answered are `lapsed`. Name the file or the test that shows it, or take the evidence out.

```tm
control params : parameterised-queries "sqlx binds every value" {
  on = save, status = implemented
  evidence = file "shop.tm"   // says that it is so, and shows nothing
}
```
"#,
};

/// A file without anything in it.
pub static EMPTY: CodeInfo = CodeInfo {
    code: Code("empty-evidence"),
    severity: Severity::Warning,
    summary: "a file that is named as evidence is empty",
    explanation: r#"
The file is there, and nothing stands in it but white space or a byte-order mark: perhaps it was made so that the path
leads somewhere. It shows nothing, so the evidence is broken, and threats that it answered are `lapsed`.

```tm
control params : parameterised-queries "sqlx binds every value" {
  on = save, status = implemented
  evidence = file "docs/queries.md"   // an empty file
}
```
"#,
};

/// What was found of a model's evidence.
#[derive(Debug, Default)]
pub(crate) struct Looked {
    /// Controls with evidence that is not there, or with a test that failed.
    pub(crate) broken: Vec<ControlId>,
    /// Controls with evidence that can be looked up, all of which is there.
    pub(crate) found: Vec<ControlId>,
    /// Controls of these with a test that passed.
    pub(crate) passed: Vec<ControlId>,
    /// Elements and flows with evidence of what they state; in order.
    pub(crate) facts: Vec<(Thing, FactEvidence)>,
    /// What is to be said of single pieces.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Looks up the `file` and `test` evidence of every control, element and flow, and the tests among the results if there are any.
pub(crate) fn look_up(reader: &Reader<'_>, project: &Project, model: &Model, results: Option<&Results>) -> Looked {
    let mut looked = Looked::default();
    let mut files = Files {
        reader,
        project,
        places: BTreeMap::new(),
        tests: BTreeMap::new(),
        read: 0,
        compared: Compared::default(),
    };
    let controls = (0..model.controls.len() as u32).map(|id| Thing::Control(ControlId(id)));
    let elements = model.element_ids().filter(|id| model[*id].foreign.is_none()).map(Thing::Element);
    let mut things: Vec<Thing> = elements.chain(model.flow_ids().map(Thing::Flow)).collect();
    things.sort_unstable();
    for thing in controls.chain(things) {
        let entry = attr::EVIDENCE.on(model.kind(thing)).and_then(|id| model.decl(thing).attrs.get(id));
        let values = entry.map_or(&[][..], |entry| entry.value.items());
        let pieces = values.iter().filter_map(|value| match value {
            Value::Evidence(evidence) => Some((evidence.as_ref(), evidence.file()?)),
            _ => None,
        });
        // The weakest piece decides; one that passed counts beside others that are there.
        let (mut weakest, mut passed) = (None, false);
        for (evidence, file) in pieces {
            let piece = Piece { name: model.name(thing), evidence, file };
            let standing = look_at(&piece, &mut files, results, &mut looked.diagnostics);
            weakest = Some(weakest.map_or(standing, |weakest: Standing| weakest.min(standing)));
            passed |= standing == Standing::Passed;
        }
        let Thing::Control(control) = thing else {
            let standing = match weakest {
                Some(Standing::Broken) => Some(FactEvidence::Broken),
                Some(Standing::Found | Standing::Passed) if passed => Some(FactEvidence::Passed),
                Some(Standing::Found | Standing::Passed) => Some(FactEvidence::Found),
                Some(Standing::Named) | None => None,
            };
            looked.facts.extend(standing.map(|standing| (thing, standing)));
            continue;
        };
        match weakest {
            Some(Standing::Broken) => looked.broken.push(control),
            Some(Standing::Found | Standing::Passed) => looked.found.push(control),
            Some(Standing::Named) | None => {}
        }
        if weakest >= Some(Standing::Found) && passed {
            looked.passed.push(control);
        }
    }
    looked
}

/// A piece of evidence that can be looked up.
struct Piece<'a> {
    /// The name of the control, the element or the flow.
    name: &'a str,
    evidence: &'a Evidence,
    file: &'a str,
}

/// What a piece of evidence is worth; the least first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    Broken,
    /// The name of the test is there, and nothing says that it is one.
    Named,
    Found,
    Passed,
}

fn look_at(piece: &Piece<'_>, files: &mut Files<'_>, results: Option<&Results>, out: &mut Vec<Diagnostic>) -> Standing {
    let Piece { evidence, file, .. } = piece;
    if let Some(fault) = files.fault(file) {
        out.push(fault.report(piece));
        return Standing::Broken;
    }
    let Some(name) = evidence.test() else { return Standing::Found };
    let found = match files.tests(file) {
        Err(why) => {
            out.push(missing(piece, why));
            return Standing::Broken;
        }
        Ok(tests) => match tests.find(name) {
            Sight::Found => Standing::Found,
            Sight::ByText => {
                let message = format!("only the name of the test of `{}` was found: `{name}`", piece.name);
                let warning = Diagnostic::new(&BY_TEXT, evidence.span, message).here("nothing says that it is a test");
                out.push(warning.help("it counts as claimed; name a test in a language that is known"));
                Standing::Named
            }
            sight => {
                out.push(no_test(piece, name, &sight, tests.counts));
                return Standing::Broken;
            }
        },
    };
    let Some(results) = results else { return found };
    let why = match proof(results, file, name) {
        Proof::Passed if found == Standing::Found => return Standing::Passed,
        Proof::Passed => return found,
        Proof::Failed => {
            let message = format!("the test of `{}` failed: `{name}`", piece.name);
            out.push(
                Diagnostic::new(&FAILED, evidence.span, message)
                    .here("threats that it answers are open again")
                    .help("mend what the test shows, or say that it is not so"),
            );
            return Standing::Broken;
        }
        Proof::Skipped => "it was skipped",
        Proof::Absent => "it is not among them",
        Proof::Ambiguous => "several tests of that name are among them, and none says its file",
    };
    let message = format!("the results do not show that the test of `{}` passed: `{name}`", piece.name);
    out.push(Diagnostic::new(&UNPROVED, evidence.span, message).here(why));
    found
}

/// The files of evidence, each looked at once.
struct Files<'a> {
    reader: &'a Reader<'a>,
    project: &'a Project,
    /// Where a path as it is written leads; many may lead to one file.
    places: BTreeMap<String, Result<PathBuf, Broken>>,
    /// By canonical path.
    tests: BTreeMap<PathBuf, Result<Tests, &'static str>>,
    /// How many bytes were read in search of tests.
    read: usize,
    /// How many names were compared with ones that are not there.
    compared: Compared,
}

/// So many bytes of files are read in search of the tests of one model.
const MOST: usize = 128 << 20;
/// Why no more are read.
const TOO_MUCH: &str = "the files of tests that this model names are larger than 128 MB together";
/// Parts of a file that are read to see whether it says anything, in bytes: most say something at once.
const STARTS: [usize; 3] = [64, 4 << 10, MAX_FILE];

/// Why a path of evidence counts as broken.
#[derive(Clone, Copy, Debug)]
enum Broken {
    /// It is not there.
    Missing(&'static str),
    /// It is there, and shows nothing.
    Refused(&'static str),
    /// It is there, and nothing is in it.
    Empty(&'static str),
}

impl Files<'_> {
    /// Why a path of evidence counts as broken.
    fn fault(&mut self, file: &str) -> Option<Broken> {
        self.place(file).err()
    }

    /// Where a path of evidence leads: a regular file of the project that can show something.
    fn place(&mut self, file: &str) -> Result<PathBuf, Broken> {
        if let Some(found) = self.places.get(file) {
            return found.clone();
        }
        let found = self.find(file);
        self.places.insert(file.to_owned(), found.clone());
        found
    }

    fn find(&self, file: &str) -> Result<PathBuf, Broken> {
        // By the path that is written, and by the one that links lead to.
        if let Some(why) = refused(file) {
            return Err(Broken::Refused(why));
        }
        let found = resolve(self.reader, self.project, &self.project.folder, file).map_err(|fault| match fault {
            Fault::Leaves { .. } => Broken::Missing("it lies outside the project"),
            Fault::Unreadable(..) => Broken::Missing("it may not be looked at"),
            _ => Broken::Missing("there is no such file"),
        })?;
        if found.kind != FileKind::File {
            return Err(Broken::Missing("it is no file"));
        }
        if let Some(why) = refused(&self.project.relative(&found.path)) {
            return Err(Broken::Refused(why));
        }
        for most in STARTS {
            match self.reader.world.read(&self.project.anchor, &found.path, most) {
                Err(_) => return Err(Broken::Missing("it cannot be read")),
                Ok(start) if start.is_empty() => return Err(Broken::Empty("it is empty")),
                Ok(start) if !is_blank(&start) => return Ok(found.path),
                Ok(start) if start.len() < most => break,
                Ok(_) => {}
            }
        }
        Err(Broken::Empty("it holds nothing but white space"))
    }

    /// The tests of a file that has no fault, or why it has none.
    fn tests(&mut self, file: &str) -> Result<&Tests, &'static str> {
        let path = self.place(file).map_err(|_| "there is no such file")?;
        let Files { reader, project, read, compared, .. } = self;
        let found = self.tests.entry(path).or_insert_with_key(|path| {
            if *read > MOST {
                return Err(TOO_MUCH);
            }
            // Not through the reader, which would keep the text to the end of the run.
            let Ok(bytes) = reader.world.read(&project.anchor, path, MAX_FILE + 1) else {
                return Err("it cannot be read");
            };
            *read += bytes.len();
            if *read > MOST {
                return Err(TOO_MUCH);
            }
            if bytes.len() > MAX_FILE {
                return Err("it is too large to look for a test in");
            }
            match String::from_utf8(bytes) {
                // The language is that of the file itself, whatever a link to it is called.
                Ok(text) if !text.contains('\0') => Ok(tests(&project.relative(path), &text, compared)),
                _ => Err("it is not UTF-8 text"),
            }
        });
        found.as_ref().map_err(|why| *why)
    }
}

impl Broken {
    fn report(self, piece: &Piece<'_>) -> Diagnostic {
        match self {
            Broken::Missing(why) => missing(piece, why),
            Broken::Empty(why) => {
                let message = format!("the evidence of `{}` is an empty file: `{}`", piece.name, piece.file);
                let warning = Diagnostic::new(&EMPTY, piece.evidence.span, message).here(why);
                warning.help("write down what shows it, name another file or a test, or take the evidence out")
            }
            Broken::Refused(why) => {
                let message = format!("the evidence of `{}` shows nothing: `{}`", piece.name, piece.file);
                let warning = Diagnostic::new(&NO_EVIDENCE, piece.evidence.span, message).here(why);
                warning.help("name the file or the test that shows what the control does, or take the evidence out")
            }
        }
    }
}

fn missing(piece: &Piece<'_>, why: &'static str) -> Diagnostic {
    let message = format!("the evidence of `{}` is not there: `{}`", piece.name, piece.file);
    Diagnostic::new(&MISSING, piece.evidence.span, message)
        .here(why)
        .help("paths of evidence count from the project's folder; correct the path, or take the evidence out")
}

fn no_test(piece: &Piece<'_>, name: &str, sight: &Sight, counts: &str) -> Diagnostic {
    let message = format!("the test of `{}` is not there: `{name}`", piece.name);
    let diagnostic = Diagnostic::new(&NO_TEST, piece.evidence.span, message);
    match sight {
        Sight::Missing(Some(near)) => {
            let text = format!("test \"{}::{near}\"", piece.file);
            let diagnostic = diagnostic.here("there is no such test").help(format!("did you mean `{near}`?"));
            // What a string would have to escape is left to the writer.
            match text.contains(['\\', '\n']) || near.contains('"') || piece.file.contains('"') {
                true => diagnostic,
                false => diagnostic.fix(format!("write `{text}`"), piece.evidence.span, text),
            }
        }
        Sight::NoTest => diagnostic
            .here("something of that name is there, but nothing says that it is a test")
            .help(format!("name the test itself; here that is {counts}")),
        _ => diagnostic
            .here("there is no such test")
            .help(format!("write the test into `{}`, correct its name, or take the evidence out", piece.file)),
    }
}
