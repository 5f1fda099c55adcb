//! A threat tree: how a threat comes true, step by step, and which steps are blocked; without coordinates.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::model::{ControlId, Leaf, Mode, RulePattern, StatementSource, Target, ThreatId, Tree};
use crate::schema::{row, word};
use crate::threat::{Status, Threat};
use crate::view::picture::diagram::{Diagram, Direction, Edge, End, Legend, Node, NodeKind, Threats};
use crate::view::picture::views::View;
use crate::view::{Input, words};

/// A threat tree.
#[derive(Clone, Debug, PartialEq)]
pub struct ThreatTree {
    /// Starts every id and class of the drawing.
    pub id_prefix: String,
    /// Title of the picture; may be empty.
    pub title: String,
    /// What it shows, for those who hear it read out.
    pub description: String,
    /// The threat itself; its one child is the tree.
    pub root: Branch,
    /// Which way it grows.
    pub direction: Direction,
}

impl ThreatTree {
    /// The same as nodes and arrows, for formats that know nothing else.
    pub fn as_diagram(&self) -> Diagram {
        let mut diagram = Diagram {
            id_prefix: self.id_prefix.clone(),
            title: self.title.clone(),
            description: self.description.clone(),
            direction: if self.direction == Direction::Auto { Direction::Down } else { self.direction },
            legend: Legend::None,
            ..Diagram::default()
        };
        let mut stack = vec![(&self.root, None)];
        while let Some((branch, parent)) = stack.pop() {
            let at = diagram.nodes.len();
            let (kind, gate) = match branch.role {
                Role::Goal => (NodeKind::External, ""),
                Role::All => (NodeKind::Collapsed, "all of"),
                Role::Any => (NodeKind::Collapsed, "any of"),
                Role::Step | Role::Derived => (NodeKind::Process, ""),
            };
            let label = if branch.label.trim().is_empty() { gate } else { branch.label.as_str() };
            let mut words: Vec<String> = Vec::new();
            words.extend(Some(gate.to_owned()).filter(|gate| !gate.is_empty() && gate != label));
            words.extend(branch.values.iter().cloned());
            words.extend(branch.by.iter().map(|control| format!("blocked by {control}")));
            words.extend(branch.planned.iter().map(|control| format!("planned: {control}")));
            let threats = if branch.blocked { Threats::AllClosed } else { Threats::None };
            diagram.nodes.push(Node {
                type_label: words.join("; "),
                threats,
                ..Node::new(format!("p{at}"), label, kind)
            });
            if let Some(parent) = parent {
                let edge = Edge::new(format!("e{at}"), at as u32, "", End::Node(parent), End::Node(at));
                diagram.edges.push(Edge { mark: Some(String::new()), out_of_scope: branch.blocked, ..edge });
            }
            stack.extend(branch.children.iter().rev().map(|child| (child, Some(at))));
        }
        diagram
    }
}

/// What a part of a tree is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The threat that the tree is of.
    Goal,
    /// Every child is needed.
    All,
    /// One child is enough.
    Any,
    /// A step.
    Step,
    /// A derived threat as a step.
    Derived,
}

/// A part of a tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Branch {
    /// What it is.
    pub role: Role,
    /// What the reader reads; empty for a gate without words.
    pub label: String,
    /// Likelihood, cost and the like of a step, each `name: value`.
    pub values: Vec<String>,
    /// Whether controls in force block every way through it.
    pub blocked: bool,
    /// Labels of the controls in force that block a step.
    pub by: Vec<String>,
    /// Labels of controls that would block it once they are in place.
    pub planned: Vec<String>,
    /// What it consists of, in order.
    pub children: Vec<Branch>,
}

/// The tree of a written threat; a threat without a tree has a goal and nothing else.
pub fn of(input: &Input, view: &View, id: ThreatId) -> ThreatTree {
    let written = &input.model[id];
    let found = ByTarget::of(input);
    let children: Vec<Branch> = written.tree.iter().map(|tree| branch(input, &found, tree)).collect();
    let blocked = !children.is_empty() && children.iter().all(|child| child.blocked);
    let root = Branch { blocked, children, ..empty(Role::Goal, written.decl.title()) };
    ThreatTree {
        id_prefix: view.name.to_string(),
        title: view.title.clone(),
        description: view.description.clone(),
        root,
        direction: view.direction,
    }
}

fn empty(role: Role, label: &str) -> Branch {
    Branch {
        role,
        label: label.to_owned(),
        values: Vec::new(),
        blocked: false,
        by: Vec::new(),
        planned: Vec::new(),
        children: Vec::new(),
    }
}

/// The derived threats by their targets, in order.
struct ByTarget<'a>(FxHashMap<SmolStr, Vec<&'a Threat>>);

impl<'a> ByTarget<'a> {
    fn of(input: &Input<'a>) -> ByTarget<'a> {
        let mut found: FxHashMap<SmolStr, Vec<&Threat>> = FxHashMap::default();
        for threat in &input.threats.threats {
            let mut names: Vec<SmolStr> = threat.places().map(|(thing, _)| input.model.name(thing).into()).collect();
            names.push(input.target(threat));
            names.sort_unstable();
            names.dedup();
            names.into_iter().for_each(|name| found.entry(name).or_default().push(threat));
        }
        ByTarget(found)
    }
}

fn branch(input: &Input, found: &ByTarget, tree: &Tree) -> Branch {
    let parts = |parts: &[Tree]| parts.iter().map(|part| branch(input, found, part)).collect::<Vec<_>>();
    let words = |label: &Option<SmolStr>| label.as_deref().unwrap_or_default().to_owned();
    match tree {
        Tree::All(label, of) => {
            let children = parts(of);
            // All steps are needed: one that is blocked blocks the way.
            let blocked = children.iter().any(|child| child.blocked);
            Branch { blocked, children, ..empty(Role::All, &words(label)) }
        }
        Tree::Any(label, of) => {
            let children = parts(of);
            let blocked = !children.is_empty() && children.iter().all(|child| child.blocked);
            Branch { blocked, children, ..empty(Role::Any, &words(label)) }
        }
        Tree::Leaf(leaf) => step(input, leaf),
        Tree::Derived(rule, target) => derived(input, found, rule, target),
    }
}

fn step(input: &Input, leaf: &Leaf) -> Branch {
    let model = input.model;
    let (by, planned): (Vec<ControlId>, Vec<ControlId>) =
        leaf.blocked_by.iter().copied().partition(|id| in_force(input, *id));
    let titles = |ids: Vec<ControlId>| ids.into_iter().map(|id| model[id].decl.title().to_owned()).collect();
    let values = leaf.attrs.iter().filter(|entry| row(entry.id).name != "blocked-by");
    let values = values.map(|entry| format!("{}: {}", row(entry.id).name, words::value(model, entry.id, &entry.value)));
    Branch {
        blocked: !by.is_empty(),
        values: values.collect(),
        by: titles(by),
        planned: titles(planned),
        ..empty(Role::Step, &leaf.text)
    }
}

/// Implemented, and none of its evidence broken.
fn in_force(input: &Input, id: ControlId) -> bool {
    let control = &input.model[id];
    let things = control.named().flat_map(|thing| input.cover.of(thing));
    let broken = things.filter(|it| it.source == StatementSource::Control(id)).any(|it| it.from > Mode::InForce);
    control.status == word::control_status::IMPLEMENTED && !broken
}

/// A derived threat is blocked when it was derived and controls close it, as the engine has it for the tree's threat:
/// decisions close a threat, but stop nobody.
fn derived(input: &Input, found: &ByTarget, rule: &RulePattern, target: &Target) -> Branch {
    let model = input.model;
    let about: Vec<&Threat> = match target {
        Target::Every => input.threats.threats.iter().collect(),
        Target::Thing(_) | Target::Between(..) => found.0.get(&model.target(target)).cloned().unwrap_or_default(),
        Target::Inside(_) | Target::Gone(_) => Vec::new(),
    };
    let found = about.into_iter().filter(|it| rule.matches(input.rule_id(it)));
    let found: Vec<&Threat> = found.collect();
    let on = model.target(target);
    let label = match found.as_slice() {
        [one] => input.title(one),
        _ => format!("{}@{on}", rule.text),
    };
    let worst = found.iter().max_by_key(|it| it.residual.severity);
    let values = worst.map(|it| format!("severity: {}", it.residual.severity_word())).into_iter().collect();
    let stopped = |status: Status| matches!(status, Status::Mitigated | Status::Verified);
    let blocked = !found.is_empty() && found.iter().all(|it| stopped(it.status));
    Branch { blocked, values, ..empty(Role::Derived, &label) }
}
