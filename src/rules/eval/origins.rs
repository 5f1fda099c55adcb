//! Who stands behind a call: the people and programs that it comes from, seen through what only passes it on.
//!
//! Three kinds of elements are looked through. What *forwards* (a proxy, a gateway) passes on whatever comes. A *client*
//! is a program in the hands of a person, so a person who uses it is who calls. What *acts* for its callers (a web
//! application, an agent) does what they ask with what they gave it; so does any program on a flow that says
//! `authorization = end-user`.
//!
//! Whoever is looked through counts as well where it is trusted less than all who call it: a stranger's device speaks for
//! itself, whoever sits in front of it. And where nobody is behind it, it is who calls.

use rustc_hash::FxHashMap;

use crate::model::{ElementId, FlowId, Model, Thing, Truth, TypeId, Value};
use crate::rules::eval::scratch::{self, Seen};
use crate::rules::eval::{Env, Run, Val};
use crate::schema::{AttrId, Kind, attr, word};

/// How far is looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Far {
    /// Through what forwards and through clients: who logs in, who is at the door.
    Callers,
    /// Through what acts for its callers as well: whose wishes and words arrive.
    Origins,
}

/// How an element passes on what its callers send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Passes {
    Everything,
    /// What its user does with it, and what clients that use it do.
    ItsUser,
}

/// What an element is of what is looked through.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Kinds {
    forwarding: bool,
    client: bool,
    acting: bool,
}

impl Run<'_> {
    fn kinds(&self, element: ElementId) -> Kinds {
        match &self.kinds {
            Some(table) => table.get(element.index()).copied().unwrap_or_default(),
            None => self.passing.kinds(self.model, element),
        }
    }
}

/// The types of what is looked through.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Passing {
    forwarding: Option<TypeId>,
    client: Option<TypeId>,
    acting: Option<TypeId>,
}

const AUTHORIZATION: AttrId = attr::AUTHORIZATION.id(Kind::Flow);

impl Passing {
    /// Looks for them in a model's vocabulary.
    pub(crate) fn of(model: &Model) -> Passing {
        let mut passing = Passing::default();
        for (index, ty) in model.vocabulary.types.iter().enumerate() {
            let place = match ty.name.as_str() {
                "forwarding" => &mut passing.forwarding,
                "client" => &mut passing.client,
                "acting" => &mut passing.acting,
                _ => continue,
            };
            *place = place.or(Some(TypeId(index as u16)));
        }
        passing
    }

    /// What each element is of these, looked up once for many evaluations.
    pub(crate) fn table(self, model: &Model) -> Vec<Kinds> {
        model.element_ids().map(|element| self.kinds(model, element)).collect()
    }

    fn kinds(self, model: &Model, element: ElementId) -> Kinds {
        let is = |ty: Option<TypeId>| ty.is_some_and(|ty| model.is(Thing::Element(element), ty));
        Kinds { forwarding: is(self.forwarding), client: is(self.client), acting: is(self.acting) }
    }

    /// Whether a flow is a person's use of a program in their own hands: a person calls a client, and is trusted at least
    /// as much as it, or it is not kept from them (`exposed` at most). Such a program owes its user nothing.
    pub(crate) fn is_own_use(run: &Run<'_>, flow: FlowId) -> bool {
        let model = run.model;
        let (Some(from), Some(to)) = (model[flow].from.element(), model[flow].to.element()) else { return false };
        model[from].kind == Kind::Actor
            && model[to].kind == Kind::Process
            && (model[to].trust <= word::trust::EXPOSED || model[from].trust >= model[to].trust)
            && run.kinds(to).client
    }

    /// How far may be looked behind the start of a flow, an element, and it is who calls all the same; nothing where it may
    /// be a place that only passes things on, or one that a person uses.
    pub(super) fn none_behind(run: &Run<'_>, flow: FlowId) -> Option<Far> {
        let start = run.model[flow].from.element()?;
        let direct = |far| Passing::on(run, start, flow, far).is_none();
        if Passing::is_own_use(run, flow) || !direct(Far::Callers) {
            return None;
        }
        Some(if direct(Far::Origins) { Far::Origins } else { Far::Callers })
    }

    /// How an element that calls along a flow passes on what comes to it; nothing where it calls for itself.
    fn on(run: &Run<'_>, element: ElementId, flow: FlowId, far: Far) -> Option<Passes> {
        let kinds = run.kinds(element);
        if kinds.forwarding {
            return Some(Passes::Everything);
        }
        if run.model[element].kind != Kind::Process {
            return None;
        }
        if kinds.client {
            return Some(Passes::ItsUser);
        }
        let acts = far == Far::Origins
            && (kinds.acting
                || *run.attr(Thing::Flow(flow), &[AUTHORIZATION]) == Value::Word(word::authorization::END_USER));
        acts.then_some(Passes::Everything)
    }

    /// How an element that is looked through passes on what comes to it.
    fn by_type(run: &Run<'_>, element: ElementId) -> Passes {
        let kinds = run.kinds(element);
        match kinds.client && !kinds.forwarding {
            true => Passes::ItsUser,
            false => Passes::Everything,
        }
    }
}

/// Is told who calls. Ends the visit by `false`.
pub(super) type Visitor<'v> = &'v mut dyn FnMut(ElementId) -> bool;

/// Visits who stands behind a flow, each once. False where the visitor ended it, or no steps are left.
pub(super) fn each_origin(env: &Env<'_, '_>, flow: FlowId, far: Far, visit: Visitor<'_>) -> bool {
    let (run, model) = (env.run, env.model());
    let Some(start) = model[flow].from.element() else { return true };
    if Passing::is_own_use(run, flow) {
        return true;
    }
    let Some(passes) = Passing::on(run, start, flow, far) else { return visit(start) };
    let walk = Walk { start: (start, passes), far, met: &mut |_, _| {} };
    scratch::with_seen(|told| scratch::with_seen(|opened| behind(env, walk, [told, opened], visit)))
}

/// Where is looked for who calls.
struct Walk<'v> {
    /// An element that passes on what comes to it, and how.
    start: (ElementId, Passes),
    far: Far,
    /// Is told of every step: who calls, and whom they call.
    met: &'v mut dyn FnMut(ElementId, ElementId),
}

/// The same behind a start that passes on what comes to it. The lists are empty: who was told, and who was looked through.
fn behind(env: &Env<'_, '_>, walk: Walk<'_>, [told, opened]: [&mut Seen; 2], visit: Visitor<'_>) -> bool {
    let Walk { start: (start, passes), far, met } = walk;
    let (run, model) = (env.run, env.model());
    opened.insert(start);
    let mut next = 0;
    while let Some(at) = opened.list.get(next).copied() {
        let passes = if next == 0 { passes } else { Passing::by_type(run, at) };
        next += 1;
        let (mut looked, mut least, before) = (0, None, told.list.len());
        for incoming in run.flows_at(at, true) {
            looked += 1;
            let Some(caller) = model[incoming].from.element().filter(|caller| *caller != at) else { continue };
            let on = Passing::on(run, caller, incoming, far);
            if passes == Passes::ItsUser && model[caller].kind != Kind::Actor && on != Some(Passes::ItsUser) {
                continue;
            }
            let trust = model[caller].trust;
            least = Some(least.map_or(trust, |least: u8| least.min(trust)));
            met(caller, at);
            if on.is_some() { &mut *opened } else { &mut *told }.insert(caller);
        }
        if !env.budget.steps(looked) {
            return false;
        }
        if least.is_none_or(|least| model[at].trust < least) {
            told.insert(at);
        }
        for caller in told.list.get(before..).unwrap_or_default() {
            if !visit(*caller) {
                return false;
            }
        }
    }
    // A circle of programs that pass on what they give each other: nobody is behind it.
    !told.list.is_empty() || visit(start)
}

/// Whom a caller that stands behind a flow calls through: from the caller to the start of the flow. A shortest way.
pub(super) fn way(env: &Env<'_, '_>, flow: FlowId, far: Far, caller: ElementId) -> Vec<ElementId> {
    let Some(start) = env.model()[flow].from.element() else { return Vec::new() };
    let Some(passes) = Passing::on(env.run, start, flow, far) else { return Vec::new() };
    // Breadth first: who is met first through somebody is nearest through them.
    let mut nearer: FxHashMap<ElementId, ElementId> = FxHashMap::default();
    let met = &mut |from: ElementId, at: ElementId| {
        if from != start {
            nearer.entry(from).or_insert(at);
        }
    };
    let walk = Walk { start: (start, passes), far, met };
    scratch::with_seen(|told| scratch::with_seen(|opened| behind(env, walk, [told, opened], &mut |_| true)));
    std::iter::successors(nearer.get(&caller), |at| nearer.get(at)).copied().collect()
}

/// The items of `flow.callers` or `flow.origins`.
pub(super) fn items<'a>(env: &Env<'a, '_>, flow: FlowId, far: Far, visit: &mut dyn FnMut(Val<'a>) -> bool) -> Truth {
    each_origin(env, flow, far, &mut |element| visit(Val::Thing(Thing::Element(element)))).into()
}
