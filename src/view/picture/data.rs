//! The life of a datum: every flow that carries it and every element that keeps it.

use crate::model::{DataId, Model, Thing};
use crate::schema::{AttrName, attr};
use crate::view::Input;
use crate::view::picture::dfd;
use crate::view::picture::diagram::Diagram;
use crate::view::picture::select::select;
use crate::view::picture::views::{Pattern, View};

/// The picture of a datum's life; `include` of the view adds to it.
pub fn of(input: &Input, view: &View, datum: DataId) -> Diagram {
    let mut own = view.clone();
    own.include.extend(touched(input.model, datum).map(Pattern::One));
    dfd::drawn(input, view, &select(input.model, &own))
}

/// The elements that keep or use a datum, and the flows that carry or return it.
pub fn touched(model: &Model, datum: DataId) -> impl Iterator<Item = Thing> + '_ {
    let names = move |thing: Thing, attributes: [AttrName; 2]| {
        attributes.into_iter().any(|name| model.data_in(thing, name).any(|data| data == datum))
    };
    let elements =
        model.element_ids().map(Thing::Element).filter(move |thing| names(*thing, [attr::HOLDS, attr::USES]));
    let flows = model.flow_ids().map(Thing::Flow).filter(move |thing| names(*thing, [attr::CARRIES, attr::RETURNS]));
    elements.chain(flows)
}
