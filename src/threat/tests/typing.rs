//! Errors in rules, each with its code.

use super::build::{compile, vocabulary};

/// The codes of a rule on flows with this body.
fn codes(body: &str) -> Vec<&'static str> {
    let (_, diagnostics) = compile(&vocabulary(), &format!("rule a.b \"x\" {{ stride = tampering, {body} }}"));
    diagnostics.iter().map(|diagnostic| diagnostic.code.0).collect()
}

fn help(body: &str) -> String {
    let (_, diagnostics) = compile(&vocabulary(), &format!("rule a.b \"x\" {{ stride = tampering, {body} }}"));
    diagnostics.iter().flat_map(|diagnostic| diagnostic.help.clone()).collect::<Vec<String>>().join("; ")
}

#[test]
fn what_cannot_mean_anything_is_an_error() {
    for (condition, code) in [
        ("flow.encripted", "condition-unknown-attribute"),
        ("to is postgrse", "condition-unknown-type"),
        ("flow.via is htps", "condition-unknown-type"),
        ("flow.via == htps", "condition-unknown-type"),
        ("from.trust == untrustd", "condition-unknown-word"),
        ("exposd(to)", "condition-unknown-predicate"),
        ("from.trust == 3", "comparison-cannot-hold"),
        ("from == flow", "comparison-cannot-hold"),
        ("flow.auth == unknown", "comparison-with-unknown"),
        ("flow.auth < password", "comparison-unordered"),
        ("flow.carries == from", "comparison-of-list"),
        ("write in flow.purpose", "comparison-cannot-hold"),
        ("from has firewall", "defence-in-when"),
        ("exposed(to, unless: firewall)", "defence-in-when"),
        ("firewall in to.controls", "defence-in-when"),
        ("flow is sql", "type-test-cannot-hold"),
        ("flow.carries", "condition-expected"),
        ("flow.auth", "condition-expected"),
        ("crosses(from)", "condition-wrong-arguments"),
        ("crosses(flow, sql)", "condition-wrong-arguments"),
        ("reaches(from)", "condition-wrong-arguments"),
        ("any(flow.data)", "condition-wrong-arguments"),
        ("any(flow.data, from: from.class >= public)", "condition-bad-binder"),
        ("any(flow.data, a: any(flow.data, b: any(flow.data, c: any(flow.data, d: d == a))))", "condition-bad-binder"),
        ("rating(to)", "condition-wrong-arguments"),
    ] {
        assert_eq!(codes(&format!("on = flow, when = {condition}")), [code], "{condition}");
    }
}

#[test]
fn other_parts_of_a_rule() {
    assert_eq!(codes("on = flow, when = true, unless = from has fierwall"), ["condition-unknown-technique"]);
    assert_eq!(codes("on = data, when = true, unless = this has firewall"), ["has-on-wrong-kind"]);
    assert_eq!(codes("on = process, when = this is sql"), ["type-test-cannot-hold"]);
    assert_eq!(codes("on = process, when = from is sql"), ["condition-unknown-name"]);
    assert_eq!(codes("on = process"), ["rule-without-when"]);
    assert_eq!(codes("on = sql"), [""; 0]);
    assert_eq!(codes("on = sqll"), ["rule-wrong-scope"]);
    assert_eq!(codes("on = flow, when = true, likelihood = hgh"), ["level-expected"]);
    assert_eq!(codes("on = flow, when = true, impact = rating(form)"), [""; 0], "a name of the model, looked up later");
    assert_eq!(codes("on = flow, when = true, fix = \"see {d}\""), ["template-unknown-name"]);
    assert_eq!(codes("on = flow, when = any(flow.data, d: d.personal), fix = \"see {d}\""), [""; 0]);
    assert_eq!(
        codes("on = flow, when = not any(flow.data, d: d.personal), fix = \"see {d}\""),
        ["template-unknown-name"]
    );
}

#[test]
fn the_nearest_word_is_offered() {
    assert_eq!(help("on = flow, when = flow.encripted"), "did you mean `encrypted`?");
    assert_eq!(help("on = flow, when = from.trust == untrustd"), "did you mean `untrusted`?");
    assert_eq!(help("on = flow, when = to is https"), "`https` is a protocol: say `flow.via is https`");
    assert!(help("on = flow, when = flow.auth == unknown").contains("not known(x)"));
}

#[test]
fn every_mistake_is_reported_in_one_run() {
    let found =
        codes("on = flow, when = flow.encripted and to is nothing, unless = to has nothing, likelihood = often");
    assert_eq!(
        found,
        ["condition-unknown-attribute", "condition-unknown-type", "condition-unknown-technique", "level-expected"]
    );
}

#[test]
fn a_name_of_no_model_is_reported_when_the_model_is_known() {
    let mut build = super::build::Build::new();
    build.element("web", "process", None, "");
    let found = build.run("policy p \"x\" { on = process, forbid = this == wbe }");
    assert_eq!(found.codes(), ["condition-unknown-name"]);
    assert_eq!(found.threats.diagnostics[0].help, ["did you mean `web`?"]);
}

#[test]
fn typed_rules_survive_the_blob() {
    let text = "rule a.b \"x {d}\" { stride = tampering, on = flow
        when = any(flow.data, d: d.class in [public, secret] and d.retention > 90d) and crosses(flow, network)
        unless = not exposed(to, unless: firewall) or reaches(from, to)
        impact = max(low, min(high, rating(to))) }";
    let (rules, _) = compile(&vocabulary(), text);
    let bytes = postcard::to_stdvec(&rules).unwrap_or_default();
    let read: Result<Vec<crate::rules::Rule>, _> = postcard::from_bytes(&bytes);
    let mut expected = rules;
    expected[0].span = crate::text::Span::NONE;
    // Whether a thing of the model has the name of a type matters to the model's own rules alone.
    expected[0].names.clear();
    assert_eq!(read, Ok(expected));
}
