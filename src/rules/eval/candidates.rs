//! Which rules can fire at all on a target, told from types and taint alone, and what is left of their conditions.
//!
//! Most rules ask for types (`to is sql`), and a model has few types. So for each combination of types that occurs,
//! every rule's condition is evaluated once with nothing else known; what is false then is false for every target of
//! that combination. Of the other conditions only what the combination leaves open is kept, the cheap parts first.
//! Targets look at what is left.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::model::{End, Model, Thing, Truth, TypeId};
use crate::rules::Rule;
use crate::rules::eval::Run;
use crate::rules::eval::direct::asked_of_start;
use crate::rules::eval::origins::{Far, Passing};
use crate::rules::expr::{Cond, Scope, Term};
use crate::schema::{Kind, KindSet};

/// What is looked at of a target: kind, types of `this`, `from` and `to`, and which of those are tainted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Facts {
    kind: Kind,
    types: [Option<(Kind, TypeId)>; 3],
    /// Nothing where it is not an element: that is decided when the rule is evaluated.
    tainted: [Option<bool>; 3],
    /// How far somebody may be looked for behind the start of a flow without finding anybody; nothing where somebody may
    /// be there.
    alone: Option<Far>,
}

/// What is left to ask of the targets of one combination: the rules that may fire, each with what is open of its `when`.
pub(crate) type Plan = Vec<(u32, Option<Cond>)>;

/// For each target, what is left to ask of it.
pub(crate) struct Plans {
    /// By position of the target.
    of: Vec<u32>,
    plans: Vec<Plan>,
}

/// A rule's condition, and what is left of it on flows where nobody stands behind the start.
struct When<'a> {
    rule: &'a Cond,
    callers: Option<Cond>,
    origins: Option<Cond>,
}

impl When<'_> {
    fn new(rule: &Rule) -> When<'_> {
        let alone = |far| asked_of_start(&rule.when, far);
        When { rule: &rule.when, callers: alone(Far::Callers), origins: alone(Far::Origins) }
    }

    /// Nothing for the condition as the rule has it.
    fn alone(&self, far: Option<Far>) -> Option<&Cond> {
        match far? {
            Far::Callers => self.callers.as_ref(),
            Far::Origins => self.origins.as_ref(),
        }
    }
}

/// So many combinations have conditions of their own: a model with more is so mixed that they would be many megabytes.
const OWN: usize = 1024;

/// So many targets have to share a combination, on the average, for it to have conditions of its own.
const SHARED: usize = 4;

impl Plans {
    /// Looks at every combination that occurs among the targets; `by_kind` are the rules that may look at each kind.
    pub(crate) fn new(run: &Run<'_>, rules: &[Rule], by_kind: &[Vec<u32>], targets: &[Thing]) -> Plans {
        let model = run.model;
        let whens: Vec<When<'_>> = rules.iter().map(When::new).collect();
        let mut known: FxHashMap<Facts, u32> = FxHashMap::default();
        let mut all: Vec<Facts> = Vec::new();
        let mut place = |target: &Thing| {
            let facts = Facts::of(run, *target);
            *known.entry(facts).or_insert_with(|| {
                all.push(facts);
                (all.len() - 1) as u32
            })
        };
        let of: Vec<u32> = targets.iter().map(&mut place).collect();
        // Taking conditions apart pays where several targets share the result.
        let shared = all.len() * SHARED <= of.len();
        let plan = |(index, facts): (usize, &Facts)| facts.plan(model, (rules, &whens), by_kind, shared && index < OWN);
        let plans = match all.len() > PARALLEL {
            true => all.par_iter().enumerate().map(plan).collect(),
            false => all.iter().enumerate().map(plan).collect(),
        };
        Plans { of, plans }
    }

    /// The rules that may fire on the target at a position, in order.
    pub(crate) fn of(&self, position: usize) -> &[(u32, Option<Cond>)] {
        let plan = self.of.get(position).and_then(|index| self.plans.get(*index as usize));
        plan.map_or(&[], Vec::as_slice)
    }
}

/// Below this many combinations threads cost more than they save.
const PARALLEL: usize = 64;

impl Facts {
    fn of(run: &Run<'_>, target: Thing) -> Facts {
        let model = run.model;
        let tainted = |end: End| end.element().map(|id| model.graph.is_tainted(id));
        // The kind belongs to it: an element whose type is a trait is of its kind all the same.
        let typed = |thing: Thing| model.type_of(thing).map(|ty| (model.kind(thing), ty));
        let own = typed(target);
        let (types, tainted) = match target {
            Thing::Flow(id) => {
                let (from, to) = (model[id].from, model[id].to);
                let types = [own, typed(from.thing()), typed(to.thing())];
                (types, [tainted(from), tainted(from), tainted(to)])
            }
            Thing::Element(id) => ([own, None, None], [tainted(End::Element(id)), None, None]),
            _ => ([own, None, None], [None; 3]),
        };
        let alone = match target {
            Thing::Flow(id) => Passing::none_behind(run, id),
            _ => None,
        };
        Facts { kind: model.kind(target), types, tainted, alone }
    }

    fn plan(&self, model: &Model, (rules, whens): (&[Rule], &[When<'_>]), by_kind: &[Vec<u32>], own: bool) -> Plan {
        let indices = by_kind.get(self.kind as usize).map_or(&[][..], Vec::as_slice);
        let open = |index: &u32| {
            let (rule, when) = (rules.get(*index as usize)?, whens.get(*index as usize)?);
            let alone = when.alone(self.alone);
            let cond = alone.unwrap_or(when.rule);
            let may_fire = self.in_scope(model, &rule.scope) && self.truth(model, cond) != Truth::False;
            let open = || if own { Some(self.open(model, cond)) } else { alone.cloned() };
            may_fire.then(|| (*index, open()))
        };
        indices.iter().filter_map(open).collect()
    }

    /// What these facts leave open of a condition: the same truth for every target that they are of.
    fn open(&self, model: &Model, cond: &Cond) -> Cond {
        match self.truth(model, cond) {
            Truth::True => return Cond::Const(true),
            Truth::False => return Cond::Const(false),
            Truth::Unknown => {}
        }
        let parts = |parts: &[Cond], settled: Truth| {
            let open = parts.iter().filter(|part| self.truth(model, part) != settled);
            let mut open: Vec<Cond> = open.map(|part| self.open(model, part)).collect();
            open.sort_by_key(cost);
            open
        };
        match cond {
            // A part that is true leaves an `and` as it is, one that is false an `or`.
            Cond::And(all) => one_or(parts(all, Truth::True), Cond::And),
            Cond::Or(any) => one_or(parts(any, Truth::False), Cond::Or),
            Cond::Not(inner) => Cond::Not(Arc::new(self.open(model, inner))),
            other => other.clone(),
        }
    }

    fn in_scope(&self, model: &Model, scope: &Scope) -> bool {
        let own = self.types[0];
        KindSet(scope.kinds).has(self.kind)
            || scope.types.iter().any(|ty| own.is_some_and(|(kind, own)| model.vocabulary.is_of(kind, own, *ty)))
    }

    /// The truth of a condition with nothing but these facts known.
    fn truth(&self, model: &Model, cond: &Cond) -> Truth {
        match cond {
            Cond::Const(value) => (*value).into(),
            Cond::And(parts) => parts.iter().fold(Truth::True, |all, part| all.and(self.truth(model, part))),
            Cond::Or(parts) => parts.iter().fold(Truth::False, |any, part| any.or(self.truth(model, part))),
            Cond::Not(inner) => !self.truth(model, inner),
            Cond::Is(Term::Slot(slot), ty) => {
                let own = self.types.get(*slot as usize).copied().flatten();
                own.map(|(kind, own)| model.vocabulary.is_of(kind, own, *ty)).into()
            }
            Cond::Tainted(tainted) => match &tainted.subject {
                Term::Slot(slot) => self.tainted.get(*slot as usize).copied().flatten().into(),
                _ => Truth::Unknown,
            },
            _ => Truth::Unknown,
        }
    }
}

fn one_or(mut parts: Vec<Cond>, several: impl Fn(Arc<[Cond]>) -> Cond) -> Cond {
    match (parts.len(), parts.pop()) {
        (1, Some(only)) => only,
        (_, last) => {
            parts.extend(last);
            several(parts.into())
        }
    }
}

/// How much work a condition is, roughly, in look-ups: of two parts that may decide, the cheaper is asked first.
fn cost(cond: &Cond) -> u32 {
    match cond {
        Cond::Const(_) => 0,
        Cond::Is(term, _) | Cond::Flag(term) | Cond::Via(term, _) => 1 + depth(term),
        Cond::Tainted(_) => 2,
        Cond::Compare(sides) => 1 + depth(&sides.left) + depth(&sides.right),
        Cond::Crosses(_) | Cond::Known(_) => 4,
        Cond::Not(inner) => cost(inner),
        Cond::In(sides) => 6 + depth(&sides.0) + depth(&sides.1),
        Cond::Inside(_) | Cond::Has(..) => 10,
        Cond::And(parts) | Cond::Or(parts) => parts.iter().map(cost).sum(),
        Cond::Together(_) => 20,
        Cond::Any(any) => 15 + 4 * cost(&any.body) + 10 * depth(&any.list),
        Cond::All(all) => 15 + 4 * cost(&all.body) + 10 * depth(&all.list),
        Cond::Connected(_) => 50,
        Cond::Exposed(exposed) => {
            if exposed.unless.is_none() {
                2
            } else {
                60
            }
        }
        Cond::Reaches(_) => 200,
    }
}

fn depth(term: &Term) -> u32 {
    match term {
        Term::Slot(_) | Term::Model | Term::Const(_) | Term::Type(_) => 0,
        Term::Named(_) => 1,
        Term::Attr(base, _) => 2 + depth(base),
        Term::Derived(base, _) => 1 + depth(base),
        Term::Count(list) => 20 + depth(list),
    }
}
