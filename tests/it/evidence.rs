//! How threats stand as the world around a model changes: each change moves exactly the statuses that it should.
//!
//! One model holds a threat for every kind of answer. A test changes one thing and compares the whole table of
//! statuses before and after.

use std::path::PathBuf;

use palisade::driver::{Compilation, MemoryWorld, Options, run};
use palisade::evidence::{Proof, proof, read};
use palisade::model::parse_date;

const MODEL: &str = r#"model shop "Shop"
actor visitor
process web { memory-safe = true, parses = [] }
flow post: visitor -> web { via = https, carries = [], returns = [] }

control tested : input-validation { on = web, against = by-test, status = implemented, evidence = test "tests/sql.rs::quotes_are_data" }
control filed : input-validation { on = web, against = by-file, status = implemented, evidence = file "docs/review.md" }
control claimed : input-validation { on = web, against = by-claim, status = implemented, evidence = url "https://example.org/review" }
control coming : input-validation { on = web, against = by-plan, status = planned }
assume kept "Logs are kept" { about = web, answers = by-assumption, status = confirmed, owner = @ops, expires = 2026-12-31 }

threat by-test "By a test" { on = web, likelihood = high, impact = high }
threat by-file "By a file" { on = web, likelihood = high, impact = high }
threat by-claim "By a claim" { on = web, likelihood = high, impact = high }
threat by-plan "By a plan" { on = web, likelihood = high, impact = high }
threat by-assumption "By an assumption" { on = web, likelihood = high, impact = high }
threat by-decision "By a decision" { on = web, likelihood = high, impact = high }
threat by-nothing "By nothing" { on = web, likelihood = high, impact = high }
threat by-steps "By steps" {
  on = web, likelihood = high, impact = high
  tree {
    any {
      leaf "One way" { blocked-by = tested }
      leaf "Another way" { blocked-by = filed }
    }
  }
}
threat by-derived "By what answers a derived threat" {
  on = web, likelihood = high, impact = high
  tree { leaf own.unencoded on web }
}
rule own.unencoded "{this} writes text as markup" {
  stride = tampering
  on = process
  when = tainted(this)
  unless = this has output-encoding
  likelihood = high, impact = high
  refs = ["CWE-116"]
}
control encoded : output-encoding { on = web, status = implemented, evidence = test "tests/sql.rs::quotes_are_data" }
accept by-decision on web { because = "Until the move", by = @cto, until = 2027-03-31 }
"#;

const SQL: &str = "#[test]\nfn quotes_are_data() {}\n";
const PASSED: &str = r#"<testsuites><testsuite name="web::sql"><testcase name="quotes_are_data" classname="web::sql"/></testsuite></testsuites>"#;

/// What rests on the test, and on nothing else.
const TESTED: [&str; 4] = ["by-derived", "by-steps", "by-test", "own.unencoded"];

/// A project and a day.
struct Around {
    files: Vec<(&'static str, String)>,
    today: &'static str,
    tests: Vec<PathBuf>,
}

impl Around {
    fn new() -> Around {
        let files = vec![
            ("model.tm", MODEL.to_owned()),
            ("tests/sql.rs", SQL.to_owned()),
            ("docs/review.md", "fine".to_owned()),
        ];
        Around { files, today: "2026-11-23", tests: Vec::new() }
    }

    fn with(mut self, path: &'static str, text: &str) -> Around {
        self.files.retain(|(other, _)| *other != path);
        self.files.push((path, text.to_owned()));
        self
    }

    fn without(mut self, path: &str) -> Around {
        self.files.retain(|(other, _)| *other != path);
        self
    }

    fn results(mut self, text: &str) -> Around {
        self.tests.push(PathBuf::from("junit.xml"));
        self.with("junit.xml", text)
    }

    fn compile(&self) -> Compilation {
        let mut world = MemoryWorld::new(parse_date(self.today).unwrap());
        world.add(".git/HEAD", "");
        for (path, text) in &self.files {
            world.add(path, text.as_str());
        }
        let options = Options { tests: self.tests.clone(), ..Options::default() };
        let mut run = run(&world, &[PathBuf::from("model.tm")], &options);
        assert_eq!(run.problems, []);
        run.compilations.pop().unwrap()
    }

    /// Every threat with its status and what that rests on, by id.
    fn table(&self) -> Vec<(String, String)> {
        let compilation = self.compile();
        assert!(!compilation.incomplete, "{:?}", compilation.diagnostics);
        let Compilation { threats, .. } = &compilation;
        let mut table: Vec<(String, String)> = threats
            .threats
            .iter()
            .map(|each| {
                let worth = each.provenance.map(|worth| format!(" {worth:?}").to_lowercase()).unwrap_or_default();
                (compilation.findings().id(each).to_string(), format!("{}{worth}", each.status.word()))
            })
            .collect();
        table.sort();
        table
    }
}

/// What a change moves, as `id: before -> after`; the rows of both tables must be the same.
#[track_caller]
fn moved(before: &Around, after: &Around) -> Vec<String> {
    let (before, after) = (before.table(), after.table());
    let ids = |table: &[(String, String)]| table.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&before), ids(&after));
    let pairs = before.iter().zip(&after).filter(|(a, b)| a != b);
    pairs.map(|((id, a), (_, b))| format!("{}: {a} -> {b}", id.trim_end_matches("@web"))).collect()
}

#[test]
fn the_table_to_begin_with() {
    let table: Vec<String> = Around::new()
        .table()
        .into_iter()
        .filter(|(id, _)| id.starts_with("by-"))
        .map(|(id, status)| format!("{} {status}", id.trim_end_matches("@web")))
        .collect();
    assert_eq!(
        table,
        [
            "by-assumption assumed",
            "by-claim mitigated claimed",
            "by-decision accepted",
            "by-derived mitigated evidenced",
            "by-file mitigated evidenced",
            "by-nothing open",
            "by-plan planned",
            "by-steps mitigated evidenced",
            "by-test mitigated evidenced",
        ]
    );
}

#[test]
fn an_assumption_expires() {
    let mut after = Around::new();
    after.today = "2027-01-01";
    assert_eq!(moved(&Around::new(), &after), ["by-assumption: assumed -> lapsed"]);
    after.today = "2026-12-31";
    assert_eq!(moved(&Around::new(), &after), Vec::<String>::new());
}

#[test]
fn a_decision_expires() {
    let (mut before, mut after) = (Around::new(), Around::new());
    (before.today, after.today) = ("2027-03-31", "2027-04-01");
    assert_eq!(moved(&before, &after), ["by-decision: accepted -> lapsed"]);
}

#[test]
fn a_test_passes_and_fails() {
    let passed = Around::new().results(PASSED);
    assert_eq!(
        moved(&Around::new(), &passed),
        TESTED.map(|id| format!("{id}: mitigated evidenced -> verified evidenced"))
    );
    let failed = Around::new().results(&PASSED.replace("/></testsuite>", "><failure/></testcase></testsuite>"));
    assert_eq!(moved(&passed, &failed), TESTED.map(|id| format!("{id}: verified evidenced -> lapsed")));
    let skipped = Around::new().results(&PASSED.replace("/></testsuite>", "><skipped/></testcase></testsuite>"));
    let absent = Around::new().results("<testsuites/>");
    let other = Around::new().results(&PASSED.replace("web::sql", "web::http"));
    let twice =
        PASSED.replace("</testsuites>", "") + &PASSED.replace("web::sql", "api::sql").replace("<testsuites>", "");
    for results in [skipped, absent, other, Around::new().results(&twice)] {
        assert_eq!(moved(&Around::new(), &results), Vec::<String>::new());
        let said = results.compile().diagnostics;
        assert!(said.iter().any(|each| each.code.0 == "test-without-result"), "{said:?}");
    }
}

#[test]
fn evidence_goes_away() {
    assert_eq!(
        moved(&Around::new(), &Around::new().without("docs/review.md")),
        ["by-file: mitigated evidenced -> lapsed", "by-steps: mitigated evidenced -> lapsed"]
    );
    let by_test = TESTED.map(|id| format!("{id}: mitigated evidenced -> lapsed"));
    assert_eq!(moved(&Around::new(), &Around::new().without("tests/sql.rs")), by_test);
    // The file is there, the test is not: deleted, no test any longer, or only spoken of.
    for text in ["", "fn quotes_are_data() {}", "// #[test] fn quotes_are_data() {}", "#[test] fn quotes() {}"] {
        assert_eq!(moved(&Around::new(), &Around::new().with("tests/sql.rs", text)), by_test, "{text}");
    }
    // A test that passed some time does not outweigh that it is gone.
    let gone = Around::new().results(PASSED).with("tests/sql.rs", "");
    assert_eq!(moved(&Around::new(), &gone), by_test);
}

#[test]
fn a_planned_control_becomes_implemented() {
    let after = Around::new().with("model.tm", &MODEL.replace("status = planned", "status = implemented"));
    assert_eq!(moved(&Around::new(), &after), ["by-plan: planned -> mitigated claimed"]);
}

#[test]
fn an_address_is_worth_nothing() {
    let after = Around::new().with("model.tm", &MODEL.replace("evidence = url \"https://example.org/review\"", ""));
    assert_eq!(moved(&Around::new(), &after), Vec::<String>::new());
}

#[test]
fn reports_of_four_tools() {
    for (file, path, name, says) in [
        ("nextest.xml", "services/web/tests/sql.rs", "quotes_are_data", Proof::Passed),
        ("nextest.xml", "services/web/tests/sql.rs", "comments_are_data", Proof::Failed),
        ("nextest.xml", "services/web/src/sql.rs", "binds_every_value", Proof::Passed),
        ("nextest.xml", "services/web/tests/http.rs", "quotes_are_data", Proof::Absent),
        ("pytest.xml", "tests/test_sql.py", "TestQuotes::test_data", Proof::Passed),
        ("pytest.xml", "tests/test_sql.py", "test_all", Proof::Passed),
        ("pytest.xml", "tests/test_sql.py", "test_some", Proof::Failed),
        ("pytest.xml", "tests/test_sql.py", "test_later", Proof::Skipped),
        ("jest.xml", "src/login.test.js", "rejects quotes", Proof::Passed),
        ("jest.xml", "src/login.test.js", "later", Proof::Skipped),
        ("jest.xml", "src/login.test.js", "fails", Proof::Failed),
        ("jest.xml", "src/other.test.js", "rejects quotes", Proof::Absent),
        ("surefire.xml", "src/test/java/org/example/SqlTest.java", "quotesAreData", Proof::Passed),
        ("surefire.xml", "src/test/java/org/example/SqlTest.java", "SqlTest::many", Proof::Passed),
        ("surefire.xml", "src/test/java/org/example/SqlTest.java", "later", Proof::Skipped),
        ("surefire.xml", "src/test/java/org/example/SqlTest.java", "breaks", Proof::Failed),
    ] {
        let at = format!("{}/tests/data/junit/{file}", env!("CARGO_MANIFEST_DIR"));
        let results = read(&std::fs::read(at).unwrap()).unwrap();
        assert_eq!(proof(&results, path, name), says, "{file} {path} {name}");
    }
}
