//! Paths with guards, in three values, for `reaches` and `exposed`.
//!
//! A step is free where nothing guards it: `true` for certain, `false` where a guard is there for certain, unknown
//! where nobody said. A path is as free as its least free step; a target is reached as much as its freest path
//! allows. So two searches answer: one over steps that are free for certain, one over steps that may be.

use std::sync::{Arc, Mutex};

use rustc_hash::FxHashMap;

use crate::diag::Diagnostic;
use crate::model::{DataId, ElementId, Mode, Step, Thing, Truth, Value, WordKind};
use crate::rules::Subject;
use crate::rules::eval::ids;
use crate::rules::eval::{Budget, Run};
use crate::rules::expr::{AMBIGUOUS, ARGUMENTS, Clause, DEFENCE, Guard, Typer};
use crate::schema::word;
use crate::syntax::ast::{Expr, ExprKind};

/// What a search starts from and what stops it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Search {
    /// One element, or every untrusted one.
    pub(super) from: Option<ElementId>,
    /// What stops it.
    pub(super) guard: Option<Guard>,
    /// The datum that must come along; then replies count.
    pub(super) carrying: Option<DataId>,
    /// Which controls count.
    pub(super) mode: Mode,
}

/// The elements that a search reaches by at least one step.
#[derive(Debug)]
pub(super) struct Reached {
    certain: Vec<bool>,
    possible: Vec<bool>,
    /// What it took to find out: the flows that were looked at, and something for the elements.
    steps: u64,
}

impl Reached {
    /// How far an element is reached.
    pub(super) fn truth(&self, element: ElementId) -> Truth {
        let at = |list: &[bool]| list.get(element.index()).copied().unwrap_or(false);
        match (at(&self.certain), at(&self.possible)) {
            (true, _) => Truth::True,
            (false, true) => Truth::Unknown,
            (false, false) => Truth::False,
        }
    }
}

/// Searches that were done, so that rules share them.
#[derive(Debug, Default)]
pub(crate) struct PathCache {
    done: Mutex<FxHashMap<Search, Arc<Reached>>>,
    /// The shortest ways from everything untrusted, which every threat and question of a rule would search again.
    ways: Mutex<FxHashMap<(Search, Truth), Arc<Parents>>>,
}

/// From where an element is reached first, and over which step.
type Parents = FxHashMap<ElementId, (ElementId, Step)>;

/// How many bytes of results are kept; beyond that, searches are repeated.
const KEPT: usize = 64 << 20;

/// How far a search reaches an element; unknown where there are no steps left for it.
///
/// Searches from everything untrusted are few, and kept, so they cost nothing; of those from one element there may be
/// one for each pair of things.
pub(super) fn reached(run: &Run<'_>, budget: &Budget, search: Search, element: ElementId) -> Truth {
    if budget.is_over() {
        return Truth::Unknown;
    }
    let found = everything(run, search);
    match search.from.is_none() || budget.search(search, found.steps, kept(run)) {
        true => found.truth(element),
        false => Truth::Unknown,
    }
}

/// How many searches are kept.
fn kept(run: &Run<'_>) -> usize {
    KEPT / (run.model.elements.len() * 2).max(1)
}

/// Everything that a search reaches.
fn everything(run: &Run<'_>, search: Search) -> Arc<Reached> {
    if let Ok(done) = run.paths.done.lock()
        && let Some(found) = done.get(&search)
    {
        return Arc::clone(found);
    }
    // Whoever reaches nothing still looks at the elements, some at a time.
    let mut steps = 1 + run.model.elements.len() as u64 / 16;
    let certain = walk(run, search, Truth::True, &mut steps);
    let possible = walk(run, search, Truth::Unknown, &mut steps);
    let found = Arc::new(Reached { certain, possible, steps });
    if let Ok(mut done) = run.paths.done.lock()
        && done.len() < kept(run)
    {
        done.insert(search, Arc::clone(&found));
    }
    found
}

/// Names what keeps the nearest possible path from being certain.
pub(super) fn unknowns(
    run: &Run<'_>,
    budget: &Budget,
    search: Search,
    to: ElementId,
    ask: &mut dyn FnMut(Thing, Subject),
) {
    for step in way(run, budget, search, to, Truth::Unknown) {
        if let Some(Guard::Technique(technique)) = search.guard {
            for thing in [Thing::Flow(step.flow), Thing::Element(step.to)] {
                if guarded(run, search, thing) == Truth::Unknown {
                    ask(thing, Subject::Technique(technique));
                }
            }
        }
        if search.carrying.is_some() && carries(run, search, step) == Truth::Unknown {
            let id = if step.reply { ids::RETURNS } else { ids::CARRIES };
            ask(Thing::Flow(step.flow), Subject::Attribute(id));
        }
    }
}

/// The shortest way to an element over steps that are at least so free; ties by name. None where there are no steps left
/// to look for it.
pub(super) fn way(run: &Run<'_>, budget: &Budget, search: Search, to: ElementId, at_least: Truth) -> Vec<Step> {
    if budget.is_over() {
        return Vec::new();
    }
    if search.from.is_some() {
        let mut steps = 0;
        let parents = parents(run, search, Some(to), at_least, &mut steps);
        return if budget.steps(steps) { back(run, search, &parents, to) } else { Vec::new() };
    }
    let key = (search, at_least);
    if let Ok(ways) = run.paths.ways.lock()
        && let Some(known) = ways.get(&key)
    {
        return back(run, search, known, to);
    }
    // Where an element is reached first does not depend on when the search ends, so one search serves all.
    let known = Arc::new(parents(run, search, None, at_least, &mut 0));
    if let Ok(mut ways) = run.paths.ways.lock() {
        ways.insert(key, Arc::clone(&known));
    }
    back(run, search, &known, to)
}

/// The steps that lead to an element, first to last. A source may be reached as well; no way goes through one.
fn back(run: &Run<'_>, search: Search, parents: &Parents, to: ElementId) -> Vec<Step> {
    let untrusted = word::trust::UNTRUSTED;
    let is_source = |element: ElementId| match search.from {
        Some(from) => element == from,
        None => run.model[element].trust == untrusted,
    };
    let mut steps = Vec::new();
    let mut at = to;
    while let Some((from, step)) = parents.get(&at) {
        steps.push(*step);
        at = *from;
        if is_source(at) {
            break;
        }
    }
    steps.reverse();
    steps
}

/// A search layer by layer, as far as an element or to the end.
fn parents(run: &Run<'_>, search: Search, to: Option<ElementId>, at_least: Truth, count: &mut u64) -> Parents {
    let model = run.model;
    let mut parents = Parents::default();
    let mut frontier = sources(run, search);
    while !frontier.is_empty() && !to.is_some_and(|to| parents.contains_key(&to)) {
        frontier.sort_by(|a, b| model[*a].decl.name.cmp(&model[*b].decl.name));
        let mut next = Vec::new();
        for at in &frontier {
            let mut steps = model.graph.steps(model, *at, search.carrying.is_some());
            steps.sort_by(|a, b| model[a.flow].decl.name.cmp(&model[b.flow].decl.name));
            for step in steps {
                *count += 1;
                if !parents.contains_key(&step.to) && free(run, search, step) >= at_least {
                    parents.insert(step.to, (*at, step));
                    next.push(step.to);
                }
            }
        }
        frontier = next;
    }
    parents
}

/// Types `unless: T`: a technique or a type.
pub(super) fn guard(typer: &mut Typer<'_>, expr: &Expr) -> Option<Guard> {
    let ExprKind::Path(name) = &expr.kind else {
        typer.out.push(Diagnostic::new(&ARGUMENTS, expr.span, "behind `unless:` stands a technique or a type"));
        return None;
    };
    if let Some(ty) = typer.type_named(name) {
        if typer.vocabulary.find(WordKind::Technique, name, typer.packs).is_some() {
            let message = format!("`{name}` is a technique, and a type as well");
            typer.out.push(Diagnostic::new(&AMBIGUOUS, expr.span, message).help("give one of them another name"));
            return None;
        }
        return Some(Guard::Type(ty));
    }
    let technique = typer.technique(name, expr.span)?;
    if typer.clause == Clause::When {
        let error =
            Diagnostic::new(&DEFENCE, expr.span, format!("`{name}` is a defence, and `when` states the hazard"));
        typer.out.push(error.help("ask for it in `unless`: `not exposed(…, unless: …)`"));
        return None;
    }
    Some(Guard::Technique(technique))
}

fn walk(run: &Run<'_>, search: Search, at_least: Truth, steps: &mut u64) -> Vec<bool> {
    let model = run.model;
    let mut seen = vec![false; model.elements.len()];
    let mut expanded = vec![false; model.elements.len()];
    let mut stack = sources(run, search);
    while let Some(at) = stack.pop() {
        match expanded.get_mut(at.index()) {
            Some(done) if !*done => *done = true,
            _ => continue,
        }
        let mut visit = |step: Step| {
            *steps += 1;
            if free(run, search, step) >= at_least
                && let Some(seen) = seen.get_mut(step.to.index())
                && !*seen
            {
                *seen = true;
                stack.push(step.to);
            }
        };
        for flow in run.flows_at(at, false) {
            if let Some(to) = model[flow].to.element() {
                visit(Step { flow, reply: false, to });
            }
        }
        if search.carrying.is_some() {
            for flow in run.flows_at(at, true) {
                if let Some(to) = model[flow].from.element() {
                    visit(Step { flow, reply: true, to });
                }
            }
        }
    }
    seen
}

fn sources(run: &Run<'_>, search: Search) -> Vec<ElementId> {
    let untrusted = word::trust::UNTRUSTED;
    match search.from {
        Some(element) => vec![element],
        None => run.model.element_ids().filter(|id| run.model[*id].trust == untrusted).collect(),
    }
}

/// Whether nothing stops a step. The element that it starts at was asked by the step before; a source is not asked.
fn free(run: &Run<'_>, search: Search, step: Step) -> Truth {
    let mut free = carries(run, search, step);
    for thing in [Thing::Flow(step.flow), Thing::Element(step.to)] {
        if free == Truth::False {
            break;
        }
        free = free.and(!guarded(run, search, thing));
    }
    free
}

fn guarded(run: &Run<'_>, search: Search, thing: Thing) -> Truth {
    match search.guard {
        None => Truth::False,
        // What strangers hold in their hands stops no stranger.
        Some(Guard::Technique(_)) if matches!(thing, Thing::Element(element) if run.is_of_strangers(element)) => {
            Truth::False
        }
        Some(Guard::Technique(technique)) => run.cover.has(run.model, thing, technique, None, search.mode).0,
        Some(Guard::Type(ty)) => run.model.is(thing, ty).into(),
    }
}

fn carries(run: &Run<'_>, search: Search, step: Step) -> Truth {
    let Some(data) = search.carrying else { return Truth::True };
    let id = if step.reply { ids::RETURNS } else { ids::CARRIES };
    let value = run.attr(Thing::Flow(step.flow), &[id]);
    match value {
        Value::Unknown => Truth::Unknown,
        value => value.items().contains(&Value::Thing(Thing::Data(data))).into(),
    }
}
