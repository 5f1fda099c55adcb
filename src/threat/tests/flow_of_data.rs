//! Where data goes, on small models; and what may be, against searches from each place.

use proptest::prelude::*;

use super::build::Build;
use crate::analysis::data_flow::{DataFlow, Violation, data_flows};
use crate::model::{ElementId, Graph, Model};

fn flows(build: &mut Build) -> Vec<DataFlow> {
    build.model.graph = Graph::build(&build.model);
    let cover = build.surroundings.cover(&build.model);
    data_flows(&build.model, &cover)
}

fn names(model: &Model, ids: &[ElementId]) -> String {
    ids.iter().map(|id| model[*id].decl.name.as_str()).collect::<Vec<_>>().join(" ")
}

fn ways(model: &Model, flow: &DataFlow) -> Vec<String> {
    flow.reached.iter().map(|it| format!("{}: {}", it.hops, names(model, &flow.way(it.element)))).collect()
}

/// A reader sends `note` to `web`, which keeps it in `db` and sends it to `mail`; `db` returns it.
fn notes() -> Build {
    let mut build = Build::new();
    build.data("note", "class = confidential");
    let reader = build.element("reader", "actor", None, "");
    let web = build.element("web", "process", None, "");
    let db = build.element("db", "sql", None, "holds = note");
    let mail = build.element("mail", "actor", None, "trust = partner");
    build.flow("send", reader, web, "carries = note, returns = note, encrypted = true");
    build.flow("save", web, db, "carries = note, encrypted = false");
    build.flow("tell", web, mail, "carries = note");
    build
}

#[test]
fn a_datum_comes_from_where_it_starts_and_goes_where_flows_say() {
    let mut build = notes();
    let found = flows(&mut build);
    let (model, note) = (&build.model, &found[0]);
    // `reader` and `web` give it to each other; neither keeps it, so it is from the less trusted.
    assert_eq!(names(model, &note.origins), "reader");
    assert_eq!(names(model, &note.rests), "db");
    assert_eq!(ways(model, note), ["0: reader", "1: reader web", "2: reader web db", "2: reader web mail"]);
    let protected: Vec<Option<bool>> = note.hops.iter().map(|hop| hop.protected).collect();
    assert_eq!(protected, [Some(true), Some(true), Some(false), None]);
}

#[test]
fn who_keeps_a_datum_that_nobody_brings_is_where_it_comes_from() {
    let mut build = notes();
    build.data("price", "class = internal");
    build.model.flows[1].decl.attrs = build.attrs(crate::schema::Kind::Flow, "carries = [], returns = price");
    let found = flows(&mut build);
    assert_eq!(names(&build.model, &found[1].origins), "db");
    assert_eq!(ways(&build.model, &found[1]), ["0: db", "1: db web"]);
    // A declared origin counts where the datum is at all.
    build.model.data[1].decl.attrs = build.attrs(crate::schema::Kind::Data, "class = internal, origin = web");
    let found = flows(&mut build);
    assert_eq!(names(&build.model, &found[1].origins), "db web");
    build.model.data[1].decl.attrs = build.attrs(crate::schema::Kind::Data, "class = internal, origin = reader");
    let found = flows(&mut build);
    assert_eq!(names(&build.model, &found[1].origins), "db");
}

#[test]
fn classification_is_violated_by_class_by_trust_and_by_law() {
    let mut build = notes();
    let vault = build.boundary("vault", "network", None, Some("restricted"));
    build.model.boundaries[vault.index()].decl.attrs =
        build.attrs(crate::schema::Kind::Boundary, "max-class = internal, jurisdiction = \"CH\"");
    build.model.elements[2].boundary = Some(vault);
    build.model.elements[1].decl.attrs = build.attrs(crate::schema::Kind::Process, "jurisdiction = \"EU\"");
    let found = flows(&mut build);
    let model = &build.model;
    let told = |violation: &Violation| match violation {
        Violation::AboveClass { element, said_by, .. } => {
            format!("{} above the limit of {}", model[*element].decl.name, model.name(*said_by))
        }
        Violation::LessTrusted { hop } => format!("{} gives to {}", model[hop.from].decl.name, model[hop.to].decl.name),
        Violation::Jurisdiction { hop, from, to } => format!("{} from {from} to {to}", model[hop.flow].decl.name),
    };
    let told: Vec<String> = found[0].violations.iter().map(told).collect();
    // The reader has it anyway.
    assert_eq!(told, ["db above the limit of vault", "web gives to mail", "save from EU to CH"]);
    // Where a limit allows it, it may be given away.
    build.model.elements[3].decl.attrs =
        build.attrs(crate::schema::Kind::Actor, "trust = partner, max-class = confidential");
    assert_eq!(flows(&mut build)[0].violations.len(), 2);
    // What is public may go anywhere.
    build.model.data[0].decl.attrs = build.attrs(crate::schema::Kind::Data, "class = public");
    assert_eq!(flows(&mut build)[0].violations, []);
}

#[test]
fn flows_that_say_nothing_may_bring_anything() {
    let mut build = notes();
    let cache = build.element("cache", "process", None, "");
    let log = build.element("log", "process", None, "");
    build.flow("a", ElementId(1), cache, "");
    build.flow("b", cache, log, "carries = []");
    let found = flows(&mut build);
    assert_eq!((found[0].may_reach, names(&build.model, &found[0].may_reach_first)), (1, "cache".to_owned()));
    build.data("open", "class = public");
    build.model.flows[0].decl.attrs = build.attrs(crate::schema::Kind::Flow, "carries = [note, open], returns = []");
    assert_eq!(flows(&mut build)[1].may_reach, 0);
}

proptest! {
    /// 70 data, so that more than one word of bits is needed.
    #[test]
    fn what_may_be_is_what_searches_find(
        silent in proptest::collection::vec((0..6_u32, 1..6_u32), 0..9),
        held in proptest::collection::vec(0..6_u32, 70),
    ) {
        let mut build = Build::new();
        for index in 0..held.len() {
            build.data(&format!("d{index:02}"), "class = secret");
        }
        for element in 0..6_u32 {
            let holds: Vec<String> =
                held.iter().enumerate().filter(|(_, at)| **at == element).map(|(index, _)| format!("d{index:02}")).collect();
            build.element(&format!("s{element}"), "sql", None, &format!("holds = [{}]", holds.join(", ")));
        }
        for (index, (from, on)) in silent.iter().enumerate() {
            build.flow(&format!("f{index}"), ElementId(*from), ElementId((from + on) % 6), "");
        }
        let found = flows(&mut build);
        for (flow, at) in found.iter().zip(&held) {
            // A silent flow may bring anything both ways.
            let mut seen = vec![*at];
            let mut next = 0;
            while next < seen.len() {
                for (from, on) in &silent {
                    let to = (from + on) % 6;
                    for (one, two) in [(*from, to), (to, *from)] {
                        if one == seen[next] && !seen.contains(&two) {
                            seen.push(two);
                        }
                    }
                }
                next += 1;
            }
            prop_assert_eq!(flow.may_reach, seen.len() - 1);
            seen.remove(0);
            seen.sort_unstable();
            prop_assert_eq!(&flow.may_reach_first, &seen.into_iter().map(ElementId).collect::<Vec<_>>());
        }
    }
}
