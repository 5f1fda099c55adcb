//! Where each datum is: the flows that carry or return it, and the elements that keep, use, send or receive it.

use crate::model::{DataId, ElementId, FlowId, Thing, Value};
use crate::rules::eval::Run;
use crate::rules::eval::ids;

/// For each datum, its flows and places, each sorted and without repetition.
pub(crate) struct DataIndex {
    flows: Vec<Vec<FlowId>>,
    places: Vec<Vec<ElementId>>,
}

impl DataIndex {
    pub(crate) fn build(run: &Run<'_>) -> DataIndex {
        let model = run.model;
        let mut flows = vec![Vec::new(); model.data.len()];
        let mut places = vec![Vec::new(); model.data.len()];
        for id in model.followed_flows() {
            for attr in [ids::CARRIES, ids::RETURNS] {
                for data in data_of(run.attr(Thing::Flow(id), &[attr])) {
                    push(&mut flows, data, id);
                    for end in [model[id].from, model[id].to] {
                        if let Some(element) = end.element() {
                            push(&mut places, data, element);
                        }
                    }
                }
            }
        }
        for id in model.element_ids() {
            for attrs in [&ids::KEPT[..], &[ids::USES]] {
                for data in data_of(run.attr(Thing::Element(id), attrs)) {
                    push(&mut places, data, id);
                }
            }
        }
        for list in &mut flows {
            list.dedup();
        }
        for list in &mut places {
            list.sort_unstable();
            list.dedup();
        }
        DataIndex { flows, places }
    }

    /// The flows that carry or return a datum.
    pub(crate) fn flows(&self, data: DataId) -> &[FlowId] {
        self.flows.get(data.index()).map_or(&[], Vec::as_slice)
    }

    /// The elements that keep, use, send or receive a datum.
    pub(crate) fn places(&self, data: DataId) -> &[ElementId] {
        self.places.get(data.index()).map_or(&[], Vec::as_slice)
    }
}

/// The data that a value names.
pub(crate) fn data_of(value: &Value) -> impl Iterator<Item = DataId> + '_ {
    value.items().iter().filter_map(|item| match item {
        Value::Thing(Thing::Data(id)) => Some(*id),
        _ => None,
    })
}

fn push<T>(lists: &mut [Vec<T>], data: DataId, item: T) {
    if let Some(list) = lists.get_mut(data.index()) {
        list.push(item);
    }
}
