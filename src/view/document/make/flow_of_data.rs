//! Where data go → what the document gives of it.

use std::borrow::Cow;

use crate::analysis::data_flow;
use crate::model::{ElementId, FlowId, Thing};
use crate::schema::CLASS;
use crate::view::Input;
use crate::view::document::make::place::place;
use crate::view::document::types::flow_of_data::{DataFlow, DataPlace, DataStep, DataViolation};

/// A datum's way, with names in place of ids.
pub(super) fn data_flow<'a>(input: &Input<'a>, found: &data_flow::DataFlow) -> DataFlow<'a> {
    let model = input.model;
    let element = |id: ElementId| Cow::Borrowed(model[id].decl.name.as_str());
    let flow = |id: FlowId| Cow::Borrowed(model[id].decl.name.as_str());
    let elements = |ids: &[ElementId]| ids.iter().map(|id| element(*id)).collect();
    let violation = |violation: &data_flow::Violation| match violation {
        data_flow::Violation::AboveClass { element: id, limit, said_by, at } => DataViolation::AboveClass {
            element: element(*id),
            limit: Cow::Borrowed(CLASS.word(*limit)),
            said_by: Cow::Borrowed(model.name(*said_by)),
            at: place(input, *at),
        },
        data_flow::Violation::LessTrusted { hop } => {
            DataViolation::LessTrusted { element: element(hop.to), flow: flow(hop.flow), reply: hop.reply }
        }
        data_flow::Violation::Jurisdiction { hop, from, to } => DataViolation::Jurisdiction {
            flow: flow(hop.flow),
            reply: hop.reply,
            from: Cow::Owned(from.clone()),
            to: Cow::Owned(to.clone()),
        },
    };
    let steps = |reply: bool| {
        let hops = found.hops.iter().filter(|hop| hop.reply == reply);
        hops.map(|hop| DataStep(flow(hop.flow), hop.protected)).collect()
    };
    DataFlow {
        data: Cow::Borrowed(model.name(Thing::Data(found.data))),
        origins: elements(&found.origins),
        rests: elements(&found.rests),
        reached: found
            .reached
            .iter()
            .filter_map(|it| {
                let (_, step) = it.by?;
                Some(DataPlace(element(it.element), it.hops, flow(step.flow)))
            })
            .collect(),
        goes: steps(false),
        returns: steps(true),
        may_reach: found.may_reach,
        may_reach_first: elements(&found.may_reach_first),
        violations: found.violations.iter().map(violation).collect(),
    }
}
