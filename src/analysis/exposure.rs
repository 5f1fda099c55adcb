//! Who reaches what: how near the least trusted come to each thing, by its flows and replies. A client is as near as
//! the person who uses it, and that use is no way to the client: its user has it already.

use crate::model::{ElementId, End, Thing};
use crate::rules::eval::{Passing, Run};
use crate::schema::{Kind, attr, word};

const NOBODY: u8 = u8::MAX;

/// Why the likelihood is what it is; the likeliest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likely {
    /// +1: reached directly from untrusted.
    Untrusted,
    /// ±0: reached from outside in more hops, or directly from partner or exposed.
    Outside,
    /// −1: only internal reaches it.
    Internal,
    /// −2: only restricted or nobody reaches it.
    Nobody,
}

/// Who reaches each element: the least trust among those one step away, and among all, however far.
#[derive(Debug)]
pub(crate) struct Exposure {
    direct: Vec<u8>,
    any: Vec<u8>,
    /// The trust of a client's least trusted user.
    users: Vec<u8>,
}

impl Exposure {
    /// Looks at each flow once; how far influence goes beyond one step, the model knows.
    pub(crate) fn build(run: &Run<'_>) -> Exposure {
        let model = run.model;
        let nobody = || vec![NOBODY; model.elements.len()];
        let mut exposure = Exposure { direct: nobody(), any: nobody(), users: nobody() };
        for flow in model.followed_flows().filter(|flow| Passing::is_own_use(run, *flow)) {
            let user = model.end_trust(model[flow].from).unwrap_or(NOBODY);
            if let Some(known) = model[flow].to.element().and_then(|id| exposure.users.get_mut(id.index())) {
                *known = (*known).min(user);
            }
        }
        let internal = word::trust::INTERNAL;
        for flow in model.followed_flows() {
            let (from, to) = (model[flow].from, model[flow].to);
            if Passing::is_own_use(run, flow) {
                continue;
            }
            let users = &exposure.users;
            let by_user = |by: End| by.element().and_then(|id| users.get(id.index())).copied().unwrap_or(NOBODY);
            let [from_trust, to_trust] =
                [from, to].map(|end| model.end_trust(end).unwrap_or(internal).min(by_user(end)));
            let mut direct = |at: End, trust: u8| {
                if let Some(known) = at.element().and_then(|id| exposure.direct.get_mut(id.index())) {
                    *known = (*known).min(trust);
                }
            };
            direct(to, from_trust);
            if model.graph.replies(flow) {
                direct(from, to_trust);
            }
        }
        // A boundary at an end passes on its own trust only.
        for (id, (any, direct)) in model.element_ids().zip(exposure.any.iter_mut().zip(&exposure.direct)) {
            *any = model.graph.least_influence(id).map_or(*direct, |least| least.min(*direct));
        }
        exposure
    }

    /// Who reaches a thing.
    pub(crate) fn of(&self, run: &Run<'_>, thing: Thing) -> Likely {
        let model = run.model;
        match thing {
            // People are reached by mail and telephone, whatever flows are drawn.
            Thing::Element(id) if model[id].kind == Kind::Actor => self.element(id).min(Likely::Outside),
            Thing::Element(id) => self.element(id),
            Thing::Flow(id) => {
                let start = model[id].from;
                let at = |list: &[u8]| start.element().and_then(|id| list.get(id.index())).copied().unwrap_or(NOBODY);
                let direct = model.end_trust(start).unwrap_or(NOBODY).min(at(&self.users));
                let any = at(&self.any);
                likely(direct, any.min(direct))
            }
            Thing::Data(id) => {
                let index = run.data_index();
                let flows = index.flows(id).iter().map(|flow| self.of(run, Thing::Flow(*flow)));
                let places = index.places(id).iter().map(|place| self.element(*place));
                flows.chain(places).min().unwrap_or(Likely::Nobody)
            }
            Thing::Boundary(id) => {
                let elements = model[id].elements.iter().map(|element| self.element(*element));
                let children = model[id].children.iter().map(|child| self.of(run, Thing::Boundary(*child)));
                elements.chain(children).min().unwrap_or(Likely::Nobody)
            }
            Thing::Entry(id) => {
                let flows = model.things(thing, attr::FLOWS).map(|flow| self.of(run, flow));
                flows.chain([self.of(run, model[id].on)]).min().unwrap_or(Likely::Outside)
            }
            _ => Likely::Outside,
        }
    }

    fn element(&self, id: ElementId) -> Likely {
        let at = |list: &[u8]| list.get(id.index()).copied().unwrap_or(NOBODY);
        likely(at(&self.direct), at(&self.any))
    }
}

fn likely(direct: u8, any: u8) -> Likely {
    // Nothing is trusted less.
    if direct == word::trust::UNTRUSTED {
        Likely::Untrusted
    } else if any <= word::trust::EXPOSED {
        Likely::Outside
    } else if any <= word::trust::INTERNAL {
        Likely::Internal
    } else {
        Likely::Nobody
    }
}

impl Likely {
    /// By how much it moves a likelihood: +1 to −2.
    pub fn adjustment(self) -> i8 {
        match self {
            Likely::Untrusted => 1,
            Likely::Outside => 0,
            Likely::Internal => -1,
            Likely::Nobody => -2,
        }
    }
}
