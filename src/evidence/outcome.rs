//! Whether a test that is named as evidence passed.
//!
//! A report seldom says in which file a test stands. So a result counts for `path::NAME` when its name ends in NAME
//! and its `file` is the path, or the file's stem is a segment of the class or suite. A result that says another file
//! does not count, whatever its class is called.

use rustc_hash::FxHashMap;

use crate::evidence::Outcome;
use crate::evidence::junit::{Case, Results, without_parameters};

/// What results say of a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// It ran and passed, in every result that counts.
    Passed,
    /// It failed in one of them.
    Failed,
    /// It was skipped in one of them, and failed in none.
    Skipped,
    /// No result counts for it.
    Absent,
    /// Results of different classes count for it, and none says which file it is of.
    Ambiguous,
}

/// What results say of the test `name` in the file `path`. The name may have what is around it, with `::` between.
pub fn proof(results: &Results, path: &str, name: &str) -> Proof {
    let wanted = Wanted::new(path, name);
    let named: Vec<(&Case, &str)> =
        results.like(name).filter_map(|case| wanted.around(case).map(|around| (case, around))).collect();
    // A result that says its file is surer than one whose class looks like it.
    let exact: Vec<(&Case, &str)> =
        named.iter().copied().filter(|(case, _)| wanted.file(results.file(case)) == Place::Here).collect();
    let mut suites = FxHashMap::default();
    let counted: Vec<(&Case, &str)> = match exact.is_empty() {
        true => {
            let may = |case: &Case| wanted.file(results.file(case)) == Place::Unsaid;
            let stem = |(case, around): &(&Case, &str)| {
                may(case) && (wanted.has_stem(case, around) || wanted.in_suite(results, case, &mut suites))
            };
            named.into_iter().filter(stem).collect()
        }
        false => exact.clone(),
    };
    let any = |outcome| counted.iter().any(|(case, _)| case.outcome == outcome);
    let Some((first, around)) = counted.first() else { return Proof::Absent };
    let one_place = counted.iter().all(|(case, at)| (&case.class, at) == (&first.class, around));
    if any(Outcome::Failed) {
        Proof::Failed
    } else if exact.is_empty() && !one_place {
        Proof::Ambiguous
    } else if any(Outcome::Skipped) {
        Proof::Skipped
    } else {
        Proof::Passed
    }
}

/// Whether a result says in which file its test stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// In the wanted one.
    Here,
    /// It does not, or not from the project's folder on.
    Unsaid,
    /// In another one.
    Elsewhere,
}

struct Wanted<'a> {
    path: &'a str,
    /// The whole name, for scripts.
    whole: &'a str,
    name: &'a str,
    /// What must be around it.
    scopes: Vec<&'a str>,
    /// What stands for the file in a class or suite.
    stems: Vec<&'a str>,
}

impl<'a> Wanted<'a> {
    fn new(path: &'a str, whole: &'a str) -> Wanted<'a> {
        let path = path.trim_start_matches("./");
        let mut scopes: Vec<&str> = whole.split("::").collect();
        let name = scopes.pop().unwrap_or(whole);
        Wanted { path, whole, name, scopes, stems: stems(path) }
    }

    /// Whether a case has the name; then what its own name says is around it.
    fn around<'c>(&self, case: &'c Case) -> Option<&'c str> {
        let name = case.name.trim();
        // Jest writes what is around a test into the name, and the same into the class.
        if case.name == case.class {
            let before = name.strip_suffix(self.whole)?;
            return (before.is_empty() || before.ends_with(' ')).then_some(before);
        }
        [name, without_parameters(name)]
            .into_iter()
            .find_map(|name| {
                if name == self.whole || name == self.name {
                    return Some("");
                }
                let before = name.strip_suffix(self.name)?;
                before.ends_with([':', '.', '#']).then_some(before)
            })
            .filter(|around| {
                let segments = |text: &str, scope: &str| text.split(is_separator).any(|segment| segment == scope);
                self.whole == name
                    || self.scopes.iter().all(|scope| segments(&case.class, scope) || segments(around, scope))
            })
    }

    /// What the file that a result names says.
    fn file(&self, file: Option<&str>) -> Place {
        let Some(file) = file else { return Place::Unsaid };
        let file = file.replace('\\', "/");
        let file = file.trim_start_matches("./");
        let ends = |long: &str, short: &str| long.strip_suffix(short).is_some_and(|rest| rest.ends_with('/'));
        // A report may have absolute paths, or paths from a folder inside the project; one that is no path says nothing.
        let absolute = file.starts_with('/') || file.get(1..3) == Some(":/");
        match () {
            () if file == self.path || (absolute && ends(file, self.path)) => Place::Here,
            () if ends(self.path, file) || !file.contains(['/', '.']) => Place::Unsaid,
            () => Place::Elsewhere,
        }
    }

    /// Whether the class or what is around the name has the file's stem for a segment.
    fn has_stem(&self, case: &Case, around: &str) -> bool {
        // Where the class repeats the name, only what is around the name speaks of the file.
        let class = if case.name == case.class { "" } else { &*case.class };
        self.is_segment(class) || self.is_segment(around)
    }

    /// The same for the suites around; each is looked at once.
    fn in_suite(&self, results: &Results, case: &Case, known: &mut FxHashMap<u32, bool>) -> bool {
        let mut names = || results.suites().names(case.suite).any(|name| self.is_segment(name));
        *known.entry(case.suite).or_insert_with(&mut names)
    }

    fn is_segment(&self, place: &str) -> bool {
        place.split(is_separator).any(|segment| self.stems.contains(&segment))
    }
}

fn is_separator(c: char) -> bool {
    matches!(c, ':' | '.' | '/' | '\\' | ' ' | '#' | '$' | '>')
}

/// What may stand for a file: its name up to the first dot; for files that stand for their folder, its name too.
fn stems(path: &str) -> Vec<&str> {
    let mut parts = path.rsplit('/');
    let file = parts.next().unwrap_or(path);
    let stem = file.split('.').next().unwrap_or(file);
    let mut stems = vec![stem];
    let mut folder = || parts.next().filter(|folder| *folder != "src").or_else(|| parts.next());
    // A package of Go is its folder; the others are named by it.
    if file.ends_with(".go") || matches!(stem, "mod" | "lib" | "main" | "index" | "__init__") {
        stems.extend(folder());
    }
    stems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn results(cases: &[(&str, &str, &str, &str, Outcome)]) -> Results {
        let mut text = String::from("<testsuites>");
        for (suite, class, name, file, outcome) in cases {
            let file = if file.is_empty() { String::new() } else { format!(" file=\"{file}\"") };
            let inner = match outcome {
                Passed => "",
                Failed => "<failure/>",
                Skipped => "<skipped/>",
            };
            text.push_str(&format!(
                "<testsuite name=\"{suite}\"><testcase classname=\"{class}\" name=\"{name}\"{file}>{inner}</testcase></testsuite>"
            ));
        }
        crate::evidence::read((text + "</testsuites>").as_bytes()).unwrap()
    }

    use Outcome::{Failed, Passed, Skipped};

    #[test]
    fn one_result() {
        for (case, path, name) in [
            (("web::sql", "web::sql", "quotes", "", Passed), "services/web/tests/sql.rs", "quotes"),
            (("web", "web", "sql::tests::quotes", "", Passed), "services/web/src/sql.rs", "quotes"),
            (("web", "web", "sql::tests::quotes", "", Passed), "services/web/src/sql.rs", "tests::quotes"),
            (("web", "web", "tests::quotes", "", Passed), "services/web/src/lib.rs", "quotes"),
            (("pytest", "tests.test_sql.TestQuotes", "test_a", "", Passed), "tests/test_sql.py", "TestQuotes::test_a"),
            (("pytest", "tests.test_sql", "test_a[x-1]", "", Passed), "web/tests/test_sql.py", "test_a"),
            (("pytest", "other", "test_a", "tests/test_sql.py", Passed), "tests/test_sql.py", "test_a"),
            (("x", "com.acme.SqlTest", "many(int)[1]", "", Passed), "src/test/java/com/acme/SqlTest.java", "many"),
            (("x", "com.acme.SqlTest$Inner", "deep", "", Passed), "src/test/java/com/acme/SqlTest.java", "deep"),
            (("login", "login form is shut", "login form is shut", "", Passed), "src/login.test.js", "is shut"),
            (("a", "a b", "b", "src\\login.test.ts", Passed), "src/login.test.ts", "b"),
            (("a", "a b", "b", "/builds/shop/src/login.test.ts", Passed), "src/login.test.ts", "b"),
            (("a", "a b", "b", "C:\\shop\\src\\login.test.ts", Passed), "src/login.test.ts", "b"),
            // From a folder inside the project: the class decides.
            (("sql", "tests.test_sql", "test_a", "tests/test_sql.py", Passed), "api/tests/test_sql.py", "test_a"),
            (("web/sql", "example.org/web/sql", "TestQuotes", "", Passed), "web/sql/quotes_test.go", "TestQuotes"),
            (("web", "web", "adds (1 + 2)", "x.js", Passed), "x.js", "adds (1 + 2)"),
        ] {
            assert_eq!(proof(&results(&[case]), path, name), Proof::Passed, "{case:?}");
        }
        for (case, path, name) in [
            (("web::sql", "web::sql", "quotes_too", "", Passed), "tests/sql.rs", "quotes"),
            (("web::sql", "web::sql", "all_quotes", "", Passed), "tests/sql.rs", "quotes"),
            (("web::http", "web::http", "quotes", "", Passed), "tests/sql.rs", "quotes"),
            (("web::mysql", "web::mysql", "quotes", "", Passed), "tests/sql.rs", "quotes"),
            (("pytest", "tests.test_sql.TestOther", "test_a", "", Passed), "tests/test_sql.py", "TestQuotes::test_a"),
            (("other", "other rejects login", "other rejects login", "", Passed), "src/login.test.js", "rejects login"),
            (("x", "x", "quotes", "other/x.py", Passed), "tests/test_sql.py", "quotes"),
            // Another file of the same name, however its class is called.
            (("sql", "sql", "quotes", "services/web/tests/sql.rs", Passed), "tests/sql.rs", "quotes"),
            (("sql", "sql", "quotes", "api/tests/sql.rs", Passed), "web/tests/sql.rs", "quotes"),
        ] {
            assert_eq!(proof(&results(&[case]), path, name), Proof::Absent, "{case:?}");
        }
    }

    #[test]
    fn several_results() {
        let a = |outcome| ("web::sql", "web::sql", "quotes", "", outcome);
        let b = |outcome| ("api::sql", "api::sql", "quotes", "", outcome);
        let exact = |outcome| ("x", "x", "quotes", "web/tests/sql.rs", outcome);
        for (cases, says) in [
            (vec![], Proof::Absent),
            (vec![a(Skipped)], Proof::Skipped),
            (vec![a(Passed), a(Passed)], Proof::Passed),
            (vec![a(Passed), a(Skipped)], Proof::Skipped),
            (vec![a(Passed), a(Failed)], Proof::Failed),
            (vec![a(Passed), b(Passed)], Proof::Ambiguous),
            (vec![a(Passed), b(Failed)], Proof::Failed),
            (vec![exact(Passed), a(Failed)], Proof::Passed),
            (vec![exact(Failed), a(Passed)], Proof::Failed),
        ] {
            assert_eq!(proof(&results(&cases), "web/tests/sql.rs", "quotes"), says, "{cases:?}");
        }
    }
}
