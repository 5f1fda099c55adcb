//! The table of statuses, and what decisions may and may not do.

use super::build::{Build, day, pattern};
use crate::model::{
    Assumption, Attrs, ControlId, Decl, ElementId, FlowId, Leaf, Target, Thing, ThreatId, Tree, Verb, WrittenThreat,
};
use crate::schema::Kind;
use crate::text::Span;

const RULE: &str = "rule a.b \"x\" { stride = information-disclosure, on = flow, when = to is sql,
    unless = to has firewall, impact = very-high, likelihood = high }
  rule a.c \"y\" { stride = tampering, on = sql, unless = this has rate-limit }";

const FLOW: Thing = Thing::Flow(FlowId(0));
const DB: Thing = Thing::Element(ElementId(1));

fn small() -> Build {
    let mut build = Build::new();
    let web = build.element("web", "process", None, "");
    let db = build.element("db", "sql", None, "");
    build.flow("save", web, db, "");
    build
}

fn statuses(build: &mut Build) -> Vec<String> {
    build.run(RULE).lines()
}

fn on(thing: Thing) -> Target {
    Target::Thing(thing)
}

const FULL: &str = "because = \"x\", by = @cto, until = 2027-01-31";

#[test]
fn nothing_answers() {
    assert_eq!(statuses(&mut small()), ["a.b@save open", "a.c@db open"]);
}

#[test]
fn controls_by_status_and_evidence() {
    let mut build = small();
    let control = build.control("fw", "firewall", &[DB], "status = planned");
    assert_eq!(statuses(&mut build)[0], "a.b@save planned");
    build.model.controls[0].status = 3;
    assert!(statuses(&mut build).contains(&"a.b@save mitigated".to_owned()));
    build.surroundings.broken.push(control);
    assert_eq!(statuses(&mut build)[0], "a.b@save lapsed");
    build.surroundings.broken.clear();
    build.surroundings.passed.push(control);
    assert!(statuses(&mut build).contains(&"a.b@save verified".to_owned()));
}

#[test]
fn a_lacking_technique_is_known_and_asks_nothing() {
    let mut build = Build::new();
    let web = build.element("web", "process", None, "");
    let db = build.element("db", "sql", None, "lacks = [firewall], controls = [rate-limit]");
    build.flow("save", web, db, "");
    let found = build.run(RULE);
    assert_eq!(found.lines(), ["a.b@save open", "a.c@db mitigated"]);
    assert_eq!(found.why(), ["`db` is a `sql`", "`db` lacks `firewall`"]);
}

#[test]
fn each_verb_has_its_status() {
    for (verb, status) in [
        (Verb::Accept, "accepted"),
        (Verb::Warn, "warned"),
        (Verb::Transfer, "transferred"),
        (Verb::Dismiss, "dismissed"),
        (Verb::Remove, "removing"),
    ] {
        let mut build = small();
        build.decide(verb, "a.b", on(FLOW), FULL);
        let found = build.run(RULE);
        assert!(found.lines().contains(&format!("a.b@save {status}")), "{:?}", found.lines());
        assert_eq!(found.codes(), [""; 0]);
        assert_eq!(found.threats.closed_by, [u32::from(verb != Verb::Remove)]);
    }
}

#[test]
fn dates_are_inclusive() {
    let mut build = small();
    build.decide(Verb::Accept, "a.b", on(FLOW), FULL);
    build.surroundings.today = day("2027-01-31");
    assert!(statuses(&mut build).contains(&"a.b@save accepted".to_owned()));
    build.surroundings.today = day("2027-02-01");
    let found = build.run(RULE);
    assert_eq!(found.lines()[0], "a.b@save lapsed");
    assert_eq!(found.codes(), ["decision-out-of-date"]);
}

#[test]
fn the_exact_decision_beats_the_wildcard() {
    let mut build = small();
    build.decide(Verb::Dismiss, "a.*", on(FLOW), FULL);
    build.decide(Verb::Accept, "a.b", on(FLOW), FULL);
    assert!(statuses(&mut build).contains(&"a.b@save accepted".to_owned()));
    // Even where it has expired: the wildcard does not take its place by accident.
    build.model.decisions.clear();
    build.decide(Verb::Dismiss, "a.b", Target::Every, FULL);
    build.decide(Verb::Accept, "a.b", on(FLOW), "because = \"x\", by = @cto, until = 2026-01-01");
    assert_eq!(statuses(&mut build)[0], "a.b@save lapsed");
}

#[test]
fn two_verbs_of_one_rank_are_an_error() {
    let mut build = small();
    build.decide(Verb::Dismiss, "a.b", on(FLOW), FULL);
    build.decide(Verb::Accept, "a.b", on(FLOW), FULL);
    assert_eq!(build.run(RULE).codes(), ["decision-conflict"]);
}

#[test]
fn grave_decisions_need_somebody_and_an_end() {
    let mut build = small();
    build.decide(Verb::Accept, "a.b", on(FLOW), "because = \"x\"");
    assert_eq!(build.run(RULE).codes(), ["decision-without-by", "decision-without-until"]);
    build.model.decisions.clear();
    build.decide(Verb::Dismiss, "a.b", on(FLOW), "because = \"x\", by = @cto");
    assert_eq!(build.run(RULE).codes(), [""; 0]);
    build.model.decisions.clear();
    build.decide(Verb::Accept, "a.c", Target::Every, "because = \"x\"");
    assert_eq!(build.run(RULE).codes(), ["decision-without-until"]);
}

#[test]
fn idle_decisions_are_reported() {
    let mut build = small();
    build.decide(Verb::Accept, "a.b", on(DB), FULL);
    build.decide(Verb::Remove, "a.b", Target::Gone("old".into()), FULL);
    build.decide(Verb::Accept, "a.c", on(DB), FULL);
    build.control("limit", "rate-limit", &[DB], "");
    let mut codes = build.run(RULE).codes();
    codes.sort_unstable();
    assert_eq!(codes, ["decision-matches-nothing", "decision-needless", "removal-done"]);
}

#[test]
fn a_machine_decides_nothing() {
    let mut build = small();
    build.decide(Verb::Accept, "a.b", on(FLOW), FULL);
    build.model.decisions[0].inferred = true;
    assert_eq!(statuses(&mut build)[0], "a.b@save open");
}

fn assume(build: &mut Build, attrs: &str) {
    let attrs = build.attrs(Kind::Assume, attrs);
    let (span, whole) = (Span::NONE, Span::NONE);
    let decl = Decl { name: "as".into(), label: None, called: None, doc: None, span, whole, attrs };
    build.model.assumptions.push(Assumption { decl });
}

#[test]
fn assumptions_answer_when_confirmed_and_in_date() {
    for (attrs, status) in [
        ("about = db, answers = [a.b], status = confirmed", "assumed"),
        ("about = db, answers = [a.b], status = confirmed, expires = 2026-01-01", "lapsed"),
        ("about = db, answers = [a.b], status = unconfirmed", "open"),
        ("about = db, answers = [a.c], status = confirmed", "open"),
        ("about = web, answers = [a.*], status = confirmed", "assumed"),
        ("about = db, status = confirmed", "open"),
        ("about = db, answers = [a.b], status = confirmed, inferred = true", "open"),
    ] {
        let mut build = small();
        assume(&mut build, attrs);
        let expected = format!("a.b@save {status}");
        assert!(statuses(&mut build).contains(&expected), "{attrs}: {:?}", statuses(&mut build));
    }
}

fn write(build: &mut Build, tree: Option<Tree>) {
    let attrs = build.attrs(Kind::Threat, "likelihood = high, impact = high");
    let (span, whole) = (Span::NONE, Span::NONE);
    let decl = Decl { name: "flood".into(), label: None, called: None, doc: None, span, whole, attrs };
    build.model.names.insert("flood".into(), Thing::Threat(ThreatId(0)));
    build.model.threats.push(WrittenThreat { decl, targets: Box::new([DB, FLOW]), tree });
}

#[test]
fn written_threats_close_by_controls_against_them() {
    let mut build = small();
    write(&mut build, None);
    assert_eq!(build.run("").lines(), ["flood@db open", "flood@save open"]);
    build.control("edge", "rate-limit", &[DB], "against = flood, status = in-progress");
    assert_eq!(build.run("").lines(), ["flood@db planned", "flood@save planned"]);
    build.model.controls[0].status = 3;
    assert_eq!(build.run("").lines(), ["flood@db mitigated", "flood@save mitigated"]);
}

#[test]
fn trees_close_when_every_way_is_blocked() {
    let leaf = |by: &[u32]| {
        let blocked_by = by.iter().map(|id| ControlId(*id)).collect();
        Tree::Leaf(Box::new(Leaf { text: "step".into(), blocked_by, attrs: Attrs::default(), span: Span::NONE }))
    };
    for (tree, status) in [
        (Tree::All(None, vec![leaf(&[]), leaf(&[0])]), "mitigated"),
        (Tree::Any(None, vec![leaf(&[]), leaf(&[0])]), "open"),
        (Tree::Any(None, vec![leaf(&[0]), leaf(&[0])]), "mitigated"),
        (Tree::Any(None, vec![leaf(&[0]), leaf(&[1])]), "planned"),
        (Tree::All(None, vec![]), "open"),
        (Tree::Any(None, vec![]), "open"),
        (Tree::Derived(Box::new(pattern("a.c")), on(DB)), "open"),
    ] {
        let mut build = small();
        build.control("c0", "rate-limit", &[], "");
        build.control("c1", "rate-limit", &[], "status = planned");
        write(&mut build, Some(tree));
        assert_eq!(build.run("").lines()[0], format!("flood@db {status}"));
    }
}

#[test]
fn policies_are_threats_of_a_stated_severity() {
    let mut build = small();
    let policy = "policy p \"x\" { on = flow, require = to has firewall, severity = critical }";
    let found = build.run(policy);
    assert_eq!((found.lines().len(), found.questions().len()), (0, 1));
    // What is only claimed keeps it, and is told.
    build.control("fw", "firewall", &[DB], "");
    assert_eq!(build.run(policy).lines(), ["p@save mitigated"]);
    let found = build.run("policy p \"x\" { on = flow, forbid = to is sql, severity = critical }");
    assert_eq!(found.lines(), ["p@save open"]);
    assert_eq!(found.threats.threats[0].residual.severity_word(), "critical");
}
