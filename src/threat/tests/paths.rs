//! Crossings, reachability, exposure and taint.

use super::build::Build;
use crate::model::Thing;

fn fires(build: &mut Build, on: &str, condition: &str) -> Vec<String> {
    let rule = format!("policy p \"x\" {{ on = {on}, forbid = {condition} }}");
    build.run(&rule).lines().into_iter().map(|line| line.replace("p@", "").replace(" open", "")).collect()
}

/// `visitor → edge → app → db`, `admin → app`; `edge` is a proxy in the network `dmz`.
fn chain() -> Build {
    let mut build = Build::new();
    let net = build.boundary("net", "network", None, Some("internal"));
    let dmz = build.boundary("dmz", "network", Some(net), Some("exposed"));
    build.data("order", "class = confidential");
    let visitor = build.element("visitor", "actor", None, "");
    let edge = build.element("edge", "proxy", Some(dmz), "");
    let app = build.element("app", "process", Some(net), "");
    let db = build.element("db", "sql", Some(net), "");
    let admin = build.element("admin", "actor", None, "trust = internal");
    build.flow("f1", visitor, edge, "carries = order");
    build.flow("f2", edge, app, "carries = order");
    build.flow("f3", app, db, "carries = [], returns = order");
    build.flow("f4", admin, app, "");
    build
}

#[test]
fn crossings_by_boundary_and_type() {
    let mut build = chain();
    assert_eq!(fires(&mut build, "flow", "crosses(flow)"), ["f1", "f2", "f4"]);
    assert_eq!(fires(&mut build, "flow", "crosses(flow, dmz)"), ["f1", "f2"]);
    assert_eq!(fires(&mut build, "flow", "crosses(flow, network) and not crosses(flow, dmz)"), ["f4"]);
    assert_eq!(fires(&mut build, "element", "inside(this, net)"), ["app", "db", "edge"]);
    assert_eq!(fires(&mut build, "flow", "together(from, to, network)"), ["f3"]);
    assert_eq!(fires(&mut build, "flow", "any(flow.enters, b: b.trust == exposed)"), ["f1"]);
}

#[test]
fn exposure_and_taint() {
    let mut build = chain();
    assert_eq!(fires(&mut build, "element", "exposed(this)"), ["app", "db", "edge"]);
    assert_eq!(fires(&mut build, "flow", "tainted(flow)"), ["f1", "f2", "f3"]);
    assert_eq!(fires(&mut build, "flow", "any(flow.origins, o: o is actor)"), ["f1", "f2", "f4"]);
    assert_eq!(fires(&mut build, "element", "exposed(this, unless: forwarding)"), [""; 0]);
    assert_eq!(fires(&mut build, "data", "any(this.places, p: p is store)"), ["order"]);
}

#[test]
fn reaching_with_data_and_guards() {
    let mut build = chain();
    assert_eq!(fires(&mut build, "element", "reaches(admin, this)"), ["app", "db"]);
    assert_eq!(fires(&mut build, "element", "reaches(db, this, carrying: order)"), ["app"]);
    assert_eq!(fires(&mut build, "element", "reaches(visitor, this, carrying: order)"), ["app", "edge"]);
}

#[test]
fn a_guard_is_known_unknown_or_absent() {
    let condition = "not exposed(this, unless: rate-limit)";
    let rule = format!("rule a.b \"x\" {{ stride = denial-of-service, on = sql, unless = {condition} }}");
    let mut build = chain();
    // Nobody says: open, with one question for each place on the way.
    let found = build.run(&rule);
    assert_eq!(found.lines(), ["a.b@db open"]);
    assert_eq!(found.questions().len(), 6);
    // On the only way: closed.
    build.control("limit", "rate-limit", &[Thing::Element(crate::model::ElementId(1))], "");
    assert_eq!(build.run(&rule).lines(), ["a.b@db mitigated"]);
    // A second way around it: open again.
    build.flow("f5", crate::model::ElementId(0), crate::model::ElementId(2), "");
    assert_eq!(build.run(&rule).lines(), ["a.b@db open"]);
}
