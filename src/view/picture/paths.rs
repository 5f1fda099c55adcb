//! The ways of attackers: how text from untrusted elements reaches those that have open threats.

use std::collections::BTreeSet;

use crate::model::Thing;
use crate::view::Input;
use crate::view::picture::dfd;
use crate::view::picture::diagram::{Diagram, Emphasis};
use crate::view::picture::select::select;
use crate::view::picture::views::View;

/// The picture of a view with the shortest tainted way to every element with open threats in bold; a view with
/// `of` shows the way to that element alone.
pub fn of(input: &Input, view: &View) -> Diagram {
    let model = input.model;
    let tally = input.tally();
    let goals = model.element_ids().filter(|id| match view.of {
        Some(Thing::Element(only)) => *id == only,
        _ => tally.open(Thing::Element(*id)) > 0,
    });
    let walked = model.graph.taint_flows(model, goals);
    let mut choice = select(model, view);
    let mut part = BTreeSet::new();
    for flow in &mut choice.flows {
        let on = walked.contains(&flow.id);
        flow.emphasis = if on { Emphasis::Strong } else { Emphasis::Faded };
        if on {
            part.extend([flow.from, flow.to]);
        }
    }
    for (shape, emphasis) in &mut choice.shapes {
        if !part.contains(shape) {
            *emphasis = Emphasis::Faded;
        }
    }
    dfd::drawn(input, view, &choice)
}
