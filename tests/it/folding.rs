//! Which of two threats on one target is told: the narrower one stands for the broader one if it says no less.

use std::path::PathBuf;

use palisade::driver::{Compilation, MemoryWorld, Options, run};
use palisade::model::parse_date;

fn compile(model: &str) -> Compilation {
    let mut world = MemoryWorld::new(parse_date("2026-11-23").unwrap());
    world.add(".git/HEAD", "x");
    world.add("model.tm", model);
    world.add("docs/review.md", "reviewed");
    let mut run = run(&world, &[PathBuf::from("model.tm")], &Options::default());
    let compiled = run.compilations.pop().unwrap();
    let warnings = ["rule-without-example", "decision-matches-nothing", "decision-needless"];
    let said = compiled.diagnostics.iter().filter(|said| !warnings.contains(&said.code.0));
    assert_eq!(said.count(), 0, "{model}\n{:#?}", compiled.diagnostics);
    compiled
}

/// `rule status` of every threat of the model's own rules on `p`, by rule.
fn standing(model: &str) -> Vec<String> {
    let compiled = compile(model);
    let found = compiled.threats.threats.iter().map(|found| {
        let id = compiled.findings().id(found);
        format!("{} {}", id.trim_end_matches("@p"), found.status.word())
    });
    let mut found: Vec<String> = found.filter(|line| !line.contains('@') && !line.contains('.')).collect();
    found.sort();
    found
}

/// A rule on `p` that says something more.
fn rule(name: &str, risk: [&str; 2], more: &str) -> String {
    let [likelihood, impact] = risk;
    format!(
        "rule {name} \"R\" {{ stride = tampering, on = process, when = exposed(this), likelihood = {likelihood}\n\
         impact = {impact}, fix = \"x\", refs = [\"CWE-20\"], {more} }}\n"
    )
}

const PLAIN: &str = "model m\nprocess p { trust = internal, memory-safe = true, parses = [], availability = low }\nactor u\n\
                     u -> p { via = https, auth = session, carries = [], returns = [] }\n";

const MIDDLE: [&str; 2] = ["medium", "medium"];

/// A narrow rule `a` that supersedes `b`, and what else the model says.
fn pair(a: ([&str; 2], &str), b: ([&str; 2], &str), more: &str) -> Vec<String> {
    let narrow = rule("a", a.0, &format!("supersedes = b, {}", a.1));
    standing(&format!("{PLAIN}{narrow}{}{more}", rule("b", b.0, b.1)))
}

#[test]
fn a_threat_folds_into_one_that_is_as_severe() {
    assert_eq!(pair((MIDDLE, ""), (MIDDLE, ""), ""), ["a open"]);
    assert_eq!(pair((["high", "high"], ""), (MIDDLE, ""), ""), ["a open"]);
    assert_eq!(pair((["very-low", "very-low"], ""), (MIDDLE, ""), ""), ["a open", "b open"]);
    // Severities count, and not how they come about.
    assert_eq!(pair((["very-high", "low"], ""), (["low", "high"], ""), ""), ["a open"]);
}

#[test]
fn nothing_open_folds_into_what_is_closed() {
    let limit = "unless = this has rate-limit";
    let control = "control c : rate-limit { on = p, status = implemented }\n";
    assert_eq!(pair((MIDDLE, limit), (MIDDLE, ""), control), ["a mitigated", "b open"]);
    assert_eq!(pair((MIDDLE, limit), (MIDDLE, limit), control), ["a mitigated"]);
    assert_eq!(pair((MIDDLE, ""), (MIDDLE, limit), control), ["a open"]);
    let planned = control.replace("implemented", "planned");
    assert_eq!(pair((MIDDLE, limit), (MIDDLE, ""), &planned), ["a planned", "b open"]);
    let always = "unless = this.memory-safe";
    assert_eq!(pair((MIDDLE, always), (MIDDLE, ""), ""), ["a mitigated", "b open"]);
    for (verb, more, status) in [
        ("accept", "", "accepted"),
        ("dismiss", "", "dismissed"),
        ("warn", "notice = \"so\", ", "warned"),
        ("transfer", "to = @them, ", "transferred"),
        ("remove", "", "removing"),
    ] {
        let decided =
            |rule: &str| format!("{verb} {rule} on p {{ because = \"x\", {more}by = @me, until = 2027-01-31 }}\n");
        assert_eq!(pair((MIDDLE, ""), (MIDDLE, ""), &decided("a")), [format!("a {status}"), "b open".to_owned()]);
        assert_eq!(pair((MIDDLE, ""), (MIDDLE, ""), &decided("b")), ["a open"]);
        assert_eq!(pair((MIDDLE, ""), (MIDDLE, ""), &(decided("a") + &decided("b"))), [format!("a {status}")]);
    }
    let assumed = "assume s \"S\" { about = p, answers = a, status = confirmed, owner = @me, expires = 2027-01-31 }\n";
    assert_eq!(pair((MIDDLE, ""), (MIDDLE, ""), assumed), ["a assumed", "b open"]);
}

/// What is only claimed is worth less than what has evidence, also where it lowers a risk.
#[test]
fn claims_do_not_stand_for_evidence_nor_the_other_way_round() {
    let (limit, quota) = ("unless = this has rate-limit", "unless = this has quota");
    let control = |name: &str, technique: &str, evidence: &str| {
        format!("control {name} : {technique} {{ on = p, status = implemented{evidence} }}\n")
    };
    let evidence = ", evidence = file \"docs/review.md\"";
    let shown = control("r", "rate-limit", evidence) + &control("q", "quota", "");
    assert_eq!(pair((MIDDLE, limit), (MIDDLE, quota), &shown), ["a mitigated", "b mitigated"]);
    let shown = control("r", "rate-limit", "") + &control("q", "quota", evidence);
    assert_eq!(pair((MIDDLE, limit), (MIDDLE, quota), &shown), ["a mitigated"]);
    // Both are low with every control in force, and the broader one is grave without its claim.
    let grave = ["very-high", "very-high"];
    let claimed = "control w : web-application-firewall { on = p, status = implemented, strength = very-high }\n";
    let lowered = "reduces = web-application-firewall";
    assert_eq!(pair((["low", "very-high"], ""), (grave, lowered), claimed), ["a open", "b open"]);
    assert_eq!(pair((grave, lowered), (grave, lowered), claimed), ["a open"]);
}

#[test]
fn chains_and_circles() {
    let chain = |weights: [[&str; 2]; 3]| {
        let [a, b, c] = weights;
        let rules = [rule("a", a, "supersedes = b"), rule("b", b, "supersedes = c"), rule("c", c, "")];
        let there = standing(&format!("{PLAIN}{}", rules.concat()));
        let back: String = rules.iter().rev().map(String::as_str).collect();
        assert_eq!(standing(&format!("{PLAIN}{back}")), there);
        there
    };
    let (light, grave) = (["low", "low"], ["high", "very-high"]);
    assert_eq!(chain([MIDDLE, MIDDLE, MIDDLE]), ["a open"]);
    assert_eq!(chain([grave, MIDDLE, light]), ["a open"]);
    assert_eq!(chain([MIDDLE, light, MIDDLE]), ["a open", "c open"]);
    assert_eq!(chain([light, MIDDLE, MIDDLE]), ["a open", "b open"]);
    assert_eq!(chain([light, MIDDLE, grave]), ["a open", "b open", "c open"]);
    // Round a circle the gravest stays; among equals the first by name.
    let circle = |weights: [[&str; 2]; 2]| {
        let [a, b] = weights;
        standing(&format!("{PLAIN}{}{}", rule("a", a, "supersedes = b"), rule("b", b, "supersedes = a")))
    };
    assert_eq!(circle([MIDDLE, MIDDLE]), ["a open"]);
    assert_eq!(circle([grave, light]), ["a open"]);
    assert_eq!(circle([light, grave]), ["b open"]);
}

#[test]
fn a_violation_folds_into_no_threat() {
    let policy = "policy b \"B\" { on = process, forbid = exposed(this), severity = low }\n";
    let narrow = rule("a", ["very-high", "very-high"], "supersedes = b");
    assert_eq!(standing(&format!("{PLAIN}{narrow}{policy}")), ["a open", "b open"]);
}

/// A rule of the model whose threat is light, closed or decided about hides no built-in threat; one that says as much
/// does, and is listed.
#[test]
fn a_model_hides_no_built_in_threat() {
    const SHOP: &str = "model shop\ndata order { class = confidential, integrity = high }\n\
        boundary internet { trust = untrusted\n  actor visitor\n}\nboundary cloud { trust = internal\n  process web\n  \
        store db : postgres { holds = order }\n}\nvisitor -> web { via = https, auth = session, carries = order }\n\
        save: web -> db { via = sql-tls, auth = password, carries = order }\n";
    let found = |rule: &str, more: &str| {
        let body = format!(
            "stride = tampering, on = flow, supersedes = injection.sql, fix = \"none\", refs = [\"CWE-89\"], {rule}"
        );
        let compiled = compile(&format!("{SHOP}rule x \"X\" {{ {body} }}\n{more}"));
        let ids = compiled.threats.threats.iter().map(|found| compiled.findings().id(found));
        let hidden = !ids.collect::<Vec<_>>().contains(&"injection.sql@web".into());
        let kinds = &compiled.loosening.kinds;
        let listed = kinds.iter().find(|kind| kind.info.code.0 == "superseded-builtin").unwrap();
        assert_eq!(
            listed.matters[0].text,
            format!(
                "`x` supersedes `injection.sql` and stands for {} threat{}",
                u8::from(hidden),
                if hidden { "" } else { "s" }
            )
        );
        hidden
    };
    let grave = "when = to is sql, likelihood = very-high, impact = very-high";
    assert!(found(grave, ""));
    for light in [
        "when = to is sql, likelihood = very-low, impact = very-low",
        "when = to is sql, likelihood = medium, impact = low",
    ] {
        assert!(!found(light, ""), "{light}");
    }
    assert!(!found(&format!("{grave}, unless = to is postgres"), ""));
    assert!(!found(grave, "accept x on save { because = \"x\", by = @me, until = 2027-01-31 }\n"));
    assert!(!found(grave, "dismiss x on * { because = \"x\", by = @me }\n"));
    assert!(!found(&grave.replace("to is sql", "to is sql and from is actor"), ""));
}
