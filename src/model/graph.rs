//! How elements hang together: the flow graph and what follows from it alone.
//!
//! Data goes A→B with `carries` and B→A with `returns`; whoever starts a flow always influences its end.
//! A reply counts where `returns` names data; a flow that says nothing of replies has none. From a flow that says of itself
//! that it is out of scope nothing follows.
//!
//! - *exposed*: an untrusted element reaches it along flows, from start to end.
//! - *tainted*: it is untrusted or a partner's, or such an element influences it along flows and replies.
//!
//! Neither is ever unknown. Ends that are boundaries are nodes of their own and pass nothing on.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use petgraph::Direction;
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};

use crate::model::influence::{NOBODY, least_trust};
use crate::model::{BoundaryId, ElementId, End, FlowId, Model, Thing};
use crate::schema::{TRUST, attr, word};

/// A step of influence: along a flow, or back along its reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The flow.
    pub flow: FlowId,
    /// Whether it is the reply.
    pub reply: bool,
    /// Where the step leads.
    pub to: ElementId,
}

/// The flow graph. Node `i` is element `i`, then come the boundaries; edge `i` is flow `i`, so that parallel
/// flows stay apart.
#[derive(Debug, Default)]
pub struct Graph {
    graph: DiGraph<(), FlowId>,
    replies: Vec<bool>,
    set_aside: Vec<bool>,
    trust: Vec<u8>,
    influenced: Vec<u8>,
    exposed: Vec<bool>,
    witness: OnceLock<Parents>,
    exposing: OnceLock<Parents>,
}

/// For each element, the step by which a search first came to it: from where, along which flow, as a reply or not.
type Parents = Vec<Option<(ElementId, FlowId, bool)>>;

impl Graph {
    /// Builds the graph of a model whose elements, flows and data are complete.
    pub fn build(model: &Model) -> Graph {
        let elements = model.elements.len();
        let mut graph = DiGraph::with_capacity(elements + model.boundaries.len(), model.flows.len());
        for _ in 0..elements + model.boundaries.len() {
            graph.add_node(());
        }
        let node = |end: End| match end {
            End::Element(id) => NodeIndex::new(id.index()),
            End::Boundary(id) => NodeIndex::new(elements + id.index()),
        };
        let mut replies = Vec::with_capacity(model.flows.len());
        for id in model.flow_ids() {
            graph.add_edge(node(model[id].from), node(model[id].to), id);
            replies.push(model.data_in(Thing::Flow(id), attr::RETURNS).next().is_some());
        }
        let mut built = Graph {
            graph,
            replies,
            set_aside: model.flows.iter().map(|flow| flow.set_aside).collect(),
            trust: model.elements.iter().map(|element| element.trust).collect(),
            influenced: Vec::new(),
            exposed: Vec::new(),
            witness: OnceLock::new(),
            exposing: OnceLock::new(),
        };
        let ends = |id: FlowId| Some((model[id].from.element()?.0, model[id].to.element()?.0));
        let forth = || model.followed_flows().filter_map(ends).filter(|(from, to)| from != to);
        let back = model.followed_flows().filter(|id| built.replies(*id)).filter_map(ends).map(|(from, to)| (to, from));
        // Exposure is about being reached: a source counts only where another source reaches it.
        let untrusted = word::trust::UNTRUSTED;
        let exposed = least_trust(&built.trust, forth()).into_iter().map(|least| least <= untrusted).collect();
        built.influenced = least_trust(&built.trust, forth().chain(back.filter(|(from, to)| from != to)));
        built.exposed = exposed;
        built
    }

    /// How many nodes and edges there are.
    pub(super) fn size(&self) -> (usize, usize) {
        (self.graph.node_count(), self.graph.edge_count())
    }

    /// The ends of a flow, as they are here.
    pub(super) fn ends(&self, flow: FlowId) -> Option<(End, End)> {
        let end = |node: NodeIndex| match node.index().checked_sub(self.trust.len()) {
            None => End::Element(ElementId(node.index() as u32)),
            Some(boundary) => End::Boundary(BoundaryId(boundary as u32)),
        };
        self.graph.edge_endpoints(EdgeIndex::new(flow.index())).map(|(from, to)| (end(from), end(to)))
    }

    /// Whether any flow begins or ends at an element, out of scope or not.
    pub fn touches(&self, element: ElementId) -> bool {
        self.graph.neighbors_undirected(NodeIndex::new(element.index())).next().is_some()
    }

    /// The flows that end at an element, in order.
    pub fn incoming(&self, element: ElementId) -> impl Iterator<Item = FlowId> {
        self.flows(NodeIndex::new(element.index()), Direction::Incoming)
    }

    /// The flows that start at an element, in order.
    pub fn outgoing(&self, element: ElementId) -> impl Iterator<Item = FlowId> {
        self.flows(NodeIndex::new(element.index()), Direction::Outgoing)
    }

    /// Whether any flow touches a boundary itself.
    pub fn touches_boundary(&self, boundary: BoundaryId) -> bool {
        let node = NodeIndex::new(self.trust.len() + boundary.index());
        self.graph.neighbors_undirected(node).next().is_some()
    }

    /// Whether a flow's reply carries data.
    pub fn replies(&self, flow: FlowId) -> bool {
        self.replies.get(flow.index()).copied().unwrap_or(false)
    }

    /// Whether an untrusted element reaches this one.
    pub fn is_exposed(&self, element: ElementId) -> bool {
        self.exposed.get(element.index()).copied().unwrap_or(false)
    }

    /// Whether an untrusted or partner element can influence this one, or it is one.
    pub fn is_tainted(&self, element: ElementId) -> bool {
        let partner = word::trust::PARTNER;
        let own = self.trust.get(element.index()).copied();
        own.into_iter().chain(self.least_influence(element)).any(|trust| trust <= partner)
    }

    /// The least trust among the elements that influence this one along flows and replies, however far away; `None`
    /// where none does.
    pub fn least_influence(&self, element: ElementId) -> Option<u8> {
        self.influenced.get(element.index()).copied().filter(|trust| *trust != NOBODY)
    }

    /// The steps of influence out of an element: its flows, and the replies of flows that end there.
    pub fn steps(&self, model: &Model, element: ElementId, replies: bool) -> Vec<Step> {
        let mut steps: Vec<Step> = self
            .outgoing(element)
            .filter_map(|flow| model[flow].to.element().map(|to| Step { flow, reply: false, to }))
            .collect();
        if replies {
            steps.extend(
                self.incoming(element)
                    .filter(|flow| self.replies(*flow))
                    .filter_map(|flow| model[flow].from.element().map(|to| Step { flow, reply: true, to })),
            );
        }
        steps
    }

    /// Whether `b` can be reached from `a` by at least one step for which `pass` holds.
    pub fn reaches(
        &self,
        model: &Model,
        a: ElementId,
        b: ElementId,
        replies: bool,
        mut pass: impl FnMut(Step) -> bool,
    ) -> bool {
        let mut seen = vec![false; model.elements.len()];
        let mut stack = vec![a];
        while let Some(at) = stack.pop() {
            for step in self.steps(model, at, replies) {
                if !pass(step) {
                    continue;
                }
                if step.to == b {
                    return true;
                }
                if let Some(seen) = seen.get_mut(step.to.index())
                    && !*seen
                {
                    *seen = true;
                    stack.push(step.to);
                }
            }
        }
        false
    }

    /// How an untrusted or partner element influences this one: the shortest path, ties by name; steps in
    /// order, with the source. `None` where it is not tainted; no steps where it is such an element itself.
    pub fn taint_path(&self, model: &Model, element: ElementId) -> Option<(ElementId, Vec<Step>)> {
        if !self.is_tainted(element) {
            return None;
        }
        Some(follow(self.witness.get_or_init(|| self.parents(model, "partner", true)), element))
    }

    /// The flows of the shortest ways ([`Graph::taint_path`]) to several elements, each way followed only as far as no
    /// other has been.
    pub fn taint_flows(&self, model: &Model, to: impl Iterator<Item = ElementId>) -> BTreeSet<FlowId> {
        let parents = self.witness.get_or_init(|| self.parents(model, "partner", true));
        let mut seen = vec![false; parents.len()];
        let mut flows = BTreeSet::new();
        for element in to.filter(|element| self.is_tainted(*element)) {
            let mut at = element;
            while mark(&mut seen, at)
                && let Some((from, flow, _)) = parents.get(at.index()).copied().flatten()
            {
                flows.insert(flow);
                at = from;
            }
        }
        flows
    }

    /// How an untrusted element reaches this one along flows: the shortest path, ties by name. `None` where it is not
    /// exposed; no steps where it is untrusted itself.
    pub fn exposed_path(&self, model: &Model, element: ElementId) -> Option<(ElementId, Vec<Step>)> {
        if !self.is_exposed(element) {
            return None;
        }
        Some(follow(self.exposing.get_or_init(|| self.parents(model, "untrusted", false)), element))
    }

    /// The graph itself, for petgraph's algorithms. Node `i` is element `i`; then come the boundaries.
    pub fn petgraph(&self) -> &DiGraph<(), FlowId> {
        &self.graph
    }

    fn flows(&self, node: NodeIndex, direction: Direction) -> impl Iterator<Item = FlowId> {
        // petgraph walks its edge lists backwards; the order of declaration is what people expect.
        let followed = |flow: &FlowId| !self.set_aside.get(flow.index()).copied().unwrap_or(false);
        let flows = self.graph.edges_directed(node, direction).map(|edge| *edge.weight());
        let mut flows: Vec<FlowId> = flows.filter(followed).collect();
        flows.reverse();
        flows.into_iter()
    }

    /// A breadth-first search from every element whose trust is at most so much.
    fn parents(&self, model: &Model, at_most: &str, replies: bool) -> Parents {
        let by_name = |ids: &mut Vec<ElementId>| ids.sort_by(|a, b| model[*a].decl.name.cmp(&model[*b].decl.name));
        let mut parents = vec![None; model.elements.len()];
        let mut seen = vec![false; model.elements.len()];
        let mut frontier = sources(model, at_most);
        for start in &frontier {
            mark(&mut seen, *start);
        }
        while !frontier.is_empty() {
            by_name(&mut frontier);
            let mut next = Vec::new();
            for at in &frontier {
                let mut steps = self.steps(model, *at, replies);
                steps.sort_by(|a, b| model[a.flow].decl.name.cmp(&model[b.flow].decl.name));
                for step in steps {
                    if mark(&mut seen, step.to) {
                        if let Some(parent) = parents.get_mut(step.to.index()) {
                            *parent = Some((*at, step.flow, step.reply));
                        }
                        next.push(step.to);
                    }
                }
            }
            frontier = next;
        }
        parents
    }
}

/// The way that a search took to an element, and where it began.
fn follow(parents: &Parents, element: ElementId) -> (ElementId, Vec<Step>) {
    let mut steps = Vec::new();
    let mut at = element;
    while let Some((from, flow, reply)) = parents.get(at.index()).copied().flatten() {
        steps.push(Step { flow, reply, to: at });
        at = from;
    }
    steps.reverse();
    (at, steps)
}

/// The in-scope-or-not elements whose trust is at most a word of the trust scale.
fn sources(model: &Model, at_most: &str) -> Vec<ElementId> {
    let limit = TRUST.index(at_most).unwrap_or(0);
    model.element_ids().filter(|id| model[*id].trust <= limit).collect()
}

fn mark(seen: &mut [bool], element: ElementId) -> bool {
    match seen.get_mut(element.index()) {
        Some(seen) if !*seen => {
            *seen = true;
            true
        }
        _ => false,
    }
}
