//! What a defence that holds rests on: controls, or stated facts.

use crate::model::{ControlId, StatementSource, Truth};
use crate::rules::eval::cond::seen_from;
use crate::rules::eval::{Env, each, thing, truth};
use crate::rules::expr::Cond;

/// The controls behind a true condition.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Witness {
    /// Each once, in order of id.
    pub(crate) controls: Vec<ControlId>,
}

/// Finds what a true condition rests on. Of an `or` the part counts that rests on the best evidence; `found` says
/// whether a control's evidence was found.
pub(crate) fn witness<'a>(cond: &'a Cond, env: &Env<'a, '_>, found: &dyn Fn(ControlId) -> bool) -> Witness {
    let mut all = Witness::default();
    match cond {
        Cond::And(parts) => {
            for part in parts.iter() {
                all.add(witness(part, env, found));
            }
        }
        Cond::Or(parts) => {
            let holding = parts.iter().filter(|part| truth(part, env) == Truth::True);
            let witnesses = holding.map(|part| witness(part, env, found));
            // The first of the best: `max_by_key` would take the last.
            let best = witnesses.reduce(|best, next| if next.rank(found) > best.rank(found) { next } else { best });
            all.add(best.unwrap_or_default());
        }
        Cond::Has(term, technique) => {
            if let Some(subject) = thing(term, env) {
                let has = env.run.cover.has(env.model(), subject, *technique, seen_from(env, subject), env.mode);
                if let (Truth::True, Some(statement)) = has
                    && let StatementSource::Control(id) = statement.source
                {
                    all.add(Witness { controls: vec![id] });
                }
            }
        }
        Cond::Any(any) => {
            let mut best: Option<Witness> = None;
            each(&any.list, env, &mut |item| {
                let inner = env.with(any.slot, item);
                if truth(&any.body, &inner) == Truth::True {
                    best.get_or_insert(witness(&any.body, &inner, found));
                }
                best.is_none()
            });
            all.add(best.unwrap_or_default());
        }
        Cond::All(every) => {
            each(&every.list, env, &mut |item| {
                all.add(witness(&every.body, &env.with(every.slot, item), found));
                env.budget.steps(all.controls.len() as u64)
            });
        }
        _ => {}
    }
    all
}

impl Witness {
    fn add(&mut self, other: Witness) {
        self.controls.extend(other.controls);
        self.controls.sort_unstable();
        self.controls.dedup();
    }

    /// Evidenced beats claimed controls, those beat bare facts.
    fn rank(&self, found: &dyn Fn(ControlId) -> bool) -> u8 {
        match self.controls.as_slice() {
            [] => 0,
            controls if controls.iter().all(|id| found(*id)) => 2,
            _ => 1,
        }
    }
}
