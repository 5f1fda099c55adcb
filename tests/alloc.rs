//! A rule that does not fire allocates nothing, whatever it asks. In a binary of its own, since it counts every
//! allocation of the process.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests stop when something is amiss")]

use std::fmt::Write;

use palisade::diag::Severity;
use palisade::driver::{Compilation, MEMORY_ROOT, MemoryWorld, Options, compile};
use palisade::model::date;
use palisade::threat::{Surroundings, derive};

/// Rules that look at every element and every flow with every predicate and every kind of list, and never fire.
const RULES: &[(&str, &str)] = &[
    ("process", "this.trust == untrusted and this is process"),
    ("process", "any(this.incoming, f: f.encrypted == false)"),
    ("process", "not all(this.outgoing, f: f.via is https)"),
    ("process", "count(this.incoming) > 40 or count(this.boundaries) > 9"),
    ("process", "count(model.elements) < 90 or count(model.boundaries) > 1"),
    ("process", "tainted(this) or exposed(this)"),
    ("process", "inside(this, internet) or connected(this, nobody)"),
    ("process", "any(this.data, d: d.format in [json, xml] or d.class == internal)"),
    ("store", "count(this.incoming) != 2 or count(this.data) > 2"),
    ("store", "holds(this, d: d.class == public) or tainted(this)"),
    ("flow", "from.trust < to.trust or from is store"),
    ("flow", "crosses(flow, internet)"),
    ("flow", "any(flow.carries, d: d.personal == true) or any(flow.returns, d: d.class == secret)"),
    ("flow", "any(flow.origins, o: o.trust == untrusted)"),
    ("flow", "not known(flow.carries) or to is store and not together(from, to, network)"),
    ("flow", "flow.via is https and count(flow.origins) > 40"),
    ("flow", "any(flow.origins, o: any(o.incoming, f: any(f.origins, p: p.trust == untrusted)))"),
    ("flow", "flow.via is ftp and to.trust >= internal"),
];

/// A model of so many processes, each with three flows to its neighbours, and one that 40 others call, in which nothing
/// is left unknown that a rule above asks for.
fn model(processes: usize) -> Compilation {
    let mut text = String::from(
        "model quiet \"Quiet\"\ndata plain { class = public, personal = false, format = text }\ndata secrets { class = secret, personal = false, format = text }\n\
         external nobody { trust = internal }\nflow keep: p0 -> vault { via = https, carries = secrets }\n\
         flow pass: hub -> vault { via = https, carries = secrets }\n",
    );
    for (index, (on, when)) in RULES.iter().enumerate() {
        writeln!(text, "rule quiet-{index} \"Never\" {{\n  on = {on}\n  when = {when}\n  stride = tampering\n}}")
            .unwrap();
    }
    // One passes on what 40 others ask: lists longer than any that a small array would hold.
    for index in 0..40 {
        let attrs = "via = https, carries = plain, returns = []";
        writeln!(
            text,
            "external caller{index} {{ trust = internal }}\nflow call{index}: caller{index} -> hub {{ {attrs} }}"
        )
        .unwrap();
    }
    writeln!(text, "boundary inside : network {{\n  trust = internal\n  store vault {{ holds = secrets }}\n  process hub : forwarding").unwrap();
    for index in 0..processes {
        // One in ten passes requests on, so that some flows really come from further away.
        let ty = if index % 10 == 0 { " : forwarding" } else { "" };
        writeln!(text, "  process p{index}{ty}").unwrap();
    }
    writeln!(text, "}}").unwrap();
    for index in 0..processes {
        for step in 1..=3 {
            let to = (index + step) % processes;
            let attrs = "via = https, carries = plain, returns = []";
            writeln!(text, "flow f{index}-{step}: p{index} -> p{to} {{ {attrs} }}").unwrap();
        }
    }
    let mut world = MemoryWorld::new(date(2026, 6, 1).unwrap());
    world.add("quiet.tm", text);
    compile(&world, format!("{MEMORY_ROOT}/quiet.tm").as_ref(), &Options::default()).unwrap()
}

#[test]
fn rules_that_do_not_fire_allocate_nothing() {
    let surroundings = Surroundings::on(date(2026, 6, 1).unwrap());
    // Below the number of targets from which threads share the work, so that all is counted here.
    let allocations = |processes: usize| {
        let compiled = model(processes);
        let errors = || compiled.diagnostics.iter().filter(|each| each.severity == Severity::Error);
        assert!(!compiled.incomplete, "{:#?}", errors().collect::<Vec<_>>());
        let own = compiled.rules.iter().filter(|rule| rule.id.starts_with("quiet-")).cloned().collect::<Vec<_>>();
        assert_eq!(own.len(), RULES.len());
        let mut found = None;
        let counted = allocation_counter::measure(|| found = Some(derive(&compiled.model, &own, &surroundings)));
        let found = found.unwrap();
        assert!(found.threats.is_empty() && found.questions.is_empty(), "{found:#?}");
        counted.count_total
    };
    let (few, many) = (allocations(100), allocations(400));
    // 300 processes and 900 flows more are thousands of evaluations more. What they may cost is that a list of all
    // targets grows.
    assert!(many <= few + 24, "{few} allocations for 100 processes, {many} for 400");
}
