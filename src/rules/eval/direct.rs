//! Conditions on who calls, asked of the start of a flow alone: what is left of them where nobody stands behind it.
//!
//! Most flows start at somebody who calls for themselves. There `any(flow.callers, o: o is actor)` is `from is actor`,
//! which types alone decide for many flows at once.

use std::sync::Arc;

use crate::rules::eval::origins::Far;
use crate::rules::expr::{Cond, Derived, FROM, THIS, Term};
use crate::rules::predicate::{All, Any};

/// A condition on a flow that starts at somebody who calls for themselves, as far as is looked; nothing where it asks
/// for no caller, or in a way that cannot be told of the start alone.
pub(super) fn asked_of_start(cond: &Cond, far: Far) -> Option<Cond> {
    let some = |parts: &[Cond]| -> Option<Arc<[Cond]>> {
        let asked: Vec<Option<Cond>> = parts.iter().map(|part| asked_of_start(part, far)).collect();
        let changes = asked.iter().any(Option::is_some);
        changes
            .then(|| asked.into_iter().zip(parts).map(|(asked, part)| asked.unwrap_or_else(|| part.clone())).collect())
    };
    match cond {
        Cond::And(parts) => some(parts).map(Cond::And),
        Cond::Or(parts) => some(parts).map(Cond::Or),
        Cond::Not(inner) => asked_of_start(inner, far).map(|inner| Cond::Not(Arc::new(inner))),
        // A list of one: `any` and `all` are what they ask of it.
        Cond::Any(any) if is_callers(&any.list, far) => of_start(&any.body, any.slot),
        Cond::All(all) if is_callers(&all.list, far) => of_start(&all.body, all.slot),
        _ => None,
    }
}

fn is_callers(list: &Term, far: Far) -> bool {
    let Term::Derived(base, derived) = list else { return false };
    let asked = match derived {
        Derived::Callers => true,
        Derived::Origins => far == Far::Origins,
        _ => false,
    };
    asked && **base == Term::Slot(THIS)
}

/// A condition on what is bound in a slot, asked of `from`; nothing where it holds a predicate with rules of its own.
fn of_start(cond: &Cond, slot: u8) -> Option<Cond> {
    let term = |term: &Term| term_of_start(term, slot);
    let parts = |parts: &[Cond]| parts.iter().map(|part| of_start(part, slot)).collect::<Option<Arc<[Cond]>>>();
    Some(match cond {
        Cond::Const(value) => Cond::Const(*value),
        Cond::And(all) => Cond::And(parts(all)?),
        Cond::Or(any) => Cond::Or(parts(any)?),
        Cond::Not(inner) => Cond::Not(Arc::new(of_start(inner, slot)?)),
        Cond::Flag(of) => Cond::Flag(term(of)),
        Cond::Compare(sides) => {
            let (left, right) = (term(&sides.left), term(&sides.right));
            Cond::Compare(Arc::new(crate::rules::expr::Comparison { how: sides.how, left, right }))
        }
        Cond::In(sides) => Cond::In(Arc::new((term(&sides.0), term(&sides.1)))),
        Cond::Is(of, ty) => Cond::Is(term(of), *ty),
        Cond::Via(of, protocol) => Cond::Via(term(of), *protocol),
        Cond::Has(of, technique) => Cond::Has(term(of), *technique),
        Cond::Any(any) => {
            let (list, body) = (term(&any.list), of_start(&any.body, slot)?);
            Cond::Any(Arc::new(Any { list, slot: any.slot, name: any.name.clone(), body }))
        }
        Cond::All(all) => {
            let (list, body) = (term(&all.list), of_start(&all.body, slot)?);
            Cond::All(Arc::new(All { list, slot: all.slot, name: all.name.clone(), body }))
        }
        _ => return None,
    })
}

fn term_of_start(term: &Term, slot: u8) -> Term {
    match term {
        Term::Slot(bound) if *bound == slot => Term::Slot(FROM),
        Term::Attr(base, ids) => Term::Attr(Arc::new(term_of_start(base, slot)), Arc::clone(ids)),
        Term::Derived(base, derived) => Term::Derived(Arc::new(term_of_start(base, slot)), *derived),
        Term::Count(list) => Term::Count(Arc::new(term_of_start(list, slot))),
        other => other.clone(),
    }
}
