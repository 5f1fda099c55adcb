//! What is wrong with an `in BOUNDARY { … }` by its form alone, and what is said of a boundary that is declared twice.

use crate::check::codes::MISPLACED;
use crate::check::slips;
use crate::check::values::{attrs_of, unread};
use crate::diag::Diagnostic;
use crate::schema::{Kind, attr, find};
use crate::syntax::ast::{Attr, Head, Item, Name, Stmt};
use crate::syntax::words;
use crate::text::Span;

/// One that stands in something else.
pub(super) fn not_at_the_top(word: &Name, name: Option<&Name>, nested: bool) -> Diagnostic {
    let around = if nested { "another `in`" } else { "a boundary" };
    let name = name.map_or("BOUNDARY", |name| &name.text);
    Diagnostic::new(&MISPLACED, word.span, format!("`in` cannot stand in {around}"))
        .help(format!("names are unique in a model: write `in {name} {{ … }}` at the top level of a file"))
}

/// One without a name, perhaps since that stands in quotes.
pub(super) fn without_name(stmt: &Stmt, word: &Name) -> Diagnostic {
    let diagnostic = Diagnostic::new(&MISPLACED, word.span, "this `in` names no boundary");
    match &stmt.head {
        Head::Decl { label: Some(label), .. } if slips::is_name(&label.text) => diagnostic
            .help(format!("a name stands without quotes: `in {}`", label.text))
            .fix(format!("write `{}`", label.text), label.span, label.text.as_str()),
        _ => diagnostic.help("write `in BOUNDARY { … }`"),
    }
}

/// `in cloud on web`, `in cloud to web`.
pub(super) fn wrong_form(word: &Name) -> Diagnostic {
    Diagnostic::new(&MISPLACED, word.span, "`in` takes the name of a boundary and a block")
        .help("write `in BOUNDARY { … }`")
}

/// A head that says more than the name, and a block that is not there.
pub(super) fn head(stmt: &Stmt, name: &Name) -> Option<Diagnostic> {
    let Head::Decl { kind, types, label, .. } = &stmt.head else { return None };
    let said = types.last().map(|ty| ty.span).into_iter().chain(label.as_ref().map(|label| label.span));
    let last = said.clone().last();
    if let Some(last) = last {
        let first = types.first().map_or(last, |ty| ty.span);
        let what = match (types.is_empty(), label) {
            (true, _) => "no label",
            (false, None) => "no type",
            (false, Some(_)) => "neither type nor label",
        };
        // A list of types ends behind its last one.
        let listed = types.len() > 1 && label.is_none();
        let diagnostic = Diagnostic::new(&MISPLACED, first.to(last), format!("`in` takes {what}"))
            .help(format!("it belongs to the declaration of `{}`: write `in {0} {{ … }}`", name.text));
        let rest = Span { start: name.span.end, ..last };
        return Some(if listed { diagnostic } else { diagnostic.fix("leave it out", rest, "") });
    }
    let nothing = Diagnostic::new(&MISPLACED, kind.span, "this `in` has no block");
    let help = format!("write what stands in `{0}` into one: `in {0} {{ … }}`", name.text);
    stmt.body.is_none().then(|| nothing.help(help))
}

/// An attribute in the block; `declared` is where the boundary is.
pub(super) fn attribute(attr: &Attr, name: &Name, declared: Option<Span>) -> Diagnostic {
    if attr.name.text != words::TYPE && Kind::of(&attr.name.text).is_some() {
        return slips::declared_as_attribute(attr);
    }
    let set = &attr.name.text;
    let is_one = find(Kind::Boundary, set).is_some();
    let message = match is_one {
        true => format!("`{set}` stands in an `in`, and not where the boundary is declared"),
        false => format!("an `in` has no attribute `{set}`"),
    };
    let diagnostic = Diagnostic::new(&MISPLACED, attr.name.span, message);
    let diagnostic = match declared {
        Some(span) => diagnostic.also(span, "declared here"),
        None => diagnostic,
    };
    diagnostic.help(match set.as_str() {
        "label" | "name" | "title" => {
            format!("a label stands where `{0}` is declared: `boundary {0} \"…\"`", name.text)
        }
        _ if is_one => {
            format!("what holds for all of `{0}` stands in one place: `boundary {0} {{ {set} = … }}`", name.text)
        }
        _ => format!("what holds for all of `{}` stands where it is declared", name.text),
    })
}

/// Whether a boundary lies across others or is a line, so that it holds nothing of its own.
pub(super) fn is_flat(stmt: &Stmt) -> bool {
    let names = attrs_of(stmt).map(|set| &set.name).chain(unread(stmt));
    names.into_iter().any(|name| [attr::MEMBERS, attr::CUTS].iter().any(|flat| name.text == flat.name()))
}

/// Two declarations of one boundary, the second one first, each with whether it stands at the top level of a file. One that
/// says nothing of the boundary itself can be an `in`.
pub(super) fn declared_twice(diagnostic: Diagnostic, own: &Name, both: [(&Stmt, bool); 2]) -> Diagnostic {
    let adds = |(stmt, top): &(&Stmt, bool)| {
        let Head::Decl { kind, types, label: None, .. } = &stmt.head else { return None };
        let body = stmt.body.as_ref()?;
        let says_nothing = types.is_empty() && stmt.doc.is_none() && body.unread.is_empty();
        let holds_only = body.items.iter().all(|item| match item {
            Item::Attr(_) => false,
            Item::Stmt(inner) => !matches!(&inner.head, Head::Decl { kind, .. } if kind.text == "defaults"),
        });
        (*top && says_nothing && holds_only).then_some(kind.span)
    };
    let diagnostic = diagnostic.help(format!("to add to a boundary, write `in {} {{ … }}` at the top level", own.text));
    match both.iter().find_map(adds) {
        Some(word) => diagnostic.fix("write `in`", word, words::IN),
        None => diagnostic.help("what both say of the boundary itself belongs into one of them"),
    }
}
