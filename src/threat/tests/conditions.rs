//! Conditions in three values: threats, questions, texts, reasons.

use super::build::Build;
use crate::threat::text;

const SQL: &str = "rule injection.sql \"SQL injection from {from} into {to}\" {
  stride = tampering, on = flow
  when = to is sql and from is process and tainted(flow)
  unless = from has parameterised-queries
  fix = \"Bind every value in {from}\"
}";

fn shop() -> Build {
    let mut build = Build::new();
    let visitor = build.element("visitor", "actor", None, "");
    let web = build.element("web", "process", None, "");
    let db = build.element("db", "sql", None, "");
    build.data("comment", "class = public");
    build.data("login", "class = secret");
    build.data("note", "");
    build.flow("post", visitor, web, "carries = comment");
    build.flow("save", web, db, "carries = [comment, login]");
    build
}

#[test]
fn a_rule_fires_with_its_question_and_its_reasons() {
    let mut build = shop();
    let found = build.run(SQL);
    assert_eq!(found.lines(), ["injection.sql@save open"]);
    assert_eq!(found.questions(), ["is `parameterised-queries` in place on The web?"]);
    let threat = &found.threats.threats[0];
    assert_eq!(text::title(found.model, &found.rules, threat), "SQL injection from The web into The db");
    assert_eq!(text::fix(found.model, &found.rules, threat), "Bind every value in The web");
    assert_eq!(
        found.why(),
        [
            "`db` is a `sql`",
            "untrusted input reaches `web`: `visitor → web (post)`",
            "`web` does not say whether it has `parameterised-queries`",
        ]
    );
}

#[test]
fn unknown_gives_a_question_and_no_threat() {
    let rule = "rule a.b \"{d} leaks from {from}\" { stride = information-disclosure, on = flow
        when = any(flow.data, d: d.class >= confidential) }";
    let mut build = shop();
    let web = crate::model::ElementId(1);
    let db = crate::model::ElementId(2);
    build.flow("silent", web, db, "");
    build.flow("noted", web, db, "carries = note");
    build.flow("empty", web, db, "carries = []");
    let found = build.run(rule);
    assert_eq!(found.lines(), ["a.b@save open"]);
    assert_eq!(text::title(found.model, &found.rules, &found.threats.threats[0]), "The login leaks from The web");
    assert_eq!(
        found.questions(),
        ["how is The note classified?", "which data does the flow `silent` from The web to The db carry?"]
    );
    assert_eq!(found.threats.questions[0].raises, ["a.b@noted"]);
    assert_eq!(found.threats.questions[0].answer(found.model), "class = public   // or internal, confidential, secret");
    assert_eq!(found.why(), ["`save` carries `login`", "`login` says `class = secret`"]);
}

#[test]
fn kleene_logic_decides_with_half_of_the_facts() {
    let mut build = shop();
    // `encrypted` is not stated of `save`: unknown.
    for (condition, fires, asks) in [
        ("to is sql and (flow.encrypted or from is process)", true, 0),
        ("flow.encrypted and to is actor", false, 0),
        ("flow.encrypted and to is sql", false, 1),
        ("not flow.encrypted and to is sql", false, 1),
        ("not known(flow.encrypted) and to is sql", true, 0),
        ("to is sql and flow.auth != none", false, 1),
        ("to is sql and not flow.admin", true, 0),
        ("to is sql and count(flow.data) == 2", true, 0),
        ("to is sql and all(flow.data, d: d.class >= public)", true, 0),
        ("to is sql and count(to.holds) > 0", false, 1),
        ("to is sql and from.trust < to.trust", false, 0),
        ("to is sql and from.trust == internal", true, 0),
        ("to is sql and flow.auth in [none, password]", false, 1),
        ("to is sql and connected(from, to) and not connected(to, to)", true, 0),
        ("to is sql and any(flow.data, a: any(flow.data, b: b != a))", true, 0),
    ] {
        let rule = format!("rule a.b \"x\" {{ stride = tampering, on = flow, when = {condition} }}");
        let found = build.run(&rule);
        assert_eq!(!found.lines().is_empty(), fires, "{condition}");
        assert_eq!(found.questions().len(), asks, "{condition}: {:?}", found.questions());
    }
}

#[test]
fn a_protocol_implies_and_the_reason_says_so() {
    let mut build = Build::new();
    let a = build.element("a", "process", None, "");
    let b = build.element("b", "process", None, "");
    build.flow("f", a, b, "via = https");
    let found =
        build.run("rule a.b \"x\" { stride = tampering, on = flow, when = flow.encrypted and flow.via is https }");
    assert_eq!(found.lines(), ["a.b@f open"]);
    assert_eq!(found.why(), ["`f` uses `https`, which implies `encrypted = true`", "`f` says `via = https`"]);
}

#[test]
fn a_narrow_rule_takes_the_place_of_a_broad_one() {
    let mut build = shop();
    let rules = "rule broad.one \"b\" { stride = tampering, on = flow, when = from is process }
        rule narrow.one \"n\" { stride = tampering, on = flow, when = to is sql, supersedes = broad.one }";
    assert_eq!(build.run(rules).lines(), ["narrow.one@save open"]);
}

#[test]
fn out_of_scope_means_no_threats() {
    let mut build = shop();
    build.model.flows[1].out_of_scope = true;
    assert!(build.run(SQL).lines().is_empty());
}

#[test]
fn the_order_of_declaration_changes_nothing() {
    let rule = "rule a.b \"{d}\" { stride = tampering, on = [flow, store]
        when = any(this.data, d: d.class >= public) }";
    let outcome = |swap: bool| {
        let mut build = Build::new();
        let db = build.element("db", "sql", None, "");
        let web = build.element("web", "process", None, "");
        for name in if swap { ["y", "x"] } else { ["x", "y"] } {
            build.data(name, "class = public");
        }
        for name in if swap { ["g", "f"] } else { ["f", "g"] } {
            build.flow(name, web, db, "carries = [x, y]");
        }
        let found = build.run(rule);
        let title = |threat| text::title(found.model, &found.rules, threat);
        (found.lines(), found.threats.threats.iter().map(title).collect::<Vec<String>>(), found.questions())
    };
    assert_eq!(outcome(false), outcome(true));
}
