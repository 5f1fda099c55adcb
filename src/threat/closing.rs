//! What would close a threat: the smallest changes of the model that make its defence hold.
//!
//! A condition is walked for the facts that it lacks. `or` gives alternatives, `and` joins the changes of its parts,
//! `all(…)` needs them for every item that fails. Structure (who reaches whom, what lies inside what) is never
//! changed here: that is a design, not an answer. Decisions are no changes either; they close any threat.

use crate::model::{ControlId, Cover, FlowId, Mode, Model, Origin, Target, TechniqueId, Thing, Tree, Truth, Value};
use crate::rules::Rule;
use crate::rules::eval::{Budget, EACH, Env, Run, Val, each, pick, show_value, thing, truth, value};
use crate::rules::expr::{Cond, Term};
use crate::schema::{self, AttrId, ValueType, attr, word};
use crate::syntax::ast::Compare;
use crate::text::Span;
use crate::threat::written::against;
use crate::threat::{Answer, Findings, Threat, ThreatRule};

/// One change of a model.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// A thing gets a technique.
    Apply(Thing, TechniqueId),
    /// An attribute that the thing does not state itself gets a value, as text.
    State(Thing, AttrId, String),
    /// A technique is taken out of what a thing is said to lack.
    Retract(Thing, TechniqueId),
    /// A control that is there is put into force.
    Implement(ControlId),
    /// A written threat that nothing is against gets a control.
    Oppose(Thing),
    /// A step of a written threat's tree that nothing blocks gets a control: the threat, the step's number in the tree
    /// from 1, and where it stands.
    Block(Thing, u32, Span),
}

/// Alternatives: any one of these lists of changes, made in full, closes the threat.
pub type Closings = Vec<Vec<Change>>;

/// What may close a threat.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Candidates {
    /// Those with the fewest changes first.
    pub ways: Closings,
    /// Whether all were found: looking for them may take too many steps.
    pub complete: bool,
}

/// So many alternatives are looked at.
const MOST: usize = 12;

/// What takes more changes than this is no answer to a threat: it is another model.
const CHANGES: usize = 50;

impl Findings<'_> {
    /// What would close a threat that is open, planned or lapsed: candidates, which the driver tries out. None where no
    /// fact or control of the model can, so that only a change of the design or a decision is left.
    pub fn closings(self, threat: &Threat) -> Candidates {
        let budget = Budget::one(EACH);
        let ways = ways(self.model, self.rules, self.cover, &budget, threat);
        Candidates { ways, complete: !budget.is_over() }
    }
}

fn ways(model: &Model, rules: &[Rule], cover: &Cover, budget: &Budget, threat: &Threat) -> Closings {
    let planned = match &threat.answer {
        Some(Answer::Controls(controls)) => in_force_later(model, controls),
        _ => Vec::new(),
    };
    let mut found = if planned.is_empty() { Closings::new() } else { vec![planned] };
    match threat.rule {
        ThreatRule::Rule(index) => {
            let run = Run::light(model, cover);
            if let Some(rule) = rules.get(index as usize) {
                let defended = |target| defend(rule, &Env::new(&run, budget, target, Mode::InForce));
                found.extend(match threat.members.is_empty() {
                    true => defended(threat.target),
                    // It is closed when it is closed on every flow.
                    false => joined(budget, threat.open_places().map(defended)),
                });
            }
        }
        ThreatRule::Written(id) => {
            let later = in_force_later(model, &against(model, id));
            if let Some(tree) = &model[id].tree {
                let run = Run::light(model, cover);
                found.extend(block(&run, budget, rules, Thing::Threat(id), tree, &mut 0));
            } else if !later.is_empty() {
                found.push(later);
            } else if against(model, id).is_empty() {
                found.push(vec![Change::Oppose(Thing::Threat(id))]);
            }
        }
    }
    found.retain(|changes| !changes.is_empty());
    found.sort_by_key(Vec::len);
    let mut seen = Closings::new();
    found.into_iter().for_each(|changes| {
        // What holds all of a shorter way is no way of its own.
        if !seen.iter().any(|shorter| shorter.iter().all(|change| changes.contains(change))) {
            seen.push(changes);
        }
    });
    seen.truncate(MOST);
    seen
}

/// The ways to make a rule's defence hold, or else its hazard not.
fn defend<'a>(rule: &'a Rule, env: &Env<'a, '_>) -> Closings {
    let wanted = rule.unless.as_ref().map(|unless| make(unless, env, true));
    wanted.filter(|wanted| !wanted.is_empty()).unwrap_or_else(|| make(&rule.when, env, false))
}

/// The ways to block a tree; one empty way where it is blocked. `count` numbers the steps.
fn block<'a>(
    run: &Run<'a>,
    budget: &Budget,
    rules: &'a [Rule],
    threat: Thing,
    tree: &Tree,
    count: &mut u32,
) -> Closings {
    let model = run.model;
    match tree {
        // All steps are needed: blocking one is enough.
        Tree::All(_, parts) => {
            let ways: Vec<_> = parts.iter().flat_map(|part| block(run, budget, rules, threat, part, count)).collect();
            if ways.contains(&Vec::new()) { vec![Vec::new()] } else { ways }
        }
        Tree::Any(_, parts) => joined(budget, parts.iter().map(|part| block(run, budget, rules, threat, part, count))),
        Tree::Leaf(leaf) => {
            *count += 1;
            if leaf.blocked_by.iter().any(|control| model[*control].status == word::control_status::IMPLEMENTED) {
                return vec![Vec::new()];
            }
            if leaf.blocked_by.is_empty() {
                return vec![vec![Change::Block(threat, *count, leaf.span)]];
            }
            leaf.blocked_by.iter().map(|control| in_force_later(model, &[*control])).collect()
        }
        // A derived threat is closed where it stands; a pattern may stand for several.
        Tree::Derived(pattern, Target::Between(from, to)) => {
            let between = |id: &FlowId| (model[*id].from.thing(), model[*id].to.thing()) == (*from, *to);
            let mut flows = model.flow_ids().filter(between).map(|id| Target::Thing(Thing::Flow(id)));
            joined(
                budget,
                flows
                    .by_ref()
                    .map(|flow| block(run, budget, rules, threat, &Tree::Derived(pattern.clone(), flow), count)),
            )
        }
        Tree::Derived(pattern, Target::Thing(target)) => {
            let env = || Env::new(run, budget, *target, Mode::InForce);
            let fires = |rule: &&Rule| {
                pattern.matches(&rule.id)
                    && rule.scope.takes(model, *target)
                    && truth(&rule.when, &env()) == Truth::True
            };
            let firing: Vec<&Rule> = rules.iter().filter(fires).collect();
            match firing.is_empty() {
                true => Closings::new(),
                false => joined(budget, firing.into_iter().map(|rule| defend(rule, &env()))),
            }
        }
        Tree::Derived(..) => Closings::new(),
    }
}

fn in_force_later(model: &Model, controls: &[ControlId]) -> Vec<Change> {
    let waiting: Vec<ControlId> =
        controls.iter().copied().filter(|id| model[*id].status != word::control_status::IMPLEMENTED).collect();
    let mut changes: Vec<Change> = waiting.iter().map(|id| Change::Implement(*id)).collect();
    for control in waiting.iter().map(|id| &model[*id]) {
        let Some(technique) = control.technique else { continue };
        let denied = control.on.iter().filter(|thing| lacks(model, **thing, technique));
        changes.extend(denied.map(|thing| Change::Retract(*thing, technique)));
    }
    changes
}

/// Whether the thing itself says that it lacks a technique, or a broader one.
fn lacks(model: &Model, thing: Thing, technique: TechniqueId) -> bool {
    let above = &model.vocabulary.technique(technique).ancestors;
    let said = model.get(thing, attr::LACKS).value.items();
    said.iter().any(|item| matches!(item, Value::Technique(id) if above.has(id.0)))
}

/// The ways to make a condition certainly true, or certainly false; one empty way where it is so already.
fn make<'a>(cond: &'a Cond, env: &Env<'a, '_>, wanted: bool) -> Closings {
    let is = truth(cond, env);
    if is == if wanted { Truth::True } else { Truth::False } {
        return vec![Vec::new()];
    }
    match (cond, wanted) {
        (Cond::Not(inner), _) => make(inner, env, !wanted),
        (Cond::And(parts), true) | (Cond::Or(parts), false) => {
            joined(env.budget, parts.iter().map(|part| make(part, env, wanted)))
        }
        (Cond::Or(parts), true) | (Cond::And(parts), false) => {
            parts.iter().flat_map(|part| make(part, env, wanted)).take(MOST).collect()
        }
        (Cond::Has(subject, technique), true) => match thing(subject, env) {
            Some(subject) if takes_controls(env.model(), subject) => {
                let apply = Change::Apply(subject, *technique);
                match (is_denied(env, subject, *technique), lacks(env.model(), subject, *technique)) {
                    (false, _) => vec![vec![apply]],
                    (true, true) => vec![vec![Change::Retract(subject, *technique), apply]],
                    // Something else says so, an attribute or a boundary, and that is to change.
                    (true, false) => Closings::new(),
                }
            }
            _ => Closings::new(),
        },
        (Cond::Flag(Term::Attr(base, ids)), _) => state(base, ids, env, wanted.to_string()),
        (Cond::Compare(comparison), _) => compared(&comparison.left, comparison.how, &comparison.right, env, wanted),
        // Any word of the list will do; the first stands for them all.
        (Cond::In(sides), true) => match (&sides.0, &sides.1) {
            (Term::Attr(base, ids), Term::Const(Value::List(words))) => match (ids.first(), words.first()) {
                (Some(id), Some(word)) => state(base, ids, env, show_value(env.model(), &schema::row(*id).ty, word)),
                _ => Closings::new(),
            },
            _ => Closings::new(),
        },
        (Cond::Via(Term::Attr(base, ids), protocol), true) => {
            state(base, ids, env, env.model().vocabulary.protocol(*protocol).name.to_string())
        }
        (Cond::All(all), true) => items(&all.list, all.slot, &all.body, env, true, true),
        (Cond::Any(any), false) => items(&any.list, any.slot, &any.body, env, false, true),
        (Cond::Any(any), true) => items(&any.list, any.slot, &any.body, env, true, false),
        (Cond::All(all), false) => items(&all.list, all.slot, &all.body, env, false, false),
        _ => Closings::new(),
    }
}

/// Whether something says that it is not there: then the statement is to change, not to be contradicted.
fn is_denied(env: &Env<'_, '_>, subject: Thing, technique: TechniqueId) -> bool {
    env.run.cover.has(env.model(), subject, technique, env.flow, Mode::InForce).1.is_some_and(|it| !it.present)
}

fn takes_controls(model: &Model, subject: Thing) -> bool {
    matches!(subject, Thing::Element(_) | Thing::Flow(_) | Thing::Boundary(_))
        && model.decl(subject).span.is_somewhere()
}

/// One way of each part, joined; nothing where a part has none, or where too many changes would be needed.
fn joined(budget: &Budget, parts: impl Iterator<Item = Closings>) -> Closings {
    let mut ways: Closings = vec![Vec::new()];
    for part in parts {
        let mut next = Closings::new();
        for way in &ways {
            for more in part.iter().take(MOST) {
                if !budget.steps((1 + way.len()) as u64) {
                    return Closings::new();
                }
                let mut way = way.clone();
                way.extend(more.iter().filter(|change| !way.contains(change)).cloned().collect::<Vec<_>>());
                next.push(way);
            }
        }
        next.retain(|way| way.len() <= CHANGES);
        if next.is_empty() {
            return next;
        }
        next.sort_by_key(Vec::len);
        next.truncate(MOST);
        ways = next;
    }
    ways
}

/// Every item, or some item, of a list that is known in full.
fn items<'a>(list: &'a Term, slot: u8, body: &'a Cond, env: &Env<'a, '_>, wanted: bool, every: bool) -> Closings {
    let mut parts = Vec::new();
    let known = each(list, env, &mut |item| {
        parts.push(make(body, &env.with(slot, item), wanted));
        true
    });
    match every {
        true if known == Truth::True => joined(env.budget, parts.into_iter()),
        true => Closings::new(),
        false => parts.into_iter().flatten().take(MOST).collect(),
    }
}

/// A statement of an attribute that the thing does not make itself.
fn state<'a>(base: &'a Term, ids: &[AttrId], env: &Env<'a, '_>, text: String) -> Closings {
    let Some(subject) = thing(base, env) else { return Closings::new() };
    let model = env.model();
    let Some(id) = pick(model, subject, ids) else { return Closings::new() };
    let own = matches!(model.attr(subject, id).origin, Origin::Declared(_) | Origin::Derived(_));
    if own || !model.decl(subject).span.is_somewhere() {
        return Closings::new();
    }
    vec![vec![Change::State(subject, id, text)]]
}

/// `attribute HOW constant`.
fn compared<'a>(left: &'a Term, how: Compare, right: &'a Term, env: &Env<'a, '_>, wanted: bool) -> Closings {
    let Term::Attr(base, ids) = left else { return Closings::new() };
    let constant = match (right, value(right, env)) {
        (Term::Const(constant), _) => constant.clone(),
        (_, Val::Word(word)) => Value::Word(word),
        _ => return Closings::new(),
    };
    let Some(row) = ids.first().map(|id| schema::row(*id)) else { return Closings::new() };
    let shown = |value: &Value| show_value(env.model(), &row.ty, value);
    match (&constant, how, wanted) {
        (_, Compare::Eq, true) | (_, Compare::Ge | Compare::Le, true) | (_, Compare::Ne, false) => {
            state(base, ids, env, shown(&constant))
        }
        // Another word than that: the reader knows which is true; the next one stands for them all.
        (Value::Word(word), Compare::Ne, true) | (Value::Word(word), Compare::Eq, false) => {
            let ValueType::Word(scale) = row.ty.item() else { return Closings::new() };
            let other = (0..scale.words.len() as u8).rev().find(|other| other != word);
            other.map_or(Closings::new(), |other| state(base, ids, env, scale.word(other).to_owned()))
        }
        _ => Closings::new(),
    }
}
