//! The risk table of the language.

use super::build::Build;
use crate::threat::Surroundings;

/// Likelihood and impact of one flow between elements of these trusts, carrying this datum.
fn flow_risk(from: &str, to: &str, data: &str, rule: &str) -> (u8, u8, u8) {
    let mut build = Build::new();
    build.data("d", data);
    let a = build.element("a", "process", None, &format!("trust = {from}"));
    let b = build.element("b", "process", None, &format!("trust = {to}"));
    build.flow("f", a, b, "carries = d");
    let found = build.run(&format!("rule a.b \"x\" {{ on = flow, when = true, {rule} }}"));
    let risk = found.threats.threats[0].residual;
    (risk.likelihood, risk.impact, risk.severity)
}

#[test]
fn likelihood_follows_who_reaches_the_target() {
    let rule = "stride = tampering, likelihood = medium, impact = high";
    let likelihood = |from| flow_risk(from, "internal", "", rule).0;
    assert_eq!(["untrusted", "partner", "exposed", "internal", "restricted"].map(likelihood), [4, 3, 3, 2, 1]);
}

#[test]
fn impact_is_the_rating_in_the_broken_property() {
    let impact = |stride, data| flow_risk("internal", "internal", data, &format!("stride = {stride}")).1;
    assert_eq!(impact("information-disclosure", "class = public"), 1);
    assert_eq!(impact("information-disclosure", "class = secret"), 5);
    assert_eq!(impact("information-disclosure", "class = internal, personal = true"), 4);
    assert_eq!(impact("information-disclosure", "class = internal, credential = true"), 5);
    assert_eq!(impact("tampering", "class = secret"), 3);
    assert_eq!(impact("tampering", "integrity = very-high"), 5);
    assert_eq!(impact("denial-of-service", "availability = low"), 2);
    assert_eq!(impact("elevation-of-privilege", "class = confidential, integrity = low"), 4);
}

#[test]
fn levels_clamp() {
    let rule = "stride = information-disclosure, impact = max(medium, min(high, rating(flow)))";
    assert_eq!(flow_risk("internal", "internal", "class = public", rule).1, 3);
    assert_eq!(flow_risk("internal", "internal", "class = secret", rule).1, 4);
}

#[test]
fn an_unknown_impact_counts_as_medium_and_asks() {
    let mut build = Build::new();
    let a = build.element("a", "process", None, "");
    let b = build.element("b", "process", None, "");
    build.flow("f", a, b, "");
    let found = build.run("rule a.b \"x\" { on = flow, when = true, stride = information-disclosure }");
    assert_eq!(found.threats.threats[0].residual.impact, 3);
    assert_eq!(found.questions(), ["which data does the flow `f` from The a to The b carry?"]);
    assert_eq!(found.threats.questions[0].rates, ["a.b@f"]);
}

#[test]
fn controls_that_reduce_lower_the_residual_risk_alone() {
    let mut build = Build::new();
    build.data("d", "class = secret");
    let a = build.element("a", "process", None, "trust = untrusted");
    let b = build.element("b", "process", None, "");
    let flow = build.flow("f", a, b, "carries = d");
    build.control("c", "firewall", &[crate::model::Thing::Flow(flow)], "");
    let found =
        build.run("rule a.b \"x\" { on = flow, when = true, stride = information-disclosure, reduces = firewall }");
    let threat = &found.threats.threats[0];
    assert_eq!((threat.inherent.likelihood, threat.residual.likelihood), (4, 2));
    assert_eq!((threat.inherent.severity_word(), threat.residual.severity_word()), ("critical", "high"));
}

#[test]
fn dread_and_cvss_have_four_steps_each() {
    let mut around = Surroundings::on(crate::model::Date::MIN);
    let means = [[2, 2, 3, 3, 4], [3, 3, 3, 3, 3], [6, 6, 6, 6, 6], [8, 8, 8, 8, 8], [10, 10, 10, 10, 10]];
    assert_eq!(means.map(|parts| around.of_dread(parts)), [0, 1, 2, 3, 3]);
    let scores = [0, 1, 39, 40, 69, 70, 89, 90, 100];
    assert_eq!(scores.map(|tenths| around.of_cvss(tenths)), [0, 0, 0, 1, 1, 2, 2, 3, 3]);
    (around.dread, around.cvss) = ([28, 90, 100], [10, 20, 30]);
    assert_eq!(means.map(|parts| around.of_dread(parts)), [1, 1, 1, 1, 3]);
    assert_eq!(scores.map(|tenths| around.of_cvss(tenths)), [0, 0, 3, 3, 3, 3, 3, 3, 3]);
}
