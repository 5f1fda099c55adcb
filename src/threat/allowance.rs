//! How many steps the explanation of each threat may take.
//!
//! An explanation looks at every item of a list for the first that decides, where the engine stopped at any. That is as
//! much as the lists are long: few flows of an element, thousands of a datum that everybody sends. So each threat has
//! something, and more by the size of what it is about; where all that is too much together, everybody has less of it.

use crate::model::{End, Model, Thing};
use crate::rules::Rule;
use crate::rules::eval::{EACH, Run};
use crate::rules::expr::{Cond, Term};
use crate::threat::{Threat, ThreatRule, limits};

/// So many steps an item of a list may take: it is asked for some facts, in some clauses.
const ITEM: u64 = 16;

/// What sizes come from.
pub(super) struct Allowances {
    /// By element, its flows.
    degrees: Vec<u64>,
    /// By rule, whether it looks at lists of the whole model; `false` for those that found nothing.
    wide: Vec<bool>,
    /// How many things the model has.
    things: u64,
    /// What all threats would like to have beyond what each has.
    wished: u64,
}

impl Allowances {
    /// For the threats of a model.
    pub(super) fn new(run: &Run<'_>, rules: &[Rule], threats: &[Threat]) -> Allowances {
        let model = run.model;
        let mut degrees = vec![0; model.elements.len()];
        for id in model.flow_ids() {
            for end in [model[id].from, model[id].to] {
                if let Some(degree) = end.element().and_then(|id| degrees.get_mut(id.index())) {
                    *degree += 1;
                }
            }
        }
        // Most rules find nothing, and nobody asks about them.
        let mut found = vec![false; rules.len()];
        for threat in threats {
            if let ThreatRule::Rule(index) = threat.rule
                && let Some(found) = found.get_mut(index as usize)
            {
                *found = true;
            }
        }
        let wide = |(rule, found): (&Rule, bool)| found && (wide(&rule.when) || rule.unless.as_ref().is_some_and(wide));
        let things = model.elements.len() + model.flows.len() + model.data.len() + model.boundaries.len();
        let mut all =
            Allowances { degrees, wide: rules.iter().zip(found).map(wide).collect(), things: things as u64, wished: 0 };
        all.wished = threats.iter().fold(0, |sum, threat| sum.saturating_add(all.wish(run, threat)));
        all
    }

    /// The steps of one threat.
    pub(super) fn of(&self, run: &Run<'_>, threat: &Threat) -> u64 {
        let (wish, all) = (u128::from(self.wish(run, threat)), u128::from(self.wished.max(limits::EXPLAIN)));
        let more = wish * u128::from(limits::EXPLAIN) / all;
        limits::EXPLAIN_EACH + u64::try_from(more).unwrap_or(EACH)
    }

    fn wish(&self, run: &Run<'_>, threat: &Threat) -> u64 {
        let wide = match threat.rule {
            ThreatRule::Rule(index) => self.wide.get(index as usize).copied().unwrap_or(false),
            ThreatRule::Written(_) => false,
        };
        let size = self.size(run, threat.target) + if wide { self.things } else { 0 };
        (ITEM * size).min(EACH)
    }

    /// How long the lists of a thing are.
    fn size(&self, run: &Run<'_>, thing: Thing) -> u64 {
        let model: &Model = run.model;
        let end = |end: End| end.element().and_then(|id| self.degrees.get(id.index())).copied().unwrap_or(0);
        match thing {
            Thing::Element(id) => end(End::Element(id)),
            Thing::Flow(id) => end(model[id].from) + end(model[id].to),
            Thing::Data(id) => {
                let index = run.data_index();
                (index.flows(id).len() + index.places(id).len()) as u64
            }
            Thing::Boundary(_) | Thing::Model => self.things,
            _ => 0,
        }
    }
}

/// Whether a condition looks at a list of the model, or of something that it names.
fn wide(cond: &Cond) -> bool {
    match cond {
        Cond::And(parts) | Cond::Or(parts) => parts.iter().any(wide),
        Cond::Not(inner) => wide(inner),
        Cond::Any(any) => of_model(&any.list) || wide(&any.body),
        Cond::All(all) => of_model(&all.list) || wide(&all.body),
        Cond::Compare(sides) => of_model(&sides.left) || of_model(&sides.right),
        Cond::In(sides) => of_model(&sides.1),
        _ => false,
    }
}

fn of_model(term: &Term) -> bool {
    match term {
        Term::Model | Term::Named(_) => true,
        Term::Attr(base, _) | Term::Derived(base, _) | Term::Count(base) => of_model(base),
        _ => false,
    }
}
