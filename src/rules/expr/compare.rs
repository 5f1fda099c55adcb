//! Typing of comparisons: both sides of one type, and able to hold.

use std::sync::Arc;

use crate::diag::Diagnostic;
use crate::rules::expr::codes::{CANNOT_HOLD, LIST_OF_TECHNIQUES, OF_LIST, UNORDERED, WITH_UNKNOWN};
use crate::rules::expr::{Clause, Comparison, Cond, Term, Ty, Typer};
use crate::syntax::ast::{Compare, Expr, ExprKind};
use crate::text::Span;

impl Typer<'_> {
    /// `a == b`, `a < b`, ….
    pub(crate) fn compare(&mut self, how: Compare, left: &Expr, right: &Expr, span: Span) -> Option<Cond> {
        for side in [left, right] {
            if matches!(side.kind, ExprKind::Unknown) {
                let error = Diagnostic::new(&WITH_UNKNOWN, span, "a comparison with `unknown` is itself unknown");
                let help = if how == Compare::Ne { "say `known(x)`" } else { "say `not known(x)`" };
                self.out.push(error.help(help));
                return None;
            }
        }
        let ((left_term, left_ty), (right_term, right_ty)) = self.pair(left, right)?;
        // Several words are compared word by word.
        let (words, left_ty) = one_word(&left_term, left_ty);
        let (more_words, right_ty) = one_word(&right_term, right_ty);
        for (side, ty, is_list) in [(left, &left_ty, false), (right, &right_ty, words && more_words)] {
            if is_list || matches!(ty, Ty::List(_)) {
                let error = Diagnostic::new(&OF_LIST, side.span, "a list is no single value");
                let other = if std::ptr::eq(side, left) { right } else { left };
                self.out.push(error.help(instead(how, side, other)));
                return None;
            }
        }
        if !left_ty.meets(&right_ty) {
            let message = format!("{} never equals {}", left_ty.describe(), right_ty.describe());
            let error = Diagnostic::new(&CANNOT_HOLD, span, message);
            let error = quoted_word(error, right, &left_ty);
            self.out.push(quoted_word(error, left, &right_ty));
            return None;
        }
        let ordered = left_ty.is_ordered() && !words && !more_words;
        if !matches!(how, Compare::Eq | Compare::Ne) && !ordered {
            let message = format!("{} has no order", left_ty.describe());
            self.out.push(Diagnostic::new(&UNORDERED, span, message).help("use `==`, `!=` or `in`"));
            return None;
        }
        Some(Cond::Compare(Arc::new(Comparison { how, left: left_term, right: right_term })))
    }

    /// `a in list`.
    pub(crate) fn member(&mut self, left: &Expr, right: &Expr) -> Option<Cond> {
        if self.asks_a_list_of_techniques(left, right) {
            return None;
        }
        let (list, list_ty, item, item_ty);
        if self.is_open(right) {
            (item, item_ty) = self.term(left, None)?;
            (list, list_ty) = self.term(right, Some(&item_ty))?;
        } else {
            (list, list_ty) = self.term(right, None)?;
            if !matches!(list_ty, Ty::List(_)) {
                return self.no_list(&list_ty, right.span);
            }
            (item, item_ty) = self.term(left, Some(item_of(&list_ty)))?;
        }
        let Ty::List(of) = &list_ty else {
            return self.no_list(&list_ty, right.span);
        };
        let (words, item_ty) = one_word(&item, item_ty);
        if matches!(item_ty, Ty::List(_)) || (words && !matches!(list, Term::Const(_))) {
            let error = Diagnostic::new(&OF_LIST, left.span, "a list is no single value");
            self.out.push(error.help("ask for an item: `any(list, x: x in …)`"));
            return None;
        }
        if !item_ty.meets(of) {
            let message = format!("{} is never in a list of {}", item_ty.describe(), of.describe());
            let error = Diagnostic::new(&CANNOT_HOLD, left.span.to(right.span), message);
            self.out.push(quoted_word(error, left, of));
            return None;
        }
        Some(Cond::In(Arc::new((item, list))))
    }

    /// `TECHNIQUE in this.controls`, which asks what was written down: refused, with the question that is meant.
    fn asks_a_list_of_techniques(&mut self, left: &Expr, right: &Expr) -> bool {
        let (ExprKind::Path(technique), ExprKind::Path(list)) = (&left.kind, &right.kind) else { return false };
        let Some((of, name @ ("controls" | "lacks"))) = list.rsplit_once('.') else { return false };
        let known = self.vocabulary.techniques.iter().any(|known| known.name == *technique);
        if self.clause == Clause::When || !known {
            return false;
        }
        let asked = format!("{}{of} has {technique}", if name == "lacks" { "not " } else { "" });
        let span = left.span.to(right.span);
        let message = format!("`{list}` is what was written down, and no condition reads it");
        let error = Diagnostic::new(&LIST_OF_TECHNIQUES, span, message);
        self.out.push(error.fix("ask whether it is protected", span, asked));
        true
    }

    fn no_list(&mut self, ty: &Ty, span: Span) -> Option<Cond> {
        let message = format!("behind `in` stands a list, and this is {}", ty.describe());
        self.out.push(Diagnostic::new(&CANNOT_HOLD, span, message).help("use `==` for single values"));
        None
    }

    /// Types both sides; the one whose meaning is clear tells how to read bare words on the other.
    fn pair(&mut self, left: &Expr, right: &Expr) -> Option<((Term, Ty), (Term, Ty))> {
        if self.is_open(left) && !self.is_open(right) {
            let right = self.term(right, None)?;
            let left = self.term(left, Some(item_of(&right.1)))?;
            return Some((left, right));
        }
        let left = self.term(left, None)?;
        let right = self.term(right, Some(item_of(&left.1)))?;
        Some((left, right))
    }
}

/// How to ask what a comparison of `list` with `other` was to ask.
fn instead(how: Compare, list: &Expr, other: &Expr) -> String {
    match (&list.kind, &other.kind, how) {
        (ExprKind::List(items), ExprKind::Path(path), Compare::Eq | Compare::Ne) if items.is_empty() => {
            format!("ask for their number: `count({path}) {} 0`", if how == Compare::Eq { "==" } else { ">" })
        }
        (ExprKind::List(_), ExprKind::Path(path), Compare::Eq) => {
            format!("`{path} in […]` holds where it is one of these")
        }
        (ExprKind::List(_), ExprKind::Path(path), Compare::Ne) => {
            format!("`not ({path} in […])` holds where it is none of these")
        }
        (ExprKind::Path(path), ..) => format!("ask for an item: `… in {path}`, `any({path}, x: …)` or `count({path})`"),
        _ => "use `in`, `any(…)` or `count(…)`".to_owned(),
    }
}

/// `flow.auth == "password"`: a word of the model in quotes.
fn quoted_word(error: Diagnostic, said: &Expr, wanted: &Ty) -> Diagnostic {
    match (&said.kind, wanted) {
        (ExprKind::Text(text), Ty::Word(scale)) if scale.index(text).is_some() => error
            .help(format!("a word stands without quotes: `{text}`"))
            .fix("leave the quotes out", said.span, text.as_str()),
        _ => error,
    }
}

/// The type of one word of an attribute that takes several, and whether it does.
fn one_word(term: &Term, ty: Ty) -> (bool, Ty) {
    match (term, ty) {
        (Term::Attr(..), Ty::List(item)) if matches!(*item, Ty::Word(_)) => (true, *item),
        (_, ty) => (false, ty),
    }
}

fn item_of(ty: &Ty) -> &Ty {
    match ty {
        Ty::List(item) => item,
        other => other,
    }
}
