//! `check --what-if` and `questions`: what would be, and what is asked; both change nothing else.

use crate::cli::{OPEN, Project, SOUND};

/// A flow that says nothing, so that there is something to suppose.
const SILENT: &str = r#"model shop "Shop"
data order "Order" { class = confidential }
boundary outside { trust = untrusted
  actor customer }
boundary inside { trust = internal
  process web { memory-safe = true, parses = [], lacks = rate-limit }
  store orders : postgres { holds = order, encrypted = true } }
flow enter: customer -> web { via = https, carries = order, returns = order, auth = session }
web -> orders { via = sql-tls, carries = order }
"#;

#[test]
fn a_supposition_changes_nothing_but_its_own_print() {
    for (model, facts) in [
        (SILENT, &["web has parameterised-queries"][..]),
        (SILENT, &["enter.via = http", "web has access-control"][..]),
        (OPEN, &["enter.via = https", "web has rate-limit"][..]),
        (
            SOUND,
            &["enter.via = http", "threat t \"Worse\" { on = web, likelihood = very-high, impact = very-high }"][..],
        ),
    ] {
        let project = Project::new(&[("m/shop.tm", model), ("m/old.tm", "process old\n")]);
        for format in ["human", "short", "json"] {
            let plain = project.run(&["check", "m", "--format", format]);
            let mut arguments = vec!["check", "m", "--format", format];
            facts.iter().for_each(|fact| arguments.extend(["--what-if", *fact]));
            let supposed = project.run(&arguments).exits(plain.status);
            let own = match format {
                "json" => {
                    assert_eq!(supposed.out, plain.out);
                    supposed.err.strip_prefix(&plain.err).unwrap().to_owned()
                }
                _ => {
                    assert_eq!(supposed.err, plain.err);
                    supposed.out.strip_prefix(&plain.out).unwrap().to_owned()
                }
            };
            let lines: Vec<&str> = own.lines().collect();
            assert_eq!(lines[0], "");
            for (line, fact) in lines[1..].iter().zip(facts) {
                assert_eq!(*line, format!("what if: {fact}"));
            }
            assert!(own.contains("open risk "), "{own}");
        }
        assert_eq!(project.read("m/shop.tm"), model);
    }
}

/// What stands in an `in` is found there, by its path too; the boundary itself is where it is declared.
#[test]
fn what_stands_beside_its_code_can_be_supposed() {
    let apart = SILENT.replace("boundary inside {", "in cell {").replace("trust = internal\n", "\n");
    let apart = format!("include \"a.tm\"\n{apart}");
    let rest = "in inside { boundary cell }\nboundary inside { trust = internal }\n";
    let project = Project::new(&[("shop.tm", &apart), ("a.tm", rest)]);
    let suppose = |fact: &str| project.run(&["check", "shop.tm", "--exit-zero", "--what-if", fact]);
    suppose("inside.cell.web has parameterised-queries").exits(0).says("(open -> mitigated)");
    suppose("inside.web has parameterised-queries").exits(0).says("(open -> mitigated)");
    suppose("cell has rate-limit").exits(0).says("'dos.exhaustion@web'");
    suppose("inside.out-of-scope = \"theirs\"").exits(0).says("goes ");
    suppose("in inside { process other }").exits(0).says("comes ");
    suppose("in cell { process other }\nother -> web").exits(0).says("comes ");
    suppose("outside.web has rate-limit").exits(2).complains("nothing here is called `outside.web`");
    suppose("in cel { process other }").exits(2).complains("did you mean `cell`");
    let circle = "in a { boundary b { process p } }\nin b { boundary a {} }\nmodel m\n";
    let project = Project::new(&[("m.tm", circle)]);
    project
        .run(&["check", "m.tm", "--what-if", "x.p has rate-limit"])
        .exits(2)
        .says("cannot stand in")
        .complains("nothing here");
}

#[test]
fn what_is_supposed_counts() {
    let project = Project::new(&[("shop.tm", SILENT)]);
    let suppose = |fact: &str| project.run(&["check", "--exit-zero", "--what-if", fact]).exits(0);
    let ran = suppose("web has parameterised-queries");
    ran.says("closes ").says("'injection.sql@web'").says("(open -> mitigated)").says("settled");
    suppose("inside.web has parameterised-queries").says("(open -> mitigated)");
    // It is taken out of what the model says is missing.
    suppose("web has rate-limit").says("'dos.exhaustion@web'").says("(open -> mitigated)");
    suppose("web.lacks = []").says("new:").says("is `rate-limit` in place on web?");
    suppose("enter.via = http").says("comes ").says("'disclosure.clear-text@web'");
    suppose("control c : parameterised-queries { on = web, status = planned }")
        .says("changes ")
        .says("(open -> planned)");
    suppose("accept injection.sql on web { because = \"x\", by = @a, until = 2027-01-01 }").says("(open -> accepted)");
    suppose("web.memory-safe = true").says("nothing would differ");
    // Both at once, and the last word on one thing.
    let both =
        ["check", "--exit-zero", "--what-if", "web has parameterised-queries", "--what-if", "web has rate-limit"];
    let both = project.run(&both).exits(0);
    assert_eq!(both.out.matches("(open -> mitigated)").count(), 2, "{}", both.out);
}

#[test]
fn what_the_model_says_can_be_denied() {
    let said = SILENT.replace("lacks = rate-limit", "controls = [rate-limit, parameterised-queries]");
    let control = "control quota : rate-limit \"Quota\" { on = web, status = implemented }\n";
    let project = Project::new(&[("shop.tm", &format!("{said}{control}"))]);
    let suppose = |fact: &str| project.run(&["check", "--exit-zero", "--what-if", fact]).exits(0);
    suppose("web lacks parameterised-queries").says("opens ").says("'injection.sql@web'").says("(mitigated -> open)");
    // The attribute and the control both.
    suppose("web lacks rate-limit").says("opens ").says("'dos.exhaustion@web'");
}

#[test]
fn an_unsound_supposition_is_an_error_at_its_place() {
    let project = Project::new(&[("shop.tm", SILENT), ("sub/other.tm", SOUND)]);
    for (fact, place, text) in [
        ("wbe has mfa", "--what-if:1:1", "did you mean `web`?"),
        ("web has rate-limti", "--what-if:1:9", "did you mean `rate-limit`?"),
        ("web laks rate-limit", "--what-if:1:5", "did you mean `lacks`?"),
        ("enter.vai = tls", "--what-if:1:7", "did you mean `via`?"),
        ("enter.via = tsl", "--what-if:1:13", "did you mean `tls`?"),
        ("enter.via =", "--what-if:1:12", "expected a value"),
        ("outside.web has mfa", "--what-if:1:1", "nothing here is called `outside.web`"),
        ("order has mfa", "--what-if:1:1", "`order` cannot have techniques"),
        ("via = tls", "--what-if:1:1", "write `NAME.via = …`"),
        ("web.auth-factors: 2", "--what-if:1:1", "write `web.auth-factors = 2`"),
        ("web has rate-limit, web has mfa", "--what-if:1:1", "give `--what-if` once for each"),
        ("web has rate-limit and mfa", "--what-if:1:1", "give `--what-if` once for each"),
        ("web does not have rate-limit", "--what-if:1:1", "write `web lacks rate-limit`"),
        ("web has no rate-limit", "--what-if:1:1", "write `web lacks rate-limit`"),
        ("enter.via = tls, web.trust = exposed", "--what-if:1:1", "give `--what-if` several times"),
        ("proces x", "--what-if:1:1", "did you mean `process`?"),
        ("process web", "--what-if:1:9", "`web` is declared twice"),
        ("include \"x.tm\"", "--what-if:1:1", "files cannot be supposed"),
        ("", "error[malformed-supposition]", "nothing is supposed"),
    ] {
        let ran = project.run(&["check", "shop.tm", "--exit-zero", "--what-if", fact]).exits(2);
        let ran = ran.complains(place).complains(text);
        assert!(!ran.out.contains("what if"), "{}", ran.out);
    }
    project.run(&["check", "--what-if", "web has mfa"]).exits(2).complains("`--what-if` is about one model");
    // A warning that somebody denies is no fault of the supposition.
    let needless = "accept injection.sql on web { because = \"x\", by = @a, until = 2027-01-01 }\n";
    project.write("shop.tm", format!("{SILENT}{needless}").as_bytes());
    let denied = ["check", "shop.tm", "--exit-zero", "-D", "warnings", "--what-if", "web has parameterised-queries"];
    project.run(&denied).exits(0).says("(accepted -> mitigated)");
}

#[test]
fn questions_are_asked_once_and_the_weightiest_first() {
    let model = SILENT
        .replace(", parses = []", "")
        .replace("web -> orders", "process api\ncustomer -> api { via = https }\nweb -> orders");
    let project = Project::new(&[("shop.tm", &model)]);
    let ran = project.run(&["questions", "--today", "2026-11-23"]).exits(0);
    let ran = ran.says("which formats does each of these parse?").says("`web` (shop.tm:6)").says("add parses = text");
    assert_eq!(ran.out.matches("which formats does").count(), 1, "{}", ran.out);
    let risks: Vec<u32> = ran
        .out
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(|line| line.split_once(", risk ")?.1.split(':').next()?.parse().ok())
        .collect();
    assert!(risks.len() > 2 && risks.is_sorted_by(|a, b| a >= b), "{risks:?}");
    let first = project.run(&["questions", "--limit", "1"]).exits(0);
    assert_eq!(first.out.matches(", risk ").count(), 1, "{}", first.out);

    let json = project.run(&["questions", "--format", "json"]).exits(0).out;
    let document: serde_json::Value = serde_json::from_str(&json).unwrap();
    let questions = document["questions"].as_array().unwrap();
    let risk = |each: &serde_json::Value| each["risk"].as_u64().unwrap();
    assert!(questions.is_sorted_by(|a, b| risk(a) >= risk(b)), "{json}");
    let mut facts: Vec<String> = Vec::new();
    for row in questions.iter().flat_map(|each| each["form"].as_array().unwrap()) {
        assert_eq!(row["file"], "shop.tm");
        for fact in row["facts"].as_array().unwrap() {
            let effects = ["raises", "closes", "rates"].iter().map(|list| fact[list].as_array().unwrap().len());
            assert!(effects.sum::<usize>() > 0 && risk(fact) > 0, "{fact}");
            facts.push(format!("{} {}", row["on"], fact["add"]));
        }
    }
    let count = facts.len();
    facts.sort_unstable();
    facts.dedup();
    assert_eq!(facts.len(), count);
    project.run(&["questions", "nowhere.tm"]).exits(2);
    project.write("shop.tm", format!("{model}customer -> wbe\n").as_bytes());
    project.run(&["questions"]).exits(2).complains("wbe");
}

/// The risk of a question is what its threats score: answering each question of one closing fact takes exactly that
/// away.
#[test]
fn the_risk_of_a_question_is_what_its_answer_settles() {
    let project = Project::new(&[("shop.tm", SILENT)]);
    let json = project.run(&["questions", "--format", "json"]).exits(0).out;
    let document: serde_json::Value = serde_json::from_str(&json).unwrap();
    let is_it =
        |each: &&serde_json::Value| each["add"].as_str().unwrap().starts_with("controls = [parameterised-queries]");
    let rows = document["questions"].as_array().unwrap().iter().flat_map(|each| each["form"].as_array().unwrap());
    let question = rows.flat_map(|row| row["facts"].as_array().unwrap()).find(is_it).unwrap();
    let risk = question["risk"].as_u64().unwrap();
    let ran = project.run(&["check", "--exit-zero", "--what-if", "web has parameterised-queries"]);
    let line = ran.out.lines().find(|line| line.contains("open risk ")).unwrap();
    let numbers: Vec<u64> = line.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    assert_eq!(numbers[0] - numbers[1], risk, "{line}");
}
