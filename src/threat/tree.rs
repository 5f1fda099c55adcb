//! Threat trees: which ways are closed, how likely the whole is, and which way is the cheapest.
//!
//! A leaf is closed when a control that counts blocks it; a derived or written threat as a leaf, when that threat is
//! answered by controls or facts. `all` is closed when one of its ways is, `any` when every one is. Over what is left
//! open, `all` is as likely as its least likely way and costs the sum of all; `any` is as likely as its likeliest way
//! and costs as little as its cheapest. These are the usual rules for ordinal attributes of attack trees (Mauw and
//! Oostdijk, Foundations of Attack Trees, 2005: an attribute domain of minimum and maximum, one of sum and minimum).
//!
//! This file does not know where derived threats come from: it is told how each leaf stands.

use crate::model::{ControlId, Leaf, RulePattern, Target, Tree, Value};
use crate::schema::{AttrName, Kind, attr};

/// Likelihood of a leaf that says none: the middle of the scale.
const MIDDLE: u8 = 3;

/// How a threat stands that is a leaf of a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Stands {
    /// These controls answer it, or facts alone where there are none.
    Answered(Vec<ControlId>),
    /// It is open, and so likely: 1–5.
    Open(u8),
    /// There is no such threat.
    Nowhere,
}

/// How one node of a tree stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Whether it is closed.
    pub closed: bool,
    /// 1–5; of a closed node, what it would be were nothing closed.
    pub likelihood: u8,
    /// In units of the scale, 1–5 a leaf; of a closed node, what it would be were nothing closed.
    pub cost: u32,
    /// Whether it is on the cheapest open way.
    pub cheapest: bool,
    /// How many nodes stand below it; they follow it.
    pub below: usize,
    /// Whether it is a leaf for a threat that is not derived.
    pub nowhere: bool,
}

impl Stands {
    /// How two threats stand that are one step: the step is answered where both are, and as likely as the likelier.
    pub(crate) fn and(self, other: Stands) -> Stands {
        match (self, other) {
            (Stands::Nowhere, only) | (only, Stands::Nowhere) => only,
            (Stands::Open(one), Stands::Open(other)) => Stands::Open(one.max(other)),
            (Stands::Open(likelihood), _) | (_, Stands::Open(likelihood)) => Stands::Open(likelihood),
            (Stands::Answered(mut one), Stands::Answered(other)) => {
                one.extend(other);
                Stands::Answered(one)
            }
        }
    }
}

/// How a tree stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Every node, each before those below it, in the order of the tree. The first is the root.
    pub nodes: Vec<Node>,
    /// The controls that block a step or answer the threat that is one, each once.
    pub controls: Vec<ControlId>,
    /// The likelihood were nothing blocked: 1–5.
    pub inherent: u8,
}

impl Standing {
    /// Whether every way is closed.
    pub fn closed(&self) -> bool {
        self.nodes.first().is_some_and(|root| root.closed)
    }

    /// The likelihood over the open ways, 1–5; `None` where all are closed.
    pub fn likelihood(&self) -> Option<u8> {
        self.nodes.first().filter(|root| !root.closed).map(|root| root.likelihood)
    }

    /// For each node, whether a gate above it is closed, so that it decides nothing.
    pub(crate) fn closed_above(&self) -> Vec<bool> {
        let mut end = 0;
        let above = |(at, node): (usize, &Node)| {
            let above = at < end;
            if node.closed {
                end = end.max(at + node.below + 1);
            }
            above
        };
        self.nodes.iter().enumerate().map(above).collect()
    }

    /// What the cheapest open way costs, in units of the scale; `None` where all are closed.
    pub fn cost(&self) -> Option<u32> {
        self.nodes.first().filter(|root| !root.closed).map(|root| root.cost)
    }
}

/// The leaves of a tree in order, each with the position of its node among [`Standing::nodes`].
pub fn leaves(tree: &Tree) -> Vec<(usize, &Tree)> {
    fn walk<'t>(tree: &'t Tree, at: &mut usize, out: &mut Vec<(usize, &'t Tree)>) {
        let here = *at;
        *at += 1;
        match tree {
            Tree::All(_, parts) | Tree::Any(_, parts) => parts.iter().for_each(|part| walk(part, at, out)),
            Tree::Leaf(_) | Tree::Derived(..) => out.push((here, tree)),
        }
    }
    let mut out = Vec::new();
    walk(tree, &mut 0, &mut out);
    out
}

/// Judges a tree: which controls count, and how threats stand that are leaves.
pub(crate) fn judge(
    tree: &Tree,
    in_count: &dyn Fn(ControlId) -> bool,
    stands: &dyn Fn(&RulePattern, &Target) -> Stands,
) -> Standing {
    let mut judge = Judge { in_count, stands, standing: Standing::default() };
    let (_, inherent) = judge.node(tree);
    let mut standing = judge.standing;
    standing.inherent = inherent;
    standing.controls.sort_unstable();
    standing.controls.dedup();
    if !standing.closed() {
        mark(tree, 0, &mut standing.nodes);
    }
    standing
}

struct Judge<'a> {
    in_count: &'a dyn Fn(ControlId) -> bool,
    stands: &'a dyn Fn(&RulePattern, &Target) -> Stands,
    standing: Standing,
}

/// What a node is worth: closed, likelihood, cost.
#[derive(Clone, Copy)]
struct Worth {
    closed: bool,
    likelihood: u8,
    cost: u32,
}

impl Judge<'_> {
    /// Judges a node; gives its worth, and its likelihood were nothing closed.
    fn node(&mut self, tree: &Tree) -> (Worth, u8) {
        let at = self.standing.nodes.len();
        let empty = Node { closed: false, likelihood: MIDDLE, cost: 0, cheapest: false, below: 0, nowhere: false };
        self.standing.nodes.push(empty);
        let mut nowhere = false;
        let (worth, inherent) = match tree {
            Tree::All(_, parts) => {
                let parts: Vec<(Worth, u8)> = parts.iter().map(|part| self.node(part)).collect();
                let worth = Worth {
                    // All steps are needed: one that is closed closes the way.
                    closed: parts.iter().any(|(part, _)| part.closed),
                    likelihood: parts.iter().map(|(part, _)| part.likelihood).min().unwrap_or(MIDDLE),
                    cost: parts.iter().fold(0, |sum, (part, _)| sum.saturating_add(part.cost)),
                };
                (worth, parts.iter().map(|(_, inherent)| *inherent).min().unwrap_or(MIDDLE))
            }
            Tree::Any(_, parts) => {
                let parts: Vec<(Worth, u8)> = parts.iter().map(|part| self.node(part)).collect();
                let inherent = parts.iter().map(|(_, inherent)| *inherent).max().unwrap_or(MIDDLE);
                // One step is enough: all must be closed; a choice of nothing closes nothing.
                let closed = !parts.is_empty() && parts.iter().all(|(part, _)| part.closed);
                let counted = || parts.iter().map(|(part, _)| part).filter(|part| closed || !part.closed);
                let worth = Worth {
                    closed,
                    likelihood: counted().map(|part| part.likelihood).max().unwrap_or(MIDDLE),
                    cost: counted().map(|part| part.cost).min().unwrap_or(0),
                };
                (worth, inherent)
            }
            Tree::Leaf(leaf) => {
                let before = self.standing.controls.len();
                let blocking = leaf.blocked_by.iter().copied().filter(|control| (self.in_count)(*control));
                self.standing.controls.extend(blocking);
                let closed = self.standing.controls.len() > before;
                let likelihood = stated(leaf, attr::LIKELIHOOD).unwrap_or(MIDDLE);
                let cost = u32::from(stated(leaf, attr::COST).unwrap_or(6 - likelihood));
                (Worth { closed, likelihood, cost }, likelihood)
            }
            Tree::Derived(rule, target) => {
                let (closed, likelihood) = match (self.stands)(rule, target) {
                    Stands::Open(likelihood) => (false, likelihood),
                    Stands::Nowhere => {
                        nowhere = true;
                        (false, MIDDLE)
                    }
                    Stands::Answered(controls) => {
                        self.standing.controls.extend(controls);
                        (true, MIDDLE)
                    }
                };
                (Worth { closed, likelihood, cost: u32::from(6 - likelihood) }, likelihood)
            }
        };
        let below = self.standing.nodes.len() - at - 1;
        if let Some(node) = self.standing.nodes.get_mut(at) {
            let Worth { closed, likelihood, cost } = worth;
            *node = Node { closed, likelihood, cost, cheapest: false, below, nowhere };
        }
        (worth, inherent)
    }
}

/// A word of a leaf on the scale of levels: 1–5.
fn stated(leaf: &Leaf, name: AttrName) -> Option<u8> {
    match leaf.attrs.get(name.on(Kind::Leaf)?).map(|entry| &entry.value) {
        Some(Value::Word(word)) => Some(word + 1),
        _ => None,
    }
}

/// Marks the cheapest open way below an open node; among equals the first.
fn mark(tree: &Tree, at: usize, nodes: &mut [Node]) {
    if let Some(node) = nodes.get_mut(at) {
        node.cheapest = true;
    }
    let (parts, every) = match tree {
        Tree::All(_, parts) => (parts, true),
        Tree::Any(_, parts) => (parts, false),
        Tree::Leaf(_) | Tree::Derived(..) => return,
    };
    let mut places = Vec::with_capacity(parts.len());
    let mut next = at + 1;
    for part in parts {
        places.push((part, next));
        next += nodes.get(next).map_or(0, |node| node.below) + 1;
    }
    if every {
        places.into_iter().for_each(|(part, place)| mark(part, place, nodes));
        return;
    }
    let open = places.into_iter().filter(|(_, place)| nodes.get(*place).is_some_and(|node| !node.closed));
    let cheapest = open.min_by_key(|(_, place)| nodes.get(*place).map_or(u32::MAX, |node| node.cost));
    if let Some((part, place)) = cheapest {
        mark(part, place, nodes);
    }
}
