//! Who stands behind a call: the people and programs that it comes from, seen through what only passes it on.
//!
//! Three kinds of elements are looked through. What *forwards* (a proxy, a gateway) passes on whatever comes. A *client*
//! is a program in the hands of a person, so a person who uses it is who calls. What *acts* for its callers (a web
//! application, an agent) does what they ask with what they gave it; so does any program on a flow that says
//! `authorization = end-user`.
//!
//! Whoever is looked through counts as well where it is trusted less than all who stand behind it: a stranger's device
//! speaks for itself, whoever sits in front of it. And where nobody calls it, it is who calls.

use rustc_hash::FxHashMap;

use crate::model::{ElementId, FlowId, Model, ProtocolId, Thing, Truth, TypeId, Value};
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
    /// Whether an element is untrusted, or a client that we do not look after:
    /// whatever is said to be there, an attacker may do without it.
    pub(crate) fn is_of_strangers(&self, element: ElementId) -> bool {
        let trust = self.model[element].trust;
        trust == word::trust::UNTRUSTED || (trust <= word::trust::EXPOSED && self.kinds(element).client)
    }

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

/// How many flows into what forwards are looked at, at most, for the protocol that it passes on.
const LOOKED_AT: usize = 64;

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
        let Some(start) = run.model[flow].from.element() else { return Some(Far::Origins) };
        let direct = |far| Passing::on(run, start, flow, far).is_none();
        if Passing::is_own_use(run, flow) || !direct(Far::Callers) {
            return None;
        }
        Some(if direct(Far::Origins) { Far::Origins } else { Far::Callers })
    }

    /// Whether what forwards keeps things of its own at the end of a flow, such as sessions and answers: a store that is
    /// spoken to by another protocol than any that comes in. What passes statements on to a database gets statements.
    fn is_own_store(run: &Run<'_>, element: ElementId, flow: FlowId) -> bool {
        let model = run.model;
        if model.kind(model[flow].to.thing()) != Kind::Store {
            return false;
        }
        let Some(out) = run.protocol_of(flow) else { return false };
        let other = |come: FlowId| {
            let is = |one: ProtocolId, of: ProtocolId| model.vocabulary.protocol(one).ancestors.has(of.0);
            run.protocol_of(come).is_some_and(|come| !is(come, out) && !is(out, come))
        };
        // What so many flows come to is no door to a store of its own, in whatever order they stand.
        run.flows_at(element, true).take(LOOKED_AT + 1).count() <= LOOKED_AT && run.flows_at(element, true).all(other)
    }

    /// How an element that calls along a flow passes on what comes to it; nothing where it calls for itself.
    fn on(run: &Run<'_>, element: ElementId, flow: FlowId, far: Far) -> Option<Passes> {
        let kinds = run.kinds(element);
        if kinds.forwarding && !Passing::is_own_store(run, element, flow) {
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
    let walk = Walk { start: Place { element: start, passes }, far, met: &mut |_, _| {} };
    scratch::with_seen(|told| scratch::with_seen(|opened| behind(env, walk, [told, opened], visit)))
}

/// Where is looked for who calls.
struct Walk<'v> {
    start: Place,
    far: Far,
    /// Is told of every step: who calls, and whom they call.
    met: &'v mut dyn FnMut(ElementId, ElementId),
}

/// One that is looked through, and how it passes on what comes to it: a proxy in front of a browser passes on people alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    element: ElementId,
    passes: Passes,
}

impl Place {
    fn number(self) -> u32 {
        2 * self.element.0 + u32::from(self.passes == Passes::ItsUser)
    }

    fn of(number: u32) -> Place {
        let passes = if number % 2 == 1 { Passes::ItsUser } else { Passes::Everything };
        Place { element: ElementId(number / 2), passes }
    }

    /// Visits who calls here and counts: each with the place that it is, where it is looked through itself. False where no
    /// steps are left.
    fn each_caller(self, env: &Env<'_, '_>, far: Far, visit: &mut dyn FnMut(ElementId, Option<Place>)) -> bool {
        let (run, model, at) = (env.run, env.model(), self.element);
        let mut looked = 0;
        for incoming in run.flows_at(at, true) {
            looked += 1;
            let Some(caller) = model[incoming].from.element().filter(|caller| *caller != at) else { continue };
            let on = Passing::on(run, caller, incoming, far);
            let passes = match (self.passes, on) {
                (Passes::Everything, on) => on,
                (Passes::ItsUser, None) if model[caller].kind == Kind::Actor => None,
                (Passes::ItsUser, Some(Passes::ItsUser)) => on,
                // What only passes on may have the user in front of it.
                (Passes::ItsUser, Some(_)) if run.kinds(caller).forwarding => Some(Passes::ItsUser),
                (Passes::ItsUser, _) => continue,
            };
            visit(caller, passes.map(|passes| Place { element: caller, passes }));
        }
        env.budget.steps(looked)
    }
}

/// Nobody.
const NOBODY: u8 = u8::MAX;

/// The same behind a start that passes on what comes to it. The lists are empty: who was told, by element, and who was looked
/// through, by place, each marked with the least trust of all who stand behind it.
fn behind(env: &Env<'_, '_>, walk: Walk<'_>, [told, opened]: [&mut Seen; 2], visit: Visitor<'_>) -> bool {
    let Walk { start, far, met } = walk;
    let trust = |element: ElementId| env.model()[element].trust;
    let mut tell = |told: &mut Seen, element: ElementId| !told.insert(element.0) || visit(element);
    opened.insert(start.number());
    let (mut next, mut nested) = (0, false);
    while let Some(at) = opened.list.get(next).copied().map(Place::of) {
        next += 1;
        let (mut least, mut goes_on, mut called) = (NOBODY, true, false);
        let known = at.each_caller(env, far, &mut |caller, place| {
            called = true;
            met(caller, at.element);
            match place {
                Some(place) => {
                    nested = true;
                    opened.insert(place.number());
                }
                None => {
                    least = least.min(trust(caller));
                    goes_on = goes_on && tell(told, caller);
                }
            }
        });
        // What passes on people alone, and has none in front of it, calls nobody.
        if !called && (at.passes == Passes::Everything || !env.run.kinds(at.element).forwarding) {
            least = trust(at.element);
            goes_on = goes_on && tell(told, at.element);
        }
        if !known || !goes_on {
            return false;
        }
        opened.mark(at.number(), least);
    }
    // Who stands behind whom is known now, and what is looked through is weighed against all of them.
    while nested {
        nested = false;
        for index in (0..opened.list.len()).rev() {
            let Some(number) = opened.list.get(index).copied() else { continue };
            let before = opened.marked(number);
            let mut least = before;
            let known = Place::of(number).each_caller(env, far, &mut |caller, place| {
                if let Some(place) = place {
                    let behind = opened.marked(place.number());
                    // In a circle that nobody calls, nobody is behind anybody.
                    least = least.min(if behind == NOBODY { NOBODY } else { behind.min(trust(caller)) });
                }
            });
            if !known {
                return false;
            }
            nested |= least < before;
            opened.mark(number, least);
        }
    }
    for index in 0..opened.list.len() {
        let Some(number) = opened.list.get(index).copied() else { continue };
        let (Place { element, passes }, least) = (Place::of(number), opened.marked(number));
        let counts = match least {
            NOBODY => passes == Passes::ItsUser && !env.run.kinds(element).forwarding,
            least => trust(element) < least,
        };
        if counts && !tell(told, element) {
            return false;
        }
    }
    // A circle of programs that pass on what they give each other: nobody is behind it.
    !told.list.is_empty() || tell(told, start.element)
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
    let walk = Walk { start: Place { element: start, passes }, far, met };
    scratch::with_seen(|told| scratch::with_seen(|opened| behind(env, walk, [told, opened], &mut |_| true)));
    std::iter::successors(nearer.get(&caller), |at| nearer.get(at)).copied().collect()
}

/// The items of `flow.callers` or `flow.origins`.
///
/// Of a flow that starts at a boundary nobody said yet who in it calls: it is the boundary that calls.
pub(super) fn items<'a>(env: &Env<'a, '_>, flow: FlowId, far: Far, visit: &mut dyn FnMut(Val<'a>) -> bool) -> Truth {
    let start = env.model()[flow].from;
    if start.element().is_none() {
        return visit(Val::Thing(start.thing())).into();
    }
    each_origin(env, flow, far, &mut |element| visit(Val::Thing(Thing::Element(element)))).into()
}

/// Whether people call along a flow, each in their own name: all who stand behind it are people, or clients of theirs.
pub(crate) fn is_of_people(env: &Env<'_, '_>, flow: FlowId) -> bool {
    let model = env.model();
    let mut found = false;
    let ended = !each_origin(env, flow, Far::Callers, &mut |caller| {
        found = model[caller].kind == Kind::Actor || env.run.kinds(caller).client;
        found
    });
    found && !ended
}
