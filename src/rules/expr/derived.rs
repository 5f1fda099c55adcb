//! Attributes as conditions compute them, one documented row each.

use crate::rules::expr::{Derived, Ty};
use crate::schema::{Kind, KindSet, TRUST};

/// One row of [`DERIVED`].
#[derive(Debug)]
pub struct DerivedInfo {
    /// Its name.
    pub name: &'static str,
    /// Which kinds have it.
    pub on: KindSet,
    /// What computes it.
    pub(crate) derived: Derived,
    /// One sentence: what it says.
    pub doc: &'static str,
}

const FLOW: KindSet = KindSet::of(&[Kind::Flow]);
const DATA: KindSet = KindSet::of(&[Kind::Data]);
const BOUNDARY: KindSet = KindSet::of(&[Kind::Boundary]);
const MODEL: KindSet = KindSet::of(&[Kind::Model]);
const ELEMENTS: KindSet = KindSet::ELEMENTS;
const PLACES: KindSet = ELEMENTS.and(BOUNDARY);

/// Every attribute that conditions compute.
pub static DERIVED: &[DerivedInfo] = &[
    row("incoming", ELEMENTS, Derived::Incoming, "The flows that end at it."),
    row("outgoing", ELEMENTS, Derived::Outgoing, "The flows that start at it."),
    row(
        "data",
        ELEMENTS.and(FLOW).and(MODEL),
        Derived::Data,
        "What a flow carries and returns; what an element holds and uses, and what its flows carry and return; all data of the model.",
    ),
    row(
        "boundaries",
        ELEMENTS.and(MODEL),
        Derived::Boundaries,
        "The boundaries around an element, from the inside out, then those that lie across; all boundaries of the model.",
    ),
    row("type", PLACES.and(DATA), Derived::Type, "Its type."),
    row(
        "trust",
        PLACES,
        Derived::Trust,
        "Its own trust, else that of the innermost boundary around it that has one, else what its kind has.",
    ),
    row("from", FLOW, Derived::From, "What the flow starts at."),
    row("to", FLOW, Derived::To, "What the flow ends at."),
    row("enters", FLOW, Derived::Enters, "The boundaries that the flow gets into."),
    row("leaves", FLOW, Derived::Leaves, "The boundaries that the flow gets out of."),
    row(
        "callers",
        FLOW,
        Derived::Callers,
        "Who is at the door: the start, or, where that forwards or is a client, the people and programs behind it. Nobody, where a person uses a client: it owes its user nothing.",
    ),
    row(
        "origins",
        FLOW,
        Derived::Origins,
        "Whose words and wishes arrive: its callers, seen through what acts for others as well, such as a web application or an agent.",
    ),
    row("flows", DATA.and(MODEL), Derived::Flows, "The flows that carry or return the datum; all flows of the model."),
    row("places", DATA, Derived::Places, "The elements that the datum gets to."),
    row(
        "elements",
        BOUNDARY.and(MODEL),
        Derived::Elements,
        "The elements inside the boundary at any depth, or its members where it lies across; all elements of the model.",
    ),
    row("parents", BOUNDARY, Derived::Parents, "The boundaries around it, from the inside out."),
];

const fn row(name: &'static str, on: KindSet, derived: Derived, doc: &'static str) -> DerivedInfo {
    DerivedInfo { name, on, derived, doc }
}

impl DerivedInfo {
    /// What it gives, in words: "a list, each a flow".
    pub fn describe(&self) -> String {
        self.derived.ty().describe()
    }
}

impl Derived {
    /// Its name.
    pub fn word(self) -> &'static str {
        DERIVED.iter().find(|row| row.derived == self).map_or("", |row| row.name)
    }

    pub(super) fn ty(self) -> Ty {
        let list = |kinds| Ty::List(Box::new(Ty::Thing(kinds)));
        match self {
            Derived::Incoming | Derived::Outgoing | Derived::Flows => list(FLOW),
            Derived::Data => list(DATA),
            Derived::Boundaries | Derived::Enters | Derived::Leaves | Derived::Parents => list(BOUNDARY),
            Derived::Type => Ty::Type,
            Derived::Trust => Ty::Word(&TRUST),
            Derived::From | Derived::To => Ty::Thing(PLACES),
            Derived::Callers | Derived::Origins => list(PLACES),
            Derived::Places | Derived::Elements => list(ELEMENTS),
        }
    }
}
