//! Makes realistic models of any size: the same size gives the same bytes.
//!
//! A model of `n` elements has 1.5 `n` flows and a boundary for every 8 elements, nested three deep.
//! Blocks of 104 elements repeat: the people and services outside, then a region with an exposed, an
//! internal and a restricted zone, each with machines. Most flows stay in their block. Types,
//! protocols, data sets and controls are those of the packs, so that rules have something to find.
//!
//! Used by benchmarks and tests alike. It must not use the compiler.

#![allow(dead_code, reason = "every crate that includes this folder uses a part of it")]

mod dice;
mod python;
mod text;

pub use dice::Dice;
pub use python::pytm;
pub use text::files;

/// Elements in a boundary.
const IN_BOUNDARY: usize = 8;
/// Boundaries in a block, and where in a block each one lies: the outside, the region, three zones, machines.
const BLOCK: usize = 13;
const PARENTS: [Option<usize>; BLOCK] =
    [None, None, Some(1), Some(2), Some(2), Some(1), Some(5), Some(5), Some(1), Some(8), Some(8), Some(8), Some(8)];

/// What kind of place a boundary is; decides what lives there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Outside: people, services of others.
    Outside,
    /// What faces the outside.
    Exposed,
    /// Services.
    Internal,
    /// Stores.
    Restricted,
}

/// The four kinds of elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A person.
    Actor,
    /// A system of others.
    External,
    /// Code.
    Process,
    /// Data at rest.
    Store,
}

/// A boundary of the plan.
#[derive(Clone, Debug)]
pub struct Boundary {
    /// Its name, unique in the model.
    pub name: String,
    /// Index of the boundary around it.
    pub parent: Option<usize>,
    /// What lives in it.
    pub place: Place,
    /// The type of the packs.
    pub of: &'static str,
}

/// An element of the plan.
#[derive(Clone, Debug)]
pub struct Element {
    /// Its name, unique in the model.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// The type of the packs; empty for none.
    pub of: &'static str,
    /// Index of its boundary.
    pub boundary: usize,
    /// Random bits from which the writer chooses attributes.
    pub dice: u64,
}

/// A flow of the plan; its name is `f` and its index.
#[derive(Clone, Debug)]
pub struct Flow {
    /// Index of the element that starts it; never a store.
    pub from: usize,
    /// Index of the other end; never the same.
    pub to: usize,
    /// Random bits from which the writer chooses attributes.
    pub dice: u64,
}

/// A model before it is written down in some language.
#[derive(Clone, Debug)]
pub struct Plan {
    /// In order of the blocks; a parent comes before its children.
    pub boundaries: Vec<Boundary>,
    /// Eight to a boundary, in order of the boundaries.
    pub elements: Vec<Element>,
    /// Three for two elements.
    pub flows: Vec<Flow>,
    /// How many data sets there are, `d0` and up.
    pub data: usize,
}

/// Plans a model of that many elements (at least 2).
pub fn plan(elements: usize) -> Plan {
    let mut dice = Dice(0x7061_6c69_7361_6465);
    let count = elements.max(2);
    let boundaries: Vec<Boundary> = (0..count.div_ceil(IN_BOUNDARY)).map(boundary).collect();
    let elements: Vec<Element> = (0..count)
        .map(|index| {
            let boundary = index / IN_BOUNDARY;
            let place = boundaries.get(boundary).map_or(Place::Internal, |boundary| boundary.place);
            let dice = dice.roll();
            let (kind, of) = inhabitant(place, index, dice);
            let name = format!("{}-{index}", if of.is_empty() { "user" } else { of });
            Element { name, kind, of, boundary, dice }
        })
        .collect();
    let flows = flows(&elements, &mut dice);
    Plan { boundaries, elements, flows, data: count / 20 + 6 }
}

fn boundary(index: usize) -> Boundary {
    let (block, within) = (index / BLOCK, index % BLOCK);
    let parent = PARENTS.get(within).copied().flatten().map(|parent| block * BLOCK + parent);
    let (place, of, word) = match within {
        0 => (Place::Outside, "internet", "outside"),
        1 => (Place::Internal, "cloud-account", "region"),
        2 => (Place::Exposed, "subnet", "edge"),
        5 => (Place::Internal, "subnet", "core"),
        8 => (Place::Restricted, "subnet", "inner"),
        3 | 4 => (Place::Exposed, "machine", "host"),
        6 | 7 => (Place::Internal, "container", "pod"),
        _ => (Place::Restricted, "machine", "host"),
    };
    Boundary { name: format!("{word}-{index}"), parent, place, of }
}

fn inhabitant(place: Place, index: usize, dice: u64) -> (Kind, &'static str) {
    use Kind::{Actor, External, Process, Store};
    const OUTSIDE: [(Kind, &str); 8] = [
        (Actor, ""),
        (Actor, ""),
        (Actor, ""),
        (Process, "browser"),
        (External, "email-provider"),
        (External, "payment-provider"),
        (External, "saas"),
        (External, "llm-provider"),
    ];
    const EXPOSED: [(Kind, &str); 6] = [
        (Process, "web-app"),
        (Process, "reverse-proxy"),
        (Process, "api-gateway"),
        (Process, "web-service"),
        (Process, "graphql-service"),
        (Store, "cache"),
    ];
    const INTERNAL: [(Kind, &str); 9] = [
        (Process, "service"),
        (Process, "service"),
        (Process, "worker"),
        (Process, "web-service"),
        (Process, "batch-job"),
        (Process, "agent"),
        (Process, "serverless-function"),
        (Store, "queue"),
        (Store, "redis"),
    ];
    const RESTRICTED: [(Kind, &str); 9] = [
        (Process, "service"),
        (Process, "worker"),
        (Store, "postgres"),
        (Store, "postgres"),
        (Store, "mongodb"),
        (Store, "object-store"),
        (Store, "vault"),
        (Store, "elasticsearch"),
        (Store, "log-store"),
    ];
    let (list, at): (&[(Kind, &'static str)], usize) = match place {
        Place::Outside => (&OUTSIDE, index),
        Place::Exposed => (&EXPOSED, dice as usize % 97),
        Place::Internal => (&INTERNAL, dice as usize % 97),
        Place::Restricted => (&RESTRICTED, dice as usize % 97),
    };
    list.get(at % list.len()).copied().unwrap_or((Process, "service"))
}

/// One flow to every element from an earlier one near it, so that all hang together; then as many
/// again by half, mostly within a block.
fn flows(elements: &[Element], dice: &mut Dice) -> Vec<Flow> {
    let block = BLOCK * IN_BOUNDARY;
    let starts = |index: usize| elements.get(index).is_some_and(|element| element.kind != Kind::Store);
    let mut flows = Vec::with_capacity(elements.len() * 3 / 2);
    while flows.len() < elements.len() * 3 / 2 {
        let number = flows.len();
        let to = if number < elements.len() { number } else { dice.below(elements.len()) };
        let near = if number < elements.len() || dice.below(20) < 17 { block } else { elements.len() };
        // The stretch in which the start is looked for; element 0 is a person and can always start.
        let first = to.saturating_sub(near / 2);
        let last = (first + near).min(elements.len());
        let mut from = first + dice.below(last - first);
        while !starts(from) || from == to {
            from = if from == 0 { elements.len() - 1 } else { from - 1 };
        }
        flows.push(Flow { from, to, dice: dice.roll() });
    }
    flows
}
