//! Reads the results of tests that the call names. They may lie anywhere: a build writes them where it
//! likes. A link that a repository holds leads no further than its project all the same.

use std::path::{Path, PathBuf};

use crate::diag::{Code, CodeInfo, Diagnostic, Severity};
use crate::driver::named::{find, leads_elsewhere};
use crate::driver::place::slashes;
use crate::driver::read::words;
use crate::driver::{FileKind, World};
use crate::evidence::{self, MAX_RESULTS, Results};
use crate::text::Span;

/// Results of tests cannot be read.
pub static BAD_RESULTS: CodeInfo = CodeInfo {
    code: Code("bad-test-results"),
    severity: Severity::Error,
    summary: "a file of test results cannot be read",
    explanation: r#"
A file that `--tests` names is not there, is no report in JUnit's XML, or is larger than 64 MB. A run without the
results could call a control evidenced whose test has failed, so this is an error.

```text
error[bad-test-results]: `target/junit.xml`, line 3, column 5: this is not XML: …
```

cargo-nextest, pytest (`--junitxml=…`), Maven Surefire and Jest (jest-junit) write such files. A document type is
refused, since it could define entities that expand without end; so are entities that XML does not define itself, and
elements that are nested more than 100 deep.
"#,
};

/// The tests of all files; `None` where no file is named.
///
/// # Errors
/// The first file that cannot be read; without a place, since it is no source of ours.
pub(crate) fn read_results(world: &dyn World, paths: &[PathBuf]) -> Result<Option<Results>, Box<Diagnostic>> {
    let mut all: Option<Results> = None;
    for path in paths {
        let results = read_one(world, path)?;
        match &mut all {
            Some(all) => all.merge(results),
            None => all = Some(results),
        }
    }
    Ok(all)
}

fn read_one(world: &dyn World, path: &Path) -> Result<Results, Box<Diagnostic>> {
    let shown = slashes(path);
    let bad = |what: String| Diagnostic::new(&BAD_RESULTS, Span::NONE, what);
    let unreadable = |why: &str| bad(format!("cannot read the test results `{shown}`: {why}"));
    let (anchor, facts) = find(world, path).map_err(|error| unreadable(&words(&error)))?;
    if facts.kind == FileKind::Folder {
        return Err(unreadable("it is a folder").help("name the files in it, each with `--tests`").into());
    }
    let bytes = world.read(&anchor, &facts.path, MAX_RESULTS + 1).map_err(|error| unreadable(&words(&error)))?;
    if bytes.len() > MAX_RESULTS {
        return Err(unreadable(&format!("it is larger than {} MB", MAX_RESULTS >> 20))
            .help("give the report of the tests that are named as evidence only")
            .into());
    }
    evidence::read(&bytes).map_err(|fault| {
        if leads_elsewhere(world, path, &facts) {
            let help = "name the report itself, or look at where the link leads";
            return unreadable("a link leads to what is no report in JUnit's XML").help(help).into();
        }
        let (line, column) = fault.at;
        bad(format!("`{shown}`, line {line}, column {column}: {}", fault.what)).help(fault.help).into()
    })
}
