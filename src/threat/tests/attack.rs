//! Attack paths on small models.

use super::build::{Build, Outcome};
use crate::analysis::paths::{Ask, AttackPaths, Hop, Path, STEPS, THOROUGH};
use crate::model::Thing;
use crate::threat::attack::attack_paths_within;

/// `visitor → edge → app → db`, where `db` keeps what is confidential; `admin → app` from inside.
fn shop() -> Build {
    let mut build = Build::new();
    build.data("order", "class = confidential");
    let visitor = build.element("visitor", "actor", None, "");
    let edge = build.element("edge", "proxy", None, "");
    let app = build.element("app", "process", None, "");
    let db = build.element("db", "sql", None, "holds = order");
    let admin = build.element("admin", "actor", None, "trust = internal");
    build.flow("f1", visitor, edge, "carries = []");
    build.flow("f2", edge, app, "carries = []");
    build.flow("f3", app, db, "carries = []");
    build.flow("f4", admin, app, "carries = []");
    build
}

const RULES: &str = "
rule inject.sql \"x\" { stride = tampering, on = flow, when = to is sql, unless = from has parameterised-queries, likelihood = high }
rule leak.all \"x\" { stride = information-disclosure, on = sql, unless = this has firewall, likelihood = very-high, impact = high }
rule flood.all \"x\" { stride = denial-of-service, on = flow, when = from.trust == untrusted, likelihood = very-high, impact = high }";

fn paths(outcome: &Outcome<'_>, ask: &Ask) -> AttackPaths {
    let cover = outcome.surroundings.cover(outcome.model);
    outcome.findings(&cover).attack_paths(ask)
}

fn told(outcome: &Outcome<'_>, found: &AttackPaths) -> Vec<String> {
    let model = outcome.model;
    let hop = |hop: &Hop| format!("{}{}:{}", model[hop.flow].decl.name, if hop.reply { "<" } else { "" }, hop.cost);
    let path = |path: &Path| {
        let hops: Vec<String> = path.hops.iter().map(hop).collect();
        format!("{} to {} = {}: {}", model[path.source].decl.name, model.name(path.asset), path.cost, hops.join(" "))
    };
    found.paths.iter().map(path).collect()
}

fn names(outcome: &Outcome<'_>, things: &[Thing]) -> Vec<String> {
    things.iter().map(|thing| outcome.model.name(*thing).to_owned()).collect()
}

const ALL: Ask = Ask { from: None, to: None, limit: 10, thorough: true };

#[test]
fn a_step_costs_what_its_threats_and_their_answers_make_it() {
    let mut build = shop();
    let outcome = build.run(RULES);
    let found = paths(&outcome, &ALL);
    // No threat lets anybody into `edge` or `app`: 10 each. `leak.all@db` has likelihood 5, so the last step costs 1.
    assert_eq!(told(&outcome, &found), ["visitor to order = 21: f1:10 f2:10 f3:1"]);
    assert_eq!((found.found, found.sources.len(), found.every_pair), (1, 1, true));
    let last = &found.paths[0].hops[2];
    let ids = |indices: &[u32]| -> Vec<String> {
        let id = |index: &u32| outcome.id(*index);
        indices.iter().map(|index| id(index).to_string()).collect()
    };
    assert_eq!(ids(&last.possible), ["leak.all@db", "inject.sql@f3"]);
    assert!(last.stopped.is_empty());

    // A control against the leak: the next cheapest threat counts, and the control is named.
    let db = crate::model::ElementId(3);
    build.control("wall", "firewall", &[Thing::Element(db)], "");
    let outcome = build.run(RULES);
    let found = paths(&outcome, &ALL);
    // `inject.sql@f3` is high, so 4; nothing untrusted calls `db` itself, so it stays 4: the step costs 2.
    assert_eq!(told(&outcome, &found), ["visitor to order = 22: f1:10 f2:10 f3:2"]);
    let last = &found.paths[0].hops[2];
    let id = |index: u32| outcome.id(index);
    assert_eq!(last.stopped.iter().map(|index| id(*index).to_string()).collect::<Vec<_>>(), ["leak.all@db"]);
    assert_eq!(last.controls.len(), 1);

    // The other one as well: the cheaper of the two guarded ways, 6 − 5 + 3.
    let app = crate::model::ElementId(2);
    build.control("bind", "parameterised-queries", &[Thing::Element(app)], "");
    let outcome = build.run(RULES);
    assert_eq!(told(&outcome, &paths(&outcome, &ALL)), ["visitor to order = 24: f1:10 f2:10 f3:4"]);
}

#[test]
fn choke_points_and_the_cut_of_a_chain() {
    let mut build = shop();
    let outcome = build.run(RULES);
    let found = paths(&outcome, &ALL);
    let chokes = found.assets[0].chokes.clone().unwrap_or_default();
    assert_eq!(names(&outcome, &chokes), ["f1", "edge", "f2", "app", "f3"]);
    assert_eq!(names(&outcome, &found.cut), ["f1"]);

    // Beside it a partner who calls `app`: the ways meet there.
    let shipper = build.element("shipper", "actor", None, "trust = partner");
    build.flow("f5", shipper, crate::model::ElementId(2), "carries = []");
    let outcome = build.run(RULES);
    let found = paths(&outcome, &ALL);
    assert_eq!(
        told(&outcome, &found),
        ["shipper to order = 11: f5:10 f3:1", "visitor to order = 21: f1:10 f2:10 f3:1"]
    );
    assert_eq!(names(&outcome, &found.assets[0].chokes.clone().unwrap_or_default()), ["app", "f3"]);
    assert_eq!(names(&outcome, &found.cut), ["app"]);
}

#[test]
fn beyond_the_limit_only_the_cheapest_path_to_each_asset_is_searched() {
    let mut build = shop();
    let shipper = build.element("shipper", "actor", None, "trust = partner");
    build.flow("f5", shipper, crate::model::ElementId(2), "carries = []");
    let outcome = build.run(RULES);
    let cover = outcome.surroundings.cover(outcome.model);
    let within = |most: usize| attack_paths_within(most, outcome.findings(&cover), &ALL);
    // Two sources, five steps looked at twice, six elements and one place.
    let all = 2 * (5 * 2 + 6 + 1);
    let (every, cheapest) = (within(all), within(all - 1));
    assert!(every.every_pair && !cheapest.every_pair);
    let [by_shipper, by_visitor] = ["shipper to order = 11: f5:10 f3:1", "visitor to order = 21: f1:10 f2:10 f3:1"];
    assert_eq!((every.found, told(&outcome, &every)), (2, vec![by_shipper.to_owned(), by_visitor.to_owned()]));
    assert_eq!((cheapest.found, told(&outcome, &cheapest)), (1, vec![by_shipper.to_owned()]));
    // What looks at the shape alone is the same.
    assert_eq!((&every.cut, &every.assets), (&cheapest.cut, &cheapest.assets));
    // What the book says of the limits.
    assert_eq!((STEPS, THOROUGH), (8_388_608, 134_217_728));
}

#[test]
fn what_is_asked_for_is_what_is_looked_at() {
    let mut build = shop();
    let outcome = build.run(RULES);
    let element = |name: &str| match outcome.model.names.get(name) {
        Some(Thing::Element(id)) => *id,
        _ => panic!("no element {name}"),
    };
    let from_app = paths(&outcome, &Ask { from: Some(element("app")), ..ALL });
    assert_eq!(told(&outcome, &from_app), ["app to order = 1: f3:1"]);
    let to_app = paths(&outcome, &Ask { to: Some(Thing::Element(element("app"))), ..ALL });
    assert_eq!(told(&outcome, &to_app), ["visitor to app = 20: f1:10 f2:10"]);
    let none = paths(&outcome, &Ask { from: Some(element("db")), ..ALL });
    assert_eq!((told(&outcome, &none), none.found, none.cut.len()), (Vec::new(), 0, 0));
    assert_eq!(none.assets[0].chokes, None);
    let limited = paths(&outcome, &Ask { limit: 0, ..ALL });
    assert_eq!((limited.paths.len(), limited.found), (0, 1));
}

#[test]
fn replies_are_steps_where_they_bring_data_and_outsiders_are_no_aim() {
    let mut build = shop();
    let partner = build.element("mailer", "actor", None, "trust = partner");
    build.flow("f5", crate::model::ElementId(2), partner, "carries = order");
    let outcome = build.run(RULES);
    // What `mailer` was given is no aim, and without a reply it sends nothing.
    assert_eq!(told(&outcome, &paths(&outcome, &ALL)), ["visitor to order = 20: f1:10 f2:10"]);
    build.flow("f6", crate::model::ElementId(2), partner, "carries = [], returns = order");
    let outcome = build.run(RULES);
    assert_eq!(
        told(&outcome, &paths(&outcome, &ALL)),
        ["mailer to order = 10: f6<:10", "visitor to order = 20: f1:10 f2:10"]
    );
}
