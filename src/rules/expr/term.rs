//! Typing of values: bound names, attributes, literals, words.

use std::sync::Arc;

use smol_str::SmolStr;

use crate::diag::{Diagnostic, did_you_mean};
use crate::model::{ProtocolId, TechniqueId, TypeId, Value, WordKind, date};
use crate::rules::expr::codes::{
    ARGUMENTS, CANNOT_HOLD, DEFENCE, LIST_OF_TECHNIQUES, UNKNOWN_ATTRIBUTE, UNKNOWN_NAME, UNKNOWN_TECHNIQUE,
    UNKNOWN_TYPE, UNKNOWN_WORD, WITH_UNKNOWN,
};
use crate::rules::expr::derived::DERIVED;
use crate::rules::expr::typer::CONTROLLED;
use crate::rules::expr::{Clause, Named, Term, Ty, Typer, Wanted};
use crate::schema::{self, AttrId, Kind, KindSet};
use crate::syntax::ast::{Arg, Expr, ExprKind, Name};
use crate::text::Span;

const ANYTHING: KindSet = KindSet(u32::MAX);
const FLOW: KindSet = KindSet::of(&[Kind::Flow]);
const MODEL: KindSet = KindSet::of(&[Kind::Model]);

impl Typer<'_> {
    /// Types a value. `expected` is what the other operand is, by which bare words are read.
    pub(crate) fn term(&mut self, expr: &Expr, expected: Option<&Ty>) -> Option<(Term, Ty)> {
        let value = |value, ty| Some((Term::Const(value), ty));
        match &expr.kind {
            ExprKind::Bool(flag) => value(Value::Bool(*flag), Ty::Bool),
            ExprKind::Int(number) => value(Value::Int(*number), Ty::Int),
            ExprKind::Text(text) => value(Value::Text(text.clone()), Ty::Text),
            ExprKind::Handle(handle) => value(Value::Handle(handle.clone()), Ty::Person),
            ExprKind::Duration(count, unit) => value(Value::Duration(*count, *unit), Ty::Duration),
            ExprKind::Date(year, month, day) => match date(*year, *month, *day) {
                Some(day) => value(Value::Date(day), Ty::Date),
                None => self.refuse(expr.span, "the calendar has no such day"),
            },
            ExprKind::Unknown => {
                let error = Diagnostic::new(&WITH_UNKNOWN, expr.span, "nothing is ever equal to `unknown`");
                self.out.push(error.help("say `known(x)` or `not known(x)`"));
                None
            }
            ExprKind::Path(path) => self.path(path, expr.span, expected),
            ExprKind::FlowRef(from, to) => {
                let name = smol_str::format_smolstr!("{}->{}", from.text, to.text);
                Some((self.named(name, expr.span, FLOW), Ty::Thing(FLOW)))
            }
            ExprKind::List(items) => self.list(items, expected),
            ExprKind::Call(name, args) if name.text == "count" => self.count(name, args),
            _ => self.refuse(expr.span, "a value is needed here, and this is a condition"),
        }
    }

    /// Whether an expression is a bare word whose meaning depends on its neighbour.
    pub(crate) fn is_open(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Path(path) => {
                !path.contains('.') && path != "model" && !self.bound.iter().any(|bound| bound.name == *path)
            }
            ExprKind::List(items) => items.iter().any(|item| self.is_open(item)),
            _ => false,
        }
    }

    /// Types a value that must be something of the model, of one of some kinds.
    pub(crate) fn thing(&mut self, expr: &Expr, kinds: KindSet, what: &str) -> Option<Term> {
        let (term, ty) = self.term(expr, Some(&Ty::Thing(kinds)))?;
        match ty {
            Ty::Thing(possible) if possible.0 & kinds.0 != 0 => Some(term),
            other => {
                let message = format!("this is {}, and {what} is needed", other.describe());
                self.out.push(Diagnostic::new(&ARGUMENTS, expr.span, message));
                None
            }
        }
    }

    fn list(&mut self, items: &[Expr], expected: Option<&Ty>) -> Option<(Term, Ty)> {
        let item_ty = match expected {
            Some(Ty::List(item)) => Some((**item).clone()),
            other => other.cloned(),
        };
        let mut values = Vec::with_capacity(items.len());
        let mut ty = item_ty.clone();
        for item in items {
            let (term, found) = self.term(item, item_ty.as_ref())?;
            let Term::Const(value) = term else {
                return self.refuse(item.span, "a list of literals is needed here");
            };
            values.push(value);
            ty.get_or_insert(found);
        }
        let ty = ty.unwrap_or(Ty::Other);
        Some((Term::Const(Value::List(values.into_boxed_slice())), Ty::List(Box::new(ty))))
    }

    fn count(&mut self, name: &Name, args: &[Arg]) -> Option<(Term, Ty)> {
        let [Arg { label: None, value }] = args else {
            let error = Diagnostic::new(&ARGUMENTS, name.span, "`count` takes one list");
            self.out.push(error.help("write `count(list)`"));
            return None;
        };
        match self.term(value, None)? {
            (term, Ty::List(_)) => Some((Term::Count(Arc::new(term)), Ty::Int)),
            (_, other) => {
                let message = format!("`count` takes a list, and this is {}", other.describe());
                self.out.push(Diagnostic::new(&ARGUMENTS, value.span, message));
                None
            }
        }
    }

    fn path(&mut self, path: &SmolStr, span: Span, expected: Option<&Ty>) -> Option<(Term, Ty)> {
        let mut rest = path.split('.');
        let first = rest.next().unwrap_or(path);
        let mut at = first.len();
        let first_span = Span { end: span.start + at as u32, ..span };
        let (mut term, mut ty) = match self.bound.iter().find(|bound| bound.name == first) {
            Some(bound) => bound.term(),
            None if first == "model" => (Term::Model, Ty::Thing(MODEL)),
            None => self.word(first, first_span, if first.len() == path.len() { expected } else { None })?,
        };
        for name in rest {
            let start = span.start + at as u32 + 1;
            let name_span = Span { start, end: start + name.len() as u32, ..span };
            (term, ty) = self.attribute(term, &ty, name, name_span)?;
            at += 1 + name.len();
        }
        Some((term, ty))
    }

    fn attribute(&mut self, base: Term, base_ty: &Ty, name: &str, span: Span) -> Option<(Term, Ty)> {
        let Ty::Thing(kinds) = base_ty else {
            let message = format!("{} has no attributes", base_ty.describe());
            let mut error = Diagnostic::new(&UNKNOWN_ATTRIBUTE, span, message);
            if let Ty::List(_) = base_ty {
                error = error.help(format!("ask for an item: `any(…, x: x.{name} …)`"));
            }
            self.out.push(error);
            return None;
        };
        if self.clause == Clause::When && matches!(name, "controls" | "lacks") {
            let error =
                Diagnostic::new(&DEFENCE, span, format!("`{name}` is about defences, and `when` states the hazard"));
            self.out.push(error.help("use `has` in `unless`"));
            return None;
        }
        if matches!(name, "controls" | "lacks") && kinds.0 & CONTROLLED.0 != 0 {
            let message = format!("`{name}` is what was written down, and no condition reads it");
            let error = Diagnostic::new(&LIST_OF_TECHNIQUES, span, message);
            self.out.push(error.help("ask for a technique: `this has TECHNIQUE`"));
            return None;
        }
        if let Some(row) = DERIVED.iter().find(|row| row.name == name && row.on.0 & kinds.0 != 0) {
            return Some((Term::Derived(Arc::new(base), row.derived), row.derived.ty()));
        }
        let mut ids: Vec<AttrId> = Vec::new();
        for kind in kinds.iter().filter(|kind| *kind != Kind::Leaf) {
            if let Some(id) = schema::find(kind, name)
                && !ids.contains(&id)
            {
                ids.push(id);
            }
        }
        let Some(first) = ids.first() else {
            self.no_attribute(*kinds, name, span);
            return None;
        };
        let ty = Ty::of(&schema::row(*first).ty);
        // Rows of one name and different types belong to kinds that no condition mixes; the first type decides.
        ids.retain(|id| ty.meets(&Ty::of(&schema::row(*id).ty)) || matches!(ty, Ty::Other));
        let ty = match ty {
            Ty::Thing(_) => Ty::Thing(ids.iter().fold(KindSet(0), |sum, id| match Ty::of(&schema::row(*id).ty) {
                Ty::Thing(kinds) => sum.and(kinds),
                _ => sum,
            })),
            other => other,
        };
        Some((Term::Attr(Arc::new(base), ids.into()), ty))
    }

    fn no_attribute(&mut self, kinds: KindSet, name: &str, span: Span) {
        let rows = schema::all().filter(|(_, row)| row.on.0 & kinds.0 != 0).map(|(_, row)| row.name);
        let derived = DERIVED.iter().filter(|row| row.on.0 & kinds.0 != 0).map(|row| row.name);
        let message = format!("{} has no attribute `{name}`", Ty::Thing(kinds).describe());
        let mut error =
            Diagnostic::new(&UNKNOWN_ATTRIBUTE, span, message).help_opt(did_you_mean(name, rows.chain(derived)));
        if self.vocabulary.techniques.iter().any(|technique| technique.name == name) {
            error = error.help(format!("`{name}` is a technique: say `has {name}`"));
        } else if self.type_named(name).is_some() {
            error = error.help(format!("`{name}` is a type: say `is {name}`"));
        }
        self.out.push(error);
    }

    /// A word that is not bound: read by what the other operand is, else a name of the model.
    fn word(&mut self, word: &str, span: Span, expected: Option<&Ty>) -> Option<(Term, Ty)> {
        let expected = match expected {
            Some(Ty::List(item)) => Some(&**item),
            other => other,
        };
        match expected {
            Some(Ty::Word(scale)) => {
                let found = scale.index(word);
                if found.is_none() {
                    let message = format!("`{word}` is no word for {}", scale.name);
                    let help =
                        did_you_mean(word, scale.names()).unwrap_or_else(|| format!("write {}", scale.choices()));
                    self.out.push(Diagnostic::new(&UNKNOWN_WORD, span, message).help(help));
                }
                found.map(|index| (Term::Const(Value::Word(index)), Ty::Word(scale)))
            }
            Some(Ty::Protocol) => {
                if let Some(index) = self.vocabulary.find(WordKind::Protocol, word, self.packs) {
                    return Some((Term::Const(Value::Protocol(ProtocolId(index))), Ty::Protocol));
                }
                let error = Diagnostic::new(&UNKNOWN_TYPE, span, format!("there is no protocol `{word}` here"))
                    .help_opt(self.repair(WordKind::Protocol, word));
                self.out.push(error);
                None
            }
            Some(Ty::Technique) => {
                if let Some(index) = self.vocabulary.find(WordKind::Technique, word, self.packs) {
                    return Some((Term::Const(Value::Technique(TechniqueId(index))), Ty::Technique));
                }
                let error = Diagnostic::new(&UNKNOWN_TECHNIQUE, span, format!("there is no technique `{word}` here"))
                    .help_opt(self.repair(WordKind::Technique, word));
                self.out.push(error);
                None
            }
            Some(Ty::Type) => match self.type_named(word) {
                Some(ty) => Some((Term::Type(ty), Ty::Type)),
                None => {
                    self.no_type(word, span);
                    None
                }
            },
            None | Some(Ty::Thing(_)) => {
                if let Some(error) = self.not_bound(word, span) {
                    self.out.push(error);
                    return None;
                }
                let kinds = match expected {
                    Some(Ty::Thing(kinds)) => *kinds,
                    _ => ANYTHING,
                };
                Some((self.named(word.into(), span, kinds), Ty::Thing(kinds)))
            }
            Some(other) => {
                let message = format!("`{word}` stands where {} is needed", other.describe());
                let mut error = Diagnostic::new(&CANNOT_HOLD, span, message);
                if matches!(other, Ty::Bool) {
                    error = error.help("write `true` or `false`");
                } else if matches!(other, Ty::Text | Ty::Person) {
                    error = error.help("put text in double quotes");
                }
                self.out.push(error);
                None
            }
        }
    }

    /// Names that only some rules bind.
    fn not_bound(&self, word: &str, span: Span) -> Option<Diagnostic> {
        if !matches!(word, "flow" | "from" | "to") {
            return None;
        }
        let error = Diagnostic::new(&UNKNOWN_NAME, span, format!("`{word}` is bound only where `on = flow`"));
        Some(error.help("the target of the rule is `this`"))
    }

    fn named(&mut self, name: SmolStr, span: Span, kinds: KindSet) -> Term {
        self.names.push(Wanted { name: name.clone(), span, kinds, is_type: false });
        Term::Named(Named { name, span })
    }

    /// Says of what kinds a name must be where it stands; of other terms that is known already.
    pub(crate) fn narrow(&mut self, term: &Term, kinds: KindSet) {
        let Term::Named(named) = term else { return };
        if let Some(wanted) = self.names.iter_mut().rev().find(|wanted| wanted.span == named.span) {
            wanted.kinds = KindSet(wanted.kinds.0 & kinds.0);
        }
    }

    fn refuse<T>(&mut self, span: Span, message: &str) -> Option<T> {
        self.out.push(Diagnostic::new(&CANNOT_HOLD, span, message));
        None
    }

    /// A type by name as an argument, where the word is one.
    pub(crate) fn type_argument(&self, expr: &Expr) -> Option<TypeId> {
        match &expr.kind {
            ExprKind::Path(word) if self.is_open(expr) => self.type_named(word),
            _ => None,
        }
    }
}
