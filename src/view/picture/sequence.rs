//! A scenario as a sequence of messages between lifelines, which boundaries group; without coordinates.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{BoundaryId, End, FlowId, Model, ScenarioId, Thing};
use crate::schema::{Kind, TRUST, attr};
use crate::view::picture::diagram::{NodeKind, Threats};
use crate::view::picture::views::View;
use crate::view::{Input, words};

/// A sequence diagram.
///
/// Invariants: every index points into its list; a group's parent stands before it; the lifelines of a group stand
/// side by side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sequence {
    /// Starts every id and class of the drawing.
    pub id_prefix: String,
    /// Title of the picture; may be empty.
    pub title: String,
    /// What it shows, for those who hear it read out.
    pub description: String,
    /// Boundaries, parents first.
    pub groups: Vec<Group>,
    /// Who takes part, from left to right.
    pub lifelines: Vec<Lifeline>,
    /// What is sent, from top to bottom.
    pub messages: Vec<Message>,
}

/// A boundary around lifelines.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Its name.
    pub id: String,
    /// What the reader reads.
    pub label: String,
    /// Its trust in words; empty for none.
    pub trust: String,
    /// Index of the group around it.
    pub parent: Option<usize>,
    /// First and last of its lifelines.
    pub lifelines: (usize, usize),
}

/// Somebody or something that takes part.
#[derive(Clone, Debug, PartialEq)]
pub struct Lifeline {
    /// Its name.
    pub id: String,
    /// What the reader reads.
    pub label: String,
    /// What it stands for; decides the shape of its head.
    pub kind: NodeKind,
    /// Index of the innermost group around it.
    pub group: Option<usize>,
    /// How its threats stand.
    pub threats: Threats,
}

/// One message, or its reply.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// Name of the flow.
    pub id: String,
    /// The step of the scenario, from 1; of a reply, that of the request.
    pub number: u32,
    /// What the reader reads; may be empty.
    pub label: String,
    /// What it carries, in words; may be empty.
    pub data: String,
    /// Index of who sends it.
    pub from: usize,
    /// Index of who gets it; never the sender.
    pub to: usize,
    /// Whether it is what comes back: drawn dashed, without a number.
    pub reply: bool,
    /// How the threats of the flow stand; of a reply, none.
    pub threats: Threats,
}

/// The sequence of a scenario.
pub fn of(input: &Input, view: &View, scenario: ScenarioId) -> Sequence {
    let model = input.model;
    let tally = input.tally();
    let mark = |thing: Thing| if view.show.threats { tally.mark(thing) } else { Threats::None };
    let steps: Vec<FlowId> = model
        .things(Thing::Scenario(scenario), attr::STEPS)
        .filter_map(|step| if let Thing::Flow(id) = step { Some(id) } else { None })
        .filter(|id| model[*id].from != model[*id].to)
        .collect();
    let mut seen: Vec<(Vec<BoundaryId>, End)> = Vec::new();
    let mut known: FxHashSet<End> = FxHashSet::default();
    for end in steps.iter().flat_map(|id| [model[*id].from, model[*id].to]) {
        if known.insert(end) {
            let mut around: Vec<BoundaryId> = model.enclosing(end.thing()).collect();
            around.reverse();
            seen.push((around, end));
        }
    }
    let mut sequence = Sequence {
        id_prefix: view.name.to_string(),
        title: view.title.clone(),
        description: view.description.clone(),
        ..Sequence::default()
    };
    let mut order = Vec::new();
    let mut placer = Placer { model, trust: view.show.trust, groups: &mut sequence.groups, order: &mut order };
    placer.place(&seen.iter().collect::<Vec<_>>(), 0, None);
    sequence.lifelines = order
        .iter()
        .map(|(end, group)| {
            let decl = model.decl(end.thing());
            let kind = match model.kind(end.thing()) {
                Kind::Actor => NodeKind::Actor,
                Kind::External => NodeKind::External,
                Kind::Store => NodeKind::Store,
                Kind::Boundary => NodeKind::Collapsed,
                _ => NodeKind::Process,
            };
            let (id, label) = (decl.name.to_string(), decl.title().to_owned());
            Lifeline { id, label, kind, group: *group, threats: mark(end.thing()) }
        })
        .collect();
    let places: FxHashMap<End, usize> = order.iter().enumerate().map(|(at, (end, _))| (*end, at)).collect();
    let at = |end: End| places.get(&end).copied().unwrap_or_default();
    let sent = steps.iter().enumerate().map(|(index, id)| {
        let flow = &model[*id];
        let message = Message {
            id: flow.decl.name.to_string(),
            number: index as u32 + 1,
            label: flow.decl.label.as_deref().unwrap_or("").to_owned(),
            data: words::said(model, Thing::Flow(*id), attr::CARRIES),
            from: at(flow.from),
            to: at(flow.to),
            reply: false,
            threats: mark(Thing::Flow(*id)),
        };
        let reply = model.graph.replies(*id).then(|| words::said(model, Thing::Flow(*id), attr::RETURNS));
        (message, reply)
    });
    sequence.messages = with_replies(sent);
    sequence
}

/// Puts replies where they come: after everything that the one who was asked does next.
fn with_replies(sent: impl Iterator<Item = (Message, Option<String>)>) -> Vec<Message> {
    let mut out: Vec<Message> = Vec::new();
    let mut waiting: Vec<(Message, Option<String>)> = Vec::new();
    let answer = |(asked, reply): (Message, Option<String>)| {
        reply.map(|data| Message {
            label: String::new(),
            data,
            from: asked.to,
            to: asked.from,
            reply: true,
            threats: Threats::None,
            ..asked
        })
    };
    for (message, reply) in sent {
        while let Some(last) = waiting.pop_if(|(asked, _)| asked.to != message.from) {
            out.extend(answer(last));
        }
        out.push(message.clone());
        waiting.push((message, reply));
    }
    while let Some(last) = waiting.pop() {
        out.extend(answer(last));
    }
    out
}

/// Gives lifelines their order: as they come first in the story, but those of a boundary side by side.
struct Placer<'a> {
    model: &'a Model,
    trust: bool,
    groups: &'a mut Vec<Group>,
    order: &'a mut Vec<(End, Option<usize>)>,
}

impl Placer<'_> {
    fn place(&mut self, ends: &[&(Vec<BoundaryId>, End)], depth: usize, group: Option<usize>) {
        let mut inside: FxHashMap<BoundaryId, Vec<&(Vec<BoundaryId>, End)>> = FxHashMap::default();
        for end in ends {
            if let Some(boundary) = end.0.get(depth) {
                inside.entry(*boundary).or_default().push(end);
            }
        }
        for (around, end) in ends {
            let Some(boundary) = around.get(depth).copied() else {
                self.order.push((*end, group));
                continue;
            };
            // The first of a boundary brings the others along.
            let Some(within) = inside.remove(&boundary) else { continue };
            let decl = &self.model[boundary].decl;
            let trust = self.model[boundary].trust.filter(|_| self.trust).map_or("", |level| TRUST.word(level));
            let (at, first) = (self.groups.len(), self.order.len());
            self.groups.push(Group {
                id: decl.name.to_string(),
                label: decl.title().to_owned(),
                trust: trust.to_owned(),
                parent: group,
                lifelines: (first, first),
            });
            self.place(&within, depth + 1, Some(at));
            let last = self.order.len().saturating_sub(1);
            if let Some(own) = self.groups.get_mut(at) {
                own.lifelines.1 = last;
            }
        }
    }
}
