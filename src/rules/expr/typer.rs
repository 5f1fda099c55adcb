//! Syntax trees of conditions and levels → typed expressions, with an error at each place that cannot mean anything.

use std::sync::Arc;

use smol_str::SmolStr;

use crate::diag::{Diagnostic, SUGGESTED, did_you_mean};
use crate::model::{Bits, TechniqueId, TypeId, Vocabulary, WordKind};
use crate::rules::expr::codes::{
    BINDER, CONDITION, DEFENCE, HAS_KIND, LEVEL_WANTED, TYPE_TEST, UNKNOWN_TECHNIQUE, UNKNOWN_TYPE,
};
use crate::rules::expr::{BINDERS, Cond, FROM, Rating, SLOTS, Scope, THIS, TO, Term, Ty};
use crate::rules::predicate;
use crate::schema::{Kind, KindSet, LEVEL};
use crate::syntax::ast::{Compare, Expr, ExprKind, Name};
use crate::text::Span;

/// Where a condition stands: what it may read depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Clause {
    /// `when` of a rule: no defences.
    When,
    /// `unless`, `forbid`, `require`.
    Free,
}

/// A bound name.
pub(crate) struct Bound {
    pub(crate) name: SmolStr,
    pub(crate) slot: u8,
    pub(crate) ty: Ty,
}

/// A name of the model that a condition uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The name.
    pub name: SmolStr,
    /// Where it stands.
    pub span: Span,
    /// The kinds that make sense there.
    pub kinds: KindSet,
    /// Whether it is the name of a type, which nothing of these kinds may have as well.
    pub is_type: bool,
}

/// What elements, boundaries and flows have in common: controls.
pub(crate) const CONTROLLED: KindSet = KindSet::ELEMENTS.and(KindSet::of(&[Kind::Boundary, Kind::Flow]));

/// The state of typing one rule.
pub(crate) struct Typer<'a> {
    pub(crate) vocabulary: &'a Vocabulary,
    /// The packs in scope.
    pub(crate) packs: &'a Bits,
    pub(crate) clause: Clause,
    pub(crate) bound: Vec<Bound>,
    /// Names that only a model can resolve.
    pub(crate) names: Vec<Wanted>,
    pub(crate) out: Vec<Diagnostic>,
}

impl<'a> Typer<'a> {
    /// Binds what a scope binds: `this`, and on flows `flow`, `from`, `to`.
    pub(crate) fn new(vocabulary: &'a Vocabulary, packs: &'a Bits, scope: &Scope) -> Typer<'a> {
        let kinds = scope.possible(vocabulary);
        let mut bound = vec![Bound { name: "this".into(), slot: THIS, ty: Ty::Thing(kinds) }];
        if kinds == KindSet::of(&[Kind::Flow]) {
            let ends = KindSet::ELEMENTS.and(KindSet::of(&[Kind::Boundary]));
            bound.push(Bound { name: "flow".into(), slot: THIS, ty: Ty::Thing(kinds) });
            bound.push(Bound { name: "from".into(), slot: FROM, ty: Ty::Thing(ends) });
            bound.push(Bound { name: "to".into(), slot: TO, ty: Ty::Thing(ends) });
        }
        Typer { vocabulary, packs, clause: Clause::Free, bound, names: Vec::new(), out: Vec::new() }
    }

    /// Types a condition; `None` where an error was reported.
    pub(crate) fn cond(&mut self, expr: &Expr) -> Option<Cond> {
        match &expr.kind {
            ExprKind::Bool(value) => Some(Cond::Const(*value)),
            ExprKind::And(parts) => Some(Cond::And(self.conds(parts)?)),
            ExprKind::Or(parts) => Some(Cond::Or(self.conds(parts)?)),
            ExprKind::Not(inner) => Some(Cond::Not(Arc::new(self.cond(inner)?))),
            ExprKind::Compare(Compare::In, left, right) => self.member(left, right),
            ExprKind::Compare(how, left, right) => self.compare(*how, left, right, expr.span),
            ExprKind::Is(subject, name) => self.is(subject, name),
            ExprKind::Has(subject, name) => self.has(subject, name),
            ExprKind::Call(name, args) if name.text != "count" => predicate::compile(self, name, args, expr.span),
            _ => {
                let (term, ty) = self.term(expr, None)?;
                if matches!(ty, Ty::Bool) {
                    return Some(Cond::Flag(term));
                }
                let message = format!("a condition is needed here, and this is {}", ty.describe());
                let help = match ty {
                    Ty::List(_) => "ask for an item with `in` or `any(…)`, or for the number with `count(…)`",
                    _ => "compare it with something, or test it with `is`, `has` or `known(…)`",
                };
                self.out.push(Diagnostic::new(&CONDITION, expr.span, message).help(help));
                None
            }
        }
    }

    /// Types `likelihood` or `impact`.
    pub(crate) fn rating(&mut self, expr: &Expr) -> Option<Rating> {
        match &expr.kind {
            ExprKind::Path(word) => {
                if let Some(level) = LEVEL.index(word) {
                    return Some(Rating::Level(level + 1));
                }
                let message = format!("`{word}` is no level");
                let help = did_you_mean(word, LEVEL.names()).unwrap_or_else(|| format!("write {}", LEVEL.choices()));
                self.out.push(Diagnostic::new(&LEVEL_WANTED, expr.span, message).help(help));
                None
            }
            ExprKind::Call(name, args) => predicate::compile_rating(self, name, args, expr.span),
            _ => {
                let help = format!("write {}, `rating(x)`, `account(flow)`, `min(…)` or `max(…)`", LEVEL.choices());
                self.out.push(Diagnostic::new(&LEVEL_WANTED, expr.span, "a level is needed here").help(help));
                None
            }
        }
    }

    /// Types a body with a name bound for each item.
    pub(crate) fn bind(&mut self, name: &Name, ty: Ty, body: &Expr) -> Option<(u8, Cond)> {
        if self.bound.iter().any(|bound| bound.name == name.text) || name.text == "model" {
            let message = format!("`{}` is already bound here", name.text);
            self.out.push(Diagnostic::new(&BINDER, name.span, message).help("give the inner one another name"));
            return None;
        }
        let nesting = self.bound.iter().filter(|bound| bound.slot >= BINDERS).count() as u8;
        let slot = BINDERS + nesting;
        if usize::from(slot) >= SLOTS {
            let message = "at most three lists nest";
            self.out.push(Diagnostic::new(&BINDER, name.span, message).help("split the rule"));
            return None;
        }
        self.bound.push(Bound { name: name.text.clone(), slot, ty });
        let body = self.cond(body);
        self.bound.pop();
        Some((slot, body?))
    }

    /// The technique of a name.
    pub(crate) fn technique(&mut self, name: &str, span: Span) -> Option<TechniqueId> {
        let found = self.vocabulary.find(WordKind::Technique, name, self.packs);
        if found.is_none() {
            let mut error = Diagnostic::new(&UNKNOWN_TECHNIQUE, span, format!("there is no technique `{name}` here"))
                .help_opt(self.repair(WordKind::Technique, name));
            if self.type_named(name).is_some() {
                error = error.help(format!("`{name}` is a type: say `is {name}`"));
            }
            self.out.push(error);
        }
        found.map(TechniqueId)
    }

    /// Where a word that is not in scope is declared, or what may have been meant.
    pub(crate) fn repair(&self, kind: WordKind, name: &str) -> Option<String> {
        let suggests = self.out.len() < SUGGESTED;
        let names = self.vocabulary.words(kind).iter().take_while(|_| suggests).map(|def| def.name.as_str());
        self.vocabulary.elsewhere(kind, name).or_else(|| did_you_mean(name, names))
    }

    /// The type of a name; the model's own win.
    pub(crate) fn type_named(&self, name: &str) -> Option<TypeId> {
        self.vocabulary.find(WordKind::Type, name, self.packs).map(TypeId)
    }

    /// Reports an unknown type.
    pub(crate) fn no_type(&mut self, name: &str, span: Span) {
        let mut error = Diagnostic::new(&UNKNOWN_TYPE, span, format!("there is no type `{name}` here"))
            .help_opt(self.repair(WordKind::Type, name));
        if self.vocabulary.protocols.iter().any(|protocol| protocol.name == name) {
            error = error.help(format!("`{name}` is a protocol: say `flow.via is {name}`"));
        }
        self.out.push(error);
    }

    fn conds(&mut self, parts: &[Expr]) -> Option<Arc<[Cond]>> {
        // Every part is typed even after an error, so that one run reports them all.
        let typed: Vec<Option<Cond>> = parts.iter().map(|part| self.cond(part)).collect();
        typed.into_iter().collect()
    }

    fn is(&mut self, subject: &Expr, name: &Name) -> Option<Cond> {
        let (term, ty) = self.term(subject, None)?;
        match ty {
            Ty::Protocol => {
                let found = self.vocabulary.find(WordKind::Protocol, &name.text, self.packs);
                if found.is_none() {
                    let message = format!("there is no protocol `{}` here", name.text);
                    let help = self.repair(WordKind::Protocol, &name.text);
                    self.out.push(Diagnostic::new(&UNKNOWN_TYPE, name.span, message).help_opt(help));
                }
                found.map(|index| Cond::Via(term, crate::model::ProtocolId(index)))
            }
            Ty::Thing(kinds) => {
                let Some(ty) = self.type_named(&name.text) else {
                    self.no_type(&name.text, name.span);
                    return None;
                };
                let possible = match self.vocabulary.type_def(ty).kind {
                    Some(kind) => kinds.has(kind),
                    None => kinds.0 & KindSet::ELEMENTS.0 != 0,
                };
                if !possible {
                    let message = format!("this is {} and never `{}`", Ty::Thing(kinds).describe(), name.text);
                    self.out.push(Diagnostic::new(&TYPE_TEST, name.span, message).help("the rule could not fire here"));
                    return None;
                }
                let kind = self.vocabulary.type_def(ty).kind;
                self.narrow(&term, kind.map_or(KindSet::ELEMENTS, |kind| KindSet::of(&[kind])));
                Some(Cond::Is(term, ty))
            }
            Ty::List(item) if matches!(*item, Ty::Word(_)) => {
                let error = Diagnostic::new(&TYPE_TEST, subject.span, "words have no type");
                self.out.push(error.help(format!("ask whether it is one of them: `{} in …`", name.text)));
                None
            }
            Ty::List(_) => {
                let error = Diagnostic::new(&TYPE_TEST, subject.span, "a list has no type of its own");
                self.out.push(error.help(format!("ask for an item: `any(…, x: x is {})`", name.text)));
                None
            }
            other => {
                let message = format!("this is {} and has no type", other.describe());
                self.out.push(Diagnostic::new(&TYPE_TEST, subject.span, message).help("compare it with `==`"));
                None
            }
        }
    }

    pub(crate) fn has(&mut self, subject: &Expr, name: &Name) -> Option<Cond> {
        if self.clause == Clause::When {
            let error = Diagnostic::new(
                &DEFENCE,
                subject.span.to(name.span),
                "`has` asks for a defence, and `when` states the hazard",
            );
            self.out.push(error.help("move it to `unless`, turned round if needed"));
            return None;
        }
        let (term, ty) = self.term(subject, None)?;
        if let Ty::List(_) = ty {
            let error = Diagnostic::new(&HAS_KIND, subject.span, "a list has no controls");
            self.out.push(error.help(format!("`has` asks for a control; ask for an item with `{} in …`", name.text)));
            return None;
        }
        let technique = self.technique(&name.text, name.span);
        match ty {
            Ty::Thing(kinds) if kinds.0 & CONTROLLED.0 != 0 => {
                self.narrow(&term, CONTROLLED);
                Some(Cond::Has(term, technique?))
            }
            other => {
                let message = format!("this is {} and has no controls", other.describe());
                let help = "ask it of an element, a boundary or a flow";
                self.out.push(Diagnostic::new(&HAS_KIND, subject.span, message).help(help));
                None
            }
        }
    }
}

/// The value of a bound name.
impl Bound {
    pub(crate) fn term(&self) -> (Term, Ty) {
        (Term::Slot(self.slot), self.ty.clone())
    }
}
