//! What the program promises as a whole: ten mistakes in one run, an exit status to build on, ids that stay, bytes
//! that do not depend on where or how it runs.

use std::collections::BTreeMap;
use std::path::Path;

use palisade::diag::Severity;
use palisade::driver::{self, Compilation, MemoryWorld, Options};
use palisade::threat;

fn compile(text: &str) -> Compilation {
    let mut world = MemoryWorld::new(palisade::model::date(2026, 11, 23).unwrap());
    world.add("/p/.git/HEAD", "");
    world.add("/p/model.tm", text);
    driver::compile(&world, Path::new("/p/model.tm"), &Options::default()).unwrap()
}

/// Twelve mistakes, seven of them syntactic.
const MISTAKES: &str = r#"model shop "Shop"
data card { class = secrt }
actor shopper "Shopper
process web : servce { encryptd = true }
store db : postgres { holds = [card, }
shopper -> web { via = htps, carries = card }
web -> dbb { via = tls }
web -> db { auth == password }
database cache
control c : rate-limts { on = web status = implemented }
process db
"#;

#[test]
fn one_run_reports_ten_mistakes_each_with_a_repair() {
    let compiled = compile(MISTAKES);
    let errors: Vec<_> = compiled.diagnostics.iter().filter(|said| said.severity == Severity::Error).collect();
    let lines: Vec<u32> = errors.iter().map(|said| compiled.sources.line_col(said.span()).unwrap().line).collect();
    assert_eq!(lines, [2, 3, 4, 4, 5, 6, 7, 8, 9, 10, 10, 11], "{errors:#?}");
    for said in errors {
        assert!(!said.help.is_empty() || !said.fixes.is_empty(), "no repair: {said:?}");
    }
    // What is well formed between the mistakes still counts.
    assert!(compiled.model.names.contains_key("shopper") && compiled.model.names.contains_key("card"));
    assert!(compiled.incomplete);
}

const MODEL: &str = r#"
data order { class = confidential, integrity = high }
boundary out { trust = untrusted
  actor visitor
}
boundary one { trust = internal
  process web : service
  store db : postgres { holds = order }
}
boundary two { trust = internal
  process other : service
}
visitor -> web { via = https, auth = session, carries = order }
save: web -> db { via = sql-tls, auth = password, carries = order }
other -> db { via = sql-tls, auth = password, carries = order }
accept injection.sql on save { because = "a test", by = @me, until = 2027-01-31 }
"#;

fn statuses(text: &str) -> BTreeMap<String, String> {
    let compiled = compile(text);
    let errors = compiled.diagnostics.iter().filter(|said| said.severity == Severity::Error).count();
    assert_eq!(errors, 0, "{:#?}", compiled.diagnostics);
    let threats = compiled.threats.threats.iter();
    threats
        .map(|found| {
            let id = compiled.findings().id(found).to_string();
            (id, format!("{} {}", found.status.word(), found.residual.score()))
        })
        .collect()
}

#[test]
fn nothing_but_facts_changes_a_threat() {
    let before = statuses(&format!("model m\n{MODEL}"));
    assert!(before.get("injection.sql@web").is_some_and(|status| status.starts_with("accepted")), "{before:#?}");
    assert!(before.len() >= 4, "{before:#?}");

    let inserted = statuses(&format!(
        "model m\nboundary first {{ trust = internal\n  process new : service\n  store notes\n}}\nnew -> notes\n{MODEL}"
    ));
    for (id, status) in &before {
        assert_eq!(inserted.get(id), Some(status), "{id} changed when an element was inserted first");
    }

    let mut parts: Vec<&str> = MODEL.split_inclusive("\n").collect();
    let flows: Vec<&str> = parts.extract_if(.., |line| line.contains("->") || line.starts_with("accept")).collect();
    let reordered: String = flows.into_iter().rev().chain(parts).collect();
    assert_eq!(statuses(&format!("model m\n{reordered}")), before, "order matters");

    let moved = MODEL
        .replace("  process other : service\n", "")
        .replace("  store db", "  process other : service\n  store db")
        .replace(
            "boundary two { trust = internal\n}\n",
            "boundary two { trust = internal\n  process idle\n}\nidle -> other\n",
        );
    let moved = statuses(&format!("model m\n{moved}"));
    for id in ["injection.sql@web", "disclosure.unencrypted-store@db"] {
        assert_eq!(moved.get(id), before.get(id), "{id} changed when another element moved");
    }
}

/// What another team says of an element that it exports is known here: its facts, and its implemented controls.
#[test]
fn the_facts_of_exports_count() {
    let shop = "model shop\nuse \"../identity\" as idp\nprocess web\nweb -> idp.login { via = https, carries = [] }\n\
                policy checked \"C\" { on = flow, forbid = to has access-control }\n\
                policy limited \"L\" { on = flow, forbid = to has rate-limit }\n\
                policy planned \"P\" { on = flow, forbid = to has quota }\n\
                policy logged \"A\" { on = flow, forbid = known(to.runs-in) and to.runs-in == container }\n";
    let identity = "model identity\nboundary ours { trust = internal\n\
                    process login { export = true, controls = access-control, runs-in = container }\n}\n\
                    process app\napp -> login\n\
                    control limit : rate-limit { on = ours, status = implemented }\n\
                    control later : quota { on = login, status = planned }\n";
    let mut world = MemoryWorld::new(palisade::model::date(2026, 11, 23).unwrap());
    world.add("/p/.git/HEAD", "");
    world.add("/p/shop/model.tm", shop);
    world.add("/p/identity/model.tm", identity);
    let compiled = driver::compile(&world, Path::new("/p/shop/model.tm"), &Options::default()).unwrap();
    assert!(!compiled.incomplete, "{:#?}", compiled.diagnostics);
    let ids: Vec<String> =
        compiled.threats.threats.iter().map(|found| compiled.findings().id(found).to_string()).collect();
    let violated = |policy: &str| ids.contains(&format!("{policy}@web->idp.login"));
    assert!(violated("checked") && violated("limited") && violated("logged") && !violated("planned"), "{ids:?}");
}

/// How bad it is, as an element says of itself, counts as what its data say; nobody is asked for it then.
#[test]
fn elements_rate_themselves() {
    let model = |says: &str| {
        format!(
            "model m\nboundary b {{ trust = internal\n  process p {{ {says} }}\n}}\nactor u\nu -> p {{ via = https, carries = [] }}\n\
             rule own.r \"R\" {{ stride = tampering, on = process, when = exposed(this), likelihood = medium, \
             impact = rating(this), fix = \"x\", refs = [\"CWE-20\"] }}\n"
        )
    };
    let scored = |says: &str| statuses(&model(says)).remove("own.r@p").unwrap();
    assert_eq!(scored(""), "open 12", "medium where nothing is known");
    assert_eq!(scored("integrity = very-high"), "open 20");
    assert_eq!(scored("integrity = very-low, availability = very-high"), "open 4", "tampering breaks integrity alone");
    let asks = |says: &str| {
        let compiled = compile(&model(says));
        compiled.threats.questions.iter().filter(|question| question.rates.iter().any(|id| id == "own.r@p")).count()
    };
    assert_eq!((asks(""), asks("integrity = high")), (1, 0));
}

/// What supersedes what does not depend on where it stands, and a circle keeps one.
#[test]
fn folding_knows_no_order() {
    let rule = |name: &str, broader: &str| {
        format!(
            "rule own.{name} \"R\" {{ stride = tampering, on = process, likelihood = medium, impact = medium, \
             when = exposed(this), fix = \"x\", refs = [\"CWE-20\"], supersedes = own.{broader} }}\n"
        )
    };
    let left = |order: &[(&str, &str)]| -> Vec<String> {
        let rules: String = order.iter().map(|(name, broader)| rule(name, broader)).collect();
        let end = "rule own.z \"Z\" { stride = tampering, on = process, likelihood = medium, impact = medium, \
                   when = exposed(this), fix = \"x\", refs = [\"CWE-20\"] }\n";
        let model =
            format!("model m\nprocess p {{ trust = internal }}\nactor u\nu -> p {{ carries = [] }}\n{rules}{end}");
        statuses(&model).into_keys().filter(|id| id.starts_with("own.")).collect()
    };
    let chain = [("a", "b"), ("b", "c"), ("c", "z")];
    let reversed = [chain[2], chain[1], chain[0]];
    assert_eq!((left(&chain), left(&reversed)), (vec!["own.a@p".to_owned()], vec!["own.a@p".to_owned()]));
    let circle = [("c", "a"), ("b", "c"), ("a", "b")];
    assert_eq!(left(&circle), ["own.a@p", "own.z@p"]);
}

/// A boundary that lies across holds a flow whose ends it both has.
#[test]
fn overlays_hold_flows() {
    let model = |members: &str| {
        format!(
            "model m\nprocess p\nprocess q\nprocess r\npq: p -> q {{ carries = [] }}\nqr: q -> r {{ carries = [] }}\n\
             boundary ov : namespace {{ members = {members} }}\n\
             policy one \"O\" {{ on = flow, forbid = inside(flow, ov) }}\n\
             policy two \"T\" {{ on = flow, forbid = inside(flow, namespace) }}\n"
        )
    };
    let found = |members: &str| -> Vec<String> {
        statuses(&model(members)).into_keys().filter(|id| id.starts_with("one@") || id.starts_with("two@")).collect()
    };
    assert_eq!(found("[p, q]"), ["one@pq", "two@pq"]);
    assert_eq!(found("[p, r]"), Vec::<String>::new());
}

/// The words that a boundary's type says of it hold inside it.
#[test]
fn a_boundary_s_type_gives_trust() {
    let model = |implied: &str| {
        let zone = format!("type zone : boundary {{ implies {{ trust = {implied} }} }}\n");
        compile(&format!("model m\n{zone}boundary b : zone {{\n  process p\n}}\nprocess q\np -> q\n"))
    };
    for trust in ["untrusted", "exposed", "restricted"] {
        let compiled = model(trust);
        let json: serde_json::Value = serde_json::from_str(&crate::formats::json_of(&compiled)).unwrap();
        assert_eq!(json["elements"][0]["trust"], trust);
        // The boundary says it, by its type.
        let boundary = &json["boundaries"][0];
        assert_eq!((&boundary["name"], &json["elements"][0]["boundaries"]), (&"b".into(), &serde_json::json!(["b"])));
        let implied = boundary["implied"].as_u64().unwrap() as usize;
        assert_eq!(json["implied"][implied]["trust"][0], trust);
        assert_eq!(json["implied"][implied]["trust"][1]["type"], "zone");
    }
}

/// A last day that nobody can read closes nothing, and a model with errors passes no gate, whoever asks.
#[test]
fn errors_close_nothing_and_pass_nothing() {
    let model = format!("model m\n{MODEL}");
    let status = |compiled: &Compilation| {
        let id = |found: &&threat::Threat| compiled.findings().id(found) == "injection.sql@web";
        compiled.threats.threats.iter().find(id).unwrap().status
    };
    assert_eq!(status(&compile(&model)), threat::Status::Accepted);
    for unreadable in ["2027-13-01", "unknown", "tomorrow"] {
        let broken = compile(&model.replace("2027-01-31", unreadable));
        assert_eq!(status(&broken), threat::Status::Lapsed, "until = {unreadable}");
        let codes: Vec<&str> = broken.diagnostics.iter().map(|said| said.code.0).collect();
        assert!(!codes.contains(&"decision-without-until") && !codes.contains(&"decision-out-of-date"), "{codes:?}");
    }

    let broken = compile("model m\nactor a\nprocess p {\n  x = 1\n}\na -> p { via = https, carries = [] }\n");
    assert!(broken.incomplete && broken.verdict.threats.is_empty(), "{:?}", broken.verdict);
    assert!(!broken.verdict.passed() && !broken.verdict.judged());
    let json: serde_json::Value = serde_json::from_str(&crate::formats::json_of(&broken)).unwrap();
    assert_eq!((&json["gate"]["passed"], &json["gate"]["judged"]), (&false.into(), &false.into()));
    let report = crate::formats::markdown_of(&broken);
    assert!(report.contains("**gate: not judged, the model has errors**"), "{report}");
}

/// Doing what each message says takes the message away, and brings no other.
#[test]
fn every_repair_repairs() {
    let compiled = compile(MISTAKES);
    let errors: Vec<_> = compiled.diagnostics.iter().filter(|said| said.severity == Severity::Error).collect();
    let mut edits: Vec<(usize, usize, String)> = Vec::new();
    let mut by_hand = Vec::new();
    for said in &errors {
        match said.fixes.first() {
            Some(fix) => edits.extend(
                fix.edits.iter().map(|edit| (edit.span.start as usize, edit.span.end as usize, edit.text.clone())),
            ),
            None => by_hand.push(format!("{}: {}", said.message, said.help.join("; "))),
        }
    }
    edits.sort();
    let mut text = MISTAKES.to_owned();
    for (start, end, new) in edits.iter().rev() {
        text.replace_range(*start..*end, new);
    }
    // What only the author can know is said in words: which of the two is meant.
    assert_eq!(by_hand, HELPS_IN_WORDS, "{text}");
    let text = text.replace("process db\n", "process orders\n").replace("{ encryptd = true }", "");
    // A flow that could not be read had no name that clashes; now it has.
    let text = text.replacen("web -> db { auth", "flow login: web -> db { auth", 1);
    let again = compile(&text);
    let left: Vec<_> = again.diagnostics.iter().filter(|said| said.severity == Severity::Error).collect();
    assert!(left.is_empty(), "{text}\n{left:#?}");
}

const HELPS_IN_WORDS: [&str; 2] = [
    "a process has no attribute `encryptd`: `encrypted` belongs to: store, flow",
    "`db` is declared twice: give one of them another name: names are unique in a model",
];

#[cfg(feature = "cli")]
mod program {
    use std::process::{Command, Output};

    use std::path::PathBuf;

    use super::Path;
    use crate::markdown::fences;

    fn palisade(folder: &Path, threads: &str, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_palisade"));
        command.current_dir(folder).env("RAYON_NUM_THREADS", threads).env("NO_COLOR", "1").args(args);
        command.output().unwrap()
    }

    fn root() -> PathBuf {
        PathBuf::from(env!("CARGO_MANIFEST_DIR"))
    }

    /// What the README shows is what `check` prints, with nothing in between but where it has `…`.
    #[test]
    fn the_readme_shows_what_check_prints() {
        let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
        let block = |language: &str| {
            let all = fences(&readme);
            all.into_iter().find(|fence| fence.language == language).unwrap().body
        };
        let temporary = tempfile::tempdir().unwrap();
        std::fs::write(temporary.path().join("shop.tm"), block("tm")).unwrap();
        let output = palisade(temporary.path(), "2", &["check", "shop.tm", "--today", "2026-11-23"]);
        assert_eq!(output.status.code(), Some(1));
        let printed = String::from_utf8(output.stdout).unwrap();
        let mut rest = printed.as_str();
        for piece in block("text").split("…\n") {
            assert!(piece.lines().count() > 0, "an empty piece");
            let at = rest.find(piece).unwrap_or_else(|| panic!("`check` does not print:\n{piece}\nbut:\n{rest}"));
            rest = &rest[at + piece.len()..];
        }
        assert_eq!(rest, "", "the README ends before `check` does");
    }

    /// A tree whose step is a derived threat is closed by what closes that one.
    #[test]
    fn a_derived_step_offers_what_closes_it() {
        let temporary = tempfile::tempdir().unwrap();
        let written = "threat theft \"Theft\" { on = web, likelihood = high, impact = high, stride = tampering\n  tree {\n    \
                       all {\n      leaf \"Finds the form\" { blocked-by = hide }\n      leaf injection.sql on save\n    }\n  }\n}\n\
                       control hide : network-segmentation { on = web, status = planned }\n";
        let model = format!("model m\n{}{written}", super::MODEL.replace("accept ", "// "));
        std::fs::write(temporary.path().join("m.tm"), model).unwrap();
        let output = palisade(temporary.path(), "2", &["explain", "theft@web", "m.tm", "--today", "2026-11-23"]);
        let text = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(0), "{text}{}", String::from_utf8_lossy(&output.stderr));
        assert!(text.contains("parameterised-queries") && text.contains("hide"), "{text}");
    }

    #[test]
    fn ten_mistakes_end_with_2_and_a_line_each() {
        let temporary = tempfile::tempdir().unwrap();
        std::fs::write(temporary.path().join("shop.tm"), super::MISTAKES).unwrap();
        let output = palisade(temporary.path(), "2", &["check", "shop.tm", "--format", "short"]);
        assert_eq!(output.status.code(), Some(2));
        let text = String::from_utf8(output.stdout).unwrap();
        let errors: Vec<&str> = text.lines().filter(|line| line.contains(": error[")).collect();
        assert_eq!(errors.len(), 12, "{text}");
        assert!(errors.iter().all(|line| line.starts_with("shop.tm:")), "{text}");
        let zero = palisade(temporary.path(), "2", &["check", "shop.tm", "--exit-zero"]);
        assert_eq!(zero.status.code(), Some(2), "`--exit-zero` forgives a failed gate, not an error");
    }

    /// A folder with all that is in it.
    fn copy(from: &Path, to: &Path) {
        std::fs::create_dir_all(to).unwrap();
        for each in std::fs::read_dir(from).unwrap() {
            let each = each.unwrap();
            let target = to.join(each.file_name());
            if each.file_type().unwrap().is_dir() {
                copy(&each.path(), &target);
            } else {
                std::fs::copy(each.path(), target).unwrap();
            }
        }
    }

    #[test]
    fn the_gate_fails_until_somebody_answers_and_again_when_the_answer_runs_out() {
        let temporary = tempfile::tempdir().unwrap();
        copy(&root().join("examples/husky-ai"), temporary.path());
        let check = |day: &str, format: &str| {
            palisade(temporary.path(), "2", &["check", ".", "--today", day, "--format", format])
        };
        let first = check("2026-11-23", "human");
        let text = String::from_utf8(first.stdout).unwrap();
        assert_eq!(first.status.code(), Some(1), "{text}");
        assert!(text.contains("'privilege.exposed-admin@admin-bastion'") && text.contains("operations.tm:"), "{text}");

        let json: serde_json::Value = serde_json::from_slice(&check("2026-11-23", "json").stdout).unwrap();
        let mut answers = String::from("\n");
        for threat in json["threats"].as_array().unwrap() {
            let word = |field: &str| threat[field].as_str().unwrap();
            let open = ["open", "planned", "lapsed", "removing"].contains(&word("status"));
            if open && ["high", "critical"].contains(&word("severity")) {
                let (rule, target) = threat["id"].as_str().unwrap().split_once('@').unwrap();
                answers +=
                    &format!("accept {rule} on {target} {{ because = \"test\", by = @me, until = 2027-12-31 }}\n");
            }
        }
        assert!(answers.lines().count() > 5, "{answers}");
        let model = temporary.path().join("model.tm");
        let text = std::fs::read_to_string(&model).unwrap() + &answers;
        std::fs::write(&model, text).unwrap();
        let answered = check("2026-11-23", "human");
        assert_eq!(answered.status.code(), Some(0), "{}", String::from_utf8_lossy(&answered.stdout));
        assert_eq!(check("2099-01-01", "human").status.code(), Some(1));
    }
}
