//! Conditions that say nothing: those that can never hold, and those that always do.
//!
//! A condition is turned into a tree of clauses with every `not` at the leaves ([`clauses`]). Going down, what holds
//! around a clause is collected ([`facts`]); a clause that contradicts it can never hold. What always holds is found
//! the same way from its opposite. Everything is about being true for certain: a clause is true only where its values
//! are known, so two-valued logic finds nothing that three-valued logic would allow.
//!
//! This module must not know what a model says.

mod clauses;
mod facts;
mod order;

use std::sync::Arc;

use crate::check::RuleDecl;
use crate::diag::Diagnostic;
use crate::model::{TypeId, Vocabulary};
use crate::rules::expr::codes::{ALWAYS, NEVER};
use crate::rules::expr::sense::clauses::{Clause, Leaf, negated, of};
use crate::rules::expr::sense::facts::{Conflict, Facts};
use crate::rules::expr::{Cond, Names, Scope, THIS, Term, show_cond};
use crate::schema::KindSet;
use crate::syntax::ast::{Expr, ExprKind};
use crate::text::Span;

/// Reports clauses of a rule that can never hold, and conditions that always do.
pub(crate) fn check(
    vocabulary: &Vocabulary,
    decl: &RuleDecl,
    scope: &Scope,
    when: &Cond,
    unless: Option<&Cond>,
    out: &mut Vec<Diagnostic>,
) {
    let flow = scope.possible(vocabulary) == KindSet::of(&[crate::schema::Kind::Flow]);
    let is = seed(scope).map(|ty| Cond::Is(Term::Slot(THIS), ty));
    let mut sense = Sense { facts: Facts::new(vocabulary), names: Names::new(vocabulary, flow), quiet: 0, out };
    if let Some(is) = &is {
        let _ = sense.facts.assert(is, true, Span::NONE);
    }
    // A policy's `forbid` and the opposite of its `require` stand in one condition.
    let (when, require) = match (&decl.when, &decl.require, when) {
        (Some(_), Some(_), Cond::Or(parts)) => match &parts[..] {
            [forbid, Cond::Not(require)] => (Some(forbid), Some(&**require)),
            _ => return,
        },
        (None, Some(_), Cond::Not(require)) => (None, Some(&**require)),
        _ => (Some(when), None),
    };
    let (never, always) = match decl.policy {
        true => ("so the policy is never violated", "this holds whatever the model says, so it forbids everything"),
        false => ("so the rule never fires", "this holds whatever the model says, so it tells nothing apart"),
    };
    let hazard = decl.when.as_ref().zip(when);
    let sound = hazard.is_none_or(|said| sense.condition(said, true, never, always));
    if let Some((expr, cond)) = decl.require.as_ref().zip(require) {
        let always = "this holds whatever the model says, so it demands nothing";
        sense.condition((expr, cond), false, "so everything violates the policy", always);
    }
    if let Some((expr, cond)) = decl.unless.as_ref().zip(unless) {
        let always = "this holds whatever the model says, so the rule never leaves a threat open";
        let says_something = sense.condition((expr, cond), false, "so nothing answers the rule", always);
        if let (true, true, Some(hazard)) = (sound, says_something, hazard) {
            sense.beside(hazard, expr, cond);
        }
    }
}

/// The type that every target is of.
fn seed(scope: &Scope) -> Option<TypeId> {
    match (&scope.types[..], KindSet(scope.kinds).iter().collect::<Vec<_>>().as_slice()) {
        ([ty], []) => Some(*ty),
        ([], [kind]) => Vocabulary::kind_type(*kind),
        _ => None,
    }
}

struct Sense<'a, 'o> {
    facts: Facts<'a>,
    names: Names<'a>,
    /// Above 0: contradictions are found, and not reported.
    quiet: usize,
    out: &'o mut Vec<Diagnostic>,
}

impl<'a> Sense<'a, '_> {
    /// A whole condition; gives whether it says something.
    fn condition(&mut self, (expr, cond): (&'a Expr, &'a Cond), hazard: bool, never: &str, always: &str) -> bool {
        let before = self.out.len();
        if self.contradicts(&of(expr, cond)) {
            if let Some(last) = self.out.last_mut().filter(|_| self.quiet == 0) {
                last.notes.push(never.to_owned());
            }
            return false;
        }
        denied(expr, cond, false, &mut |expr, cond| self.alone(expr, cond));
        if self.out.len() > before {
            return false;
        }
        self.quiet += 1;
        let found = self.contradicts(&negated(expr, cond));
        self.quiet -= 1;
        // A shape that `on` says in full is forbidden, or a hazard, with `true`.
        if found && !(hazard && matches!(cond, Cond::Const(_))) {
            let error = Diagnostic::new(&ALWAYS, expr.span, always);
            self.out.push(error.help("leave it out, or say what matters; whether a value is set, `known(…)` asks"));
        }
        !found
    }

    /// An `and` that is denied, by itself: what can never hold is no exception either.
    fn alone(&mut self, expr: &'a Expr, cond: &'a Cond) {
        let Clause::All(parts) = of(expr, cond) else { return };
        let mark = self.facts.mark();
        self.leaves(&parts);
        self.facts.back_to(mark);
    }

    /// Whether a clause can never be true under the facts. Reports why, leaf by leaf.
    fn contradicts(&mut self, clause: &Clause<'a>) -> bool {
        let mark = self.facts.mark();
        let found = match clause {
            Clause::Leaf(leaf) => self.leaf(leaf),
            Clause::All(parts) => {
                self.leaves(parts)
                    || parts.iter().any(|part| !matches!(part, Clause::Leaf(_)) && self.contradicts(part))
            }
            Clause::One { parts, stated, span } => {
                self.quiet += usize::from(!stated);
                // Every part is looked at, so that one run reports them all.
                let dead = parts.iter().filter(|part| self.contradicts(part)).count();
                self.quiet -= usize::from(!stated);
                if dead == parts.len() && !stated && self.quiet == 0 {
                    self.out.push(Diagnostic::new(&NEVER, *span, "this never holds beside the clauses around it"));
                }
                dead == parts.len()
            }
            Clause::Item { list, slot, name, body, stated, every } => {
                let inner = self.names.with(*slot, name, list);
                let outer = std::mem::replace(&mut self.names, inner);
                self.quiet += usize::from(!stated);
                let found = self.contradicts(body);
                self.quiet -= usize::from(!stated);
                self.names = outer;
                // Of an empty list, everything holds for every item.
                found && !every
            }
        };
        self.facts.back_to(mark);
        found
    }

    /// Puts the leaves among some parts into the facts; gives whether one contradicts.
    fn leaves(&mut self, parts: &[Clause<'a>]) -> bool {
        let mut leaves = parts.iter().filter_map(|part| if let Clause::Leaf(leaf) = part { Some(leaf) } else { None });
        leaves.any(|leaf| self.leaf(leaf))
    }

    fn leaf(&mut self, leaf: &Leaf<'a>) -> bool {
        let Err(conflict) = self.facts.assert(leaf.cond, leaf.holds, leaf.span) else { return false };
        if self.quiet == 0 {
            let error = self.explained(leaf, &conflict);
            self.out.push(error);
        }
        true
    }

    fn explained(&self, leaf: &Leaf<'a>, conflict: &Conflict<'a>) -> Diagnostic {
        let text = self.text(leaf.cond, leaf.holds);
        let against = conflict.with.iter().map(|(cond, holds, _)| format!("`{}`", self.text(cond, *holds)));
        let message = match against.collect::<Vec<_>>().as_slice() {
            [] => format!("`{text}` never holds"),
            [one] => format!("`{text}` never holds where {one} does"),
            more => format!("`{text}` never holds where {} do", more.join(" and ")),
        };
        let mut error = Diagnostic::new(&NEVER, leaf.span, message);
        for (cond, holds, span) in &conflict.with {
            error = match span.is_somewhere() {
                true => error.also(*span, "this has to hold too"),
                false => {
                    error.note(format!("by `on`, `{}` holds of everything that is looked at", self.text(cond, *holds)))
                }
            };
        }
        error
    }

    fn text(&self, cond: &Cond, holds: bool) -> String {
        match holds {
            true => show_cond(cond, &self.names),
            false => show_cond(&Cond::Not(Arc::new(cond.clone())), &self.names),
        }
    }

    /// Reports what `unless` says that can never hold where `when` does, or that always does there.
    fn beside(&mut self, (said, when): (&'a Expr, &'a Cond), expr: &'a Expr, unless: &'a Cond) {
        let mark = self.facts.mark();
        let clause = of(said, when);
        self.leaves(if let Clause::All(parts) = &clause { parts } else { std::slice::from_ref(&clause) });
        if !self.contradicts(&of(expr, unless)) && self.implied(&of(expr, unless)) {
            let message = "this holds wherever `when` does, so the rule never leaves a threat open";
            let error = Diagnostic::new(&ALWAYS, expr.span, message).also(said.span, "the hazard");
            self.out.push(error.help("say here what takes the hazard away"));
        }
        self.facts.back_to(mark);
    }

    /// Whether a clause is true for certain under the facts.
    fn implied(&mut self, clause: &Clause<'a>) -> bool {
        match clause {
            Clause::Leaf(leaf) => self.facts.implies(leaf.cond, leaf.holds),
            Clause::All(parts) => parts.iter().all(|part| self.implied(part)),
            Clause::One { parts, .. } => parts.iter().any(|part| self.implied(part)),
            Clause::Item { .. } => false,
        }
    }
}

/// Calls back for every outermost `and` that stands under an odd number of `not`.
fn denied<'a>(expr: &'a Expr, cond: &'a Cond, under: bool, found: &mut dyn FnMut(&'a Expr, &'a Cond)) {
    match (&expr.kind, cond) {
        (ExprKind::And(exprs), Cond::And(conds)) => {
            if under {
                found(expr, cond);
            }
            exprs.iter().zip(conds.iter()).for_each(|(expr, cond)| denied(expr, cond, under, found));
        }
        (ExprKind::Or(exprs), Cond::Or(conds)) => {
            exprs.iter().zip(conds.iter()).for_each(|(expr, cond)| denied(expr, cond, under, found));
        }
        (ExprKind::Not(expr), Cond::Not(cond)) => denied(expr, cond, !under, found),
        _ => {}
    }
}
