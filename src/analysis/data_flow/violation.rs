//! Where the classification of a datum is violated by where it goes.

use rustc_hash::FxHashMap;

use crate::analysis::data_flow::{Hop, Reached};
use crate::model::{DataId, ElementId, Model, Origin, Thing, Value};
use crate::schema::{attr, word};
use crate::text::Span;

/// A place where a datum must not be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Violation {
    /// Its class is above the highest that may be there.
    AboveClass {
        /// Where it is.
        element: ElementId,
        /// The highest class that may be there: a position on the scale of classes.
        limit: u8,
        /// Who says so: the element, or a boundary around it.
        said_by: Thing,
        /// Where that is said.
        at: Span,
    },
    /// Confidential or secret, it is handed to somebody untrusted or a partner, from whom it does not come and
    /// of whom nobody says up to which class data may be there.
    LessTrusted {
        /// The first step that does.
        hop: Hop,
    },
    /// Confidential, secret or personal, it leaves a jurisdiction for another.
    Jurisdiction {
        /// The step.
        hop: Hop,
        /// From whose law.
        from: String,
        /// To whose law.
        to: String,
    },
}

/// What is wrong with where a datum goes: by place, in the order in which it gets there; then by flow.
pub(super) fn violations(model: &Model, data: DataId, reached: &[Reached], hops: &[Hop]) -> Vec<Violation> {
    let thing = Thing::Data(data);
    let class = match model.get(thing, attr::CLASS).value {
        Value::Word(class) => Some(*class),
        _ => None,
    };
    let confidential = word::class::CONFIDENTIAL;
    let high = class.is_some_and(|class| class >= confidential);
    let mut found = Vec::new();
    let partner = word::trust::PARTNER;
    // The first step down to each element; looked for once, since a datum may have as many steps as the model has flows.
    let mut handed: FxHashMap<ElementId, &Hop> = FxHashMap::default();
    for hop in hops.iter().filter(|hop| high && model[hop.to].trust < model[hop.from].trust) {
        handed.entry(hop.to).or_insert(hop);
    }
    for at in reached {
        let limit = limit(model, at.element);
        if let (Some(class), Some((limit, said_by, span))) = (class, limit)
            && class > limit
        {
            found.push(Violation::AboveClass { element: at.element, limit, said_by, at: span });
        }
        let trust = model[at.element].trust;
        // Whoever it comes from has it anyway, and where a limit is stated, that decides.
        if high
            && limit.is_none()
            && at.hops > 0
            && trust <= partner
            && let Some(hop) = handed.get(&at.element)
        {
            found.push(Violation::LessTrusted { hop: **hop });
        }
    }
    if high || model.flag(thing, attr::PERSONAL) {
        for hop in hops {
            if let (Some(from), Some(to)) = (law(model, hop.from), law(model, hop.to))
                && from != to
            {
                found.push(Violation::Jurisdiction { hop: *hop, from: from.to_owned(), to: to.to_owned() });
            }
        }
    }
    found
}

/// The highest class that may be at an element, who says so, and where.
fn limit(model: &Model, element: ElementId) -> Option<(u8, Thing, Span)> {
    let found = model.get(Thing::Element(element), attr::MAX_CLASS);
    let said_by = match found.origin {
        Origin::Boundary(boundary, _) => Thing::Boundary(boundary),
        _ => Thing::Element(element),
    };
    match found.value {
        Value::Word(limit) => Some((*limit, said_by, model.origin_span(found.origin))),
        _ => None,
    }
}

/// Whose law applies at an element.
fn law(model: &Model, element: ElementId) -> Option<&str> {
    model.text(Thing::Element(element), attr::JURISDICTION)
}
