//! Whether the facts that a defence rests on are shown by evidence.

use crate::model::{Model, Origin, StatementSource, Thing, Truth};
use crate::rules::eval::cond::seen_from;
use crate::rules::eval::term::pick;
use crate::rules::eval::{Env, each, thing, truth};
use crate::rules::expr::{Cond, Term};
use crate::schema::{Kind, attr};

/// What a condition that holds rests on, from the least to the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rest {
    /// A fact whose evidence is broken.
    Broken,
    /// Something that is only said.
    Claimed,
    /// Nothing that evidence could show: structure.
    Nothing,
    /// Facts whose evidence was found, and controls with evidence.
    Shown,
}

/// What a true condition rests on; `shown` says it of the facts that a thing states. Of an `or` the best part counts.
pub(crate) fn rests<'a>(cond: &'a Cond, env: &Env<'a, '_>, shown: &mut dyn FnMut(Thing) -> Rest) -> Rest {
    match cond {
        Cond::And(parts) => parts.iter().fold(Rest::Nothing, |rest, part| and(rest, rests(part, env, shown))),
        Cond::Or(parts) => {
            let holding = parts.iter().filter(|part| truth(part, env) == Truth::True);
            holding.map(|part| rests(part, env, shown)).max().unwrap_or(Rest::Nothing)
        }
        Cond::Not(inner) => match &**inner {
            // Neither is so: both have to be known.
            Cond::Or(parts) => parts.iter().fold(Rest::Nothing, |rest, part| and(rest, rests(part, env, shown))),
            Cond::And(parts) => {
                let failing = parts.iter().filter(|part| truth(part, env) == Truth::False);
                failing.map(|part| rests(part, env, shown)).max().unwrap_or(Rest::Nothing)
            }
            other => rests(other, env, shown),
        },
        Cond::Has(term, technique) => {
            let has = thing(term, env)
                .map(|subject| env.run.cover.has(env.model(), subject, *technique, seen_from(env, subject), env.mode));
            match has {
                Some((Truth::True, Some(statement))) if matches!(statement.source, StatementSource::Control(_)) => {
                    Rest::Shown
                }
                _ => Rest::Claimed,
            }
        }
        Cond::Any(any) => {
            let mut best: Option<Rest> = None;
            each(&any.list, env, &mut |item| {
                let inner = env.with(any.slot, item);
                if truth(&any.body, &inner) == Truth::True {
                    best = best.max(Some(rests(&any.body, &inner, shown)));
                }
                best != Some(Rest::Shown)
            });
            and(of_term(&any.list, env, shown), best.unwrap_or(Rest::Nothing))
        }
        Cond::All(every) => {
            let mut all = of_term(&every.list, env, shown);
            each(&every.list, env, &mut |item| {
                all = and(all, rests(&every.body, &env.with(every.slot, item), shown));
                all != Rest::Broken
            });
            all
        }
        Cond::Flag(term) | Cond::Via(term, _) | Cond::Is(term, _) => of_term(term, env, shown),
        Cond::Compare(sides) => and(of_term(&sides.left, env, shown), of_term(&sides.right, env, shown)),
        Cond::In(sides) => and(of_term(&sides.0, env, shown), of_term(&sides.1, env, shown)),
        Cond::Known(_)
        | Cond::Const(_)
        | Cond::Crosses(_)
        | Cond::Inside(_)
        | Cond::Together(_)
        | Cond::Connected(_) => Rest::Nothing,
        // What stands on the ways through a model is said in many places.
        Cond::Reaches(_) | Cond::Exposed(_) | Cond::Tainted(_) => Rest::Claimed,
    }
}

/// What two things rest on together: on the weaker of them; what rests on nothing weakens nothing.
fn and(one: Rest, other: Rest) -> Rest {
    match (one, other) {
        (Rest::Nothing, rest) | (rest, Rest::Nothing) => rest,
        (one, other) => one.min(other),
    }
}

fn of_term<'a>(term: &'a Term, env: &Env<'a, '_>, shown: &mut dyn FnMut(Thing) -> Rest) -> Rest {
    match term {
        Term::Attr(base, ids) => {
            let Some(subject) = thing(base, env) else { return Rest::Claimed };
            let Some(id) = pick(env.model(), subject, ids) else { return Rest::Nothing };
            match is_stated(env.model(), subject, env.model().attr(subject, id).origin) {
                true => shown(subject),
                false => Rest::Claimed,
            }
        }
        Term::Derived(base, _) | Term::Count(base) => of_term(base, env, shown),
        Term::Slot(_) | Term::Model | Term::Named(_) | Term::Const(_) | Term::Type(_) => Rest::Nothing,
    }
}

/// Whether the declaration of a thing says so itself, by an attribute, its type, or the protocol that it names.
fn is_stated(model: &Model, thing: Thing, origin: Origin) -> bool {
    match origin {
        Origin::Declared(_) | Origin::Type(_) => true,
        Origin::Protocol(_) => attr::VIA.on(Kind::Flow).is_some_and(|via| model.decl(thing).attrs.get(via).is_some()),
        Origin::Defaults(..) | Origin::Boundary(..) => false,
        Origin::Derived(_) | Origin::Vocabulary | Origin::Unset => false,
    }
}
