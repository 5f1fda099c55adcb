//! Statements that say something else than was meant: words of other languages, and what looks like a rename.

use crate::check::codes::{MISPLACED, UNKNOWN_KIND, WRONG_KIND};
use crate::check::context::Context;
use crate::check::synonyms;
use crate::diag::{Diagnostic, Edit, Fix};
use crate::schema::{self, Kind, attr};
use crate::syntax::ast::{Attr, ExprKind, Head, Name, Reference, Stmt};
use crate::syntax::words;
use crate::text::Span;

/// The words that begin a statement and are no kinds.
const OTHERS: [&str; 5] = ["use", "include", "moved", "defaults", words::IN];

/// Reports a statement of the shape `WORD NAME : TYPE "Label"` whose word is no declaration.
pub(super) fn no_declaration(context: &mut Context, stmt: &Stmt, word: &Name) {
    let diagnostic = match &stmt.head {
        _ if is_attribute(stmt) => set_without_sign(stmt),
        Head::Decl { name: None, label: Some(path), .. } if is_import(&word.text) => {
            let meant = if path.text.ends_with(".tm") || path.text.contains('*') { "include" } else { "use" };
            let message = format!("`{}` is no declaration", word.text);
            Diagnostic::new(&UNKNOWN_KIND, word.span, message)
                .help(format!("did you mean `{meant}`? `include` reads a file, `use` a pack or another model"))
                .fix(format!("write `{meant}`"), word.span, meant)
        }
        _ => {
            let mut words: Vec<&str> =
                schema::KINDS.iter().filter(|row| row.kind != Kind::Leaf).map(|row| row.word).collect();
            words.extend(OTHERS);
            return unknown_kind(context, word, &words);
        }
    };
    context.report(diagnostic);
}

/// Reports a word that begins no statement.
pub(super) fn unknown_kind(context: &mut Context, word: &Name, known: &[&str]) {
    let diagnostic = Diagnostic::new(&UNKNOWN_KIND, word.span, format!("`{}` is no declaration", word.text));
    let near = other_word(&word.text).or_else(|| crate::diag::nearest(&word.text, known.iter().copied()));
    let diagnostic = match near {
        _ if word.text.eq_ignore_ascii_case("entity") => {
            let help = "did you mean `external`, another system, or `actor`, a person?";
            diagnostic.help(help).fix("write `external`", word.span, "external").fix(
                "write `actor`",
                word.span,
                "actor",
            )
        }
        Some(near) => {
            diagnostic.help(format!("did you mean `{near}`?")).fix(format!("write `{near}`"), word.span, near)
        }
        None => {
            diagnostic.help("a declaration begins with `actor`, `external`, `process`, `store`, `boundary`, `data`, …")
        }
    };
    context.report(diagnostic);
}

/// What other languages and tools call a kind.
fn other_word(word: &str) -> Option<&'static str> {
    match word.to_ascii_lowercase().as_str() {
        "database" | "db" | "bucket" | "queue" | "datastore" | "cache" => Some("store"),
        "service" | "server" | "component" | "function" | "api" | "app" | "lambda" => Some("process"),
        "user" | "person" | "role" | "human" => Some("actor"),
        "system" | "thirdparty" | "third-party" | "saas" => Some("external"),
        "zone" | "trust-zone" | "trustzone" | "network" | "subnet" | "vpc" | "cluster" => Some("boundary"),
        "dataflow" | "data-flow" | "edge" | "connection" => Some("flow"),
        "asset" | "information" => Some("data"),
        "mitigation" | "countermeasure" => Some("control"),
        "risk" => Some("threat"),
        "rename" | "renamed" => Some("moved"),
        "within" | "inside" | "into" | "extend" | "reopen" => Some(words::IN),
        word if is_import(word) => Some("use"),
        _ => None,
    }
}

/// Whether other languages call a flow so, and nothing else.
pub(super) fn is_flow(word: &str) -> bool {
    other_word(word) == Some("flow")
}

fn is_import(word: &str) -> bool {
    matches!(word, "import" | "require" | "load" | "source" | "from")
}

/// `process q on web`: a target in the head of what has none there.
pub(super) fn target_behind_name(context: &mut Context, stmt: &Stmt, kind: Kind) {
    let Head::On { verb, subject, target, .. } = &stmt.head else { return };
    let word = kind.word();
    let at = Span { start: subject.span.end, ..target.span() };
    let message = format!("{} takes no `on` behind its name", kind.noun());
    let diagnostic = Diagnostic::new(&MISPLACED, verb.span, message);
    if kind == Kind::Control {
        let help = format!("write `{word} {} : TECHNIQUE {{ on = {} }}`", subject.text, target.text());
        return context.report(diagnostic.help(help));
    }
    if attr::ON.on(kind).is_none() {
        return context.report(diagnostic.help(format!("write it as `{}`", kind.info().form)));
    }
    let on = format!("on = {}", target.text());
    let edits = vec![Edit { span: at, text: String::new() }, into_block(stmt, &on)];
    let help = format!("it stands in the block: `{word} {} {{ {on} }}`", subject.text);
    context.report(diagnostic.help(help).offer(Fix::maybe("put it into the block", edits)));
}

/// `entry form@web`: only threats have such ids.
pub(super) fn entry_as_id(context: &mut Context, stmt: &Stmt) {
    let Head::On { subject, target, as_id: true, .. } = &stmt.head else { return };
    let between = Span { start: subject.span.end, end: target.span().start, ..subject.span };
    let error = Diagnostic::new(&MISPLACED, between, "an entry point has no `@` behind its name");
    let help = format!("write `entry {} on {}`", subject.text, target.text());
    context.report(error.help(help).fix("write `on`", between, " on "));
}

/// `data card : secret`: how secret data is stands in its block.
pub(super) fn class_as_type(stmt: &Stmt, word: &Name) -> Option<Diagnostic> {
    let known = schema::CLASS.index(&word.text).is_some();
    let class = match synonyms::of_scale(schema::CLASS.name, &word.text) {
        _ if known => word.text.as_str(),
        [one] => one,
        _ => return None,
    };
    let Head::Decl { name: Some(name), .. } = &stmt.head else { return None };
    let set = format!("class = {class}");
    let head = Span { start: name.span.end, ..word.span };
    let edits = vec![Edit { span: head, text: String::new() }, into_block(stmt, &set)];
    let message = format!("`{}` is a class, and no type", word.text);
    let diagnostic = Diagnostic::new(&WRONG_KIND, word.span, message);
    let help = format!("it stands in the block: `data {} {{ {set} }}`", name.text);
    Some(diagnostic.help(help).offer(Fix::maybe("put it into the block", edits)))
}

/// Puts an attribute into the block of a statement, in front of all others.
fn into_block(stmt: &Stmt, set: &str) -> Edit {
    match &stmt.body {
        Some(body) => {
            let comma = if body.items.is_empty() { " " } else { "," };
            let at = body.span.start + 1;
            Edit { span: Span { start: at, end: at, ..body.span }, text: format!(" {set}{comma}") }
        }
        None => Edit { span: stmt.span.after(), text: format!(" {{ {set} }}") },
    }
}

/// `WORD OLD to NEW` of a word that is not `moved`.
pub(super) fn no_rename(context: &mut Context, word: &Name, old: &Reference, new: &Reference) {
    let Some(kind) = Kind::of(&word.text) else {
        let mut words: Vec<&str> = schema::KINDS.iter().map(|row| row.word).collect();
        words.extend(OTHERS);
        return unknown_kind(context, word, &words);
    };
    let diagnostic =
        Diagnostic::new(&MISPLACED, word.span, format!("`to` stands in a rename only, not in {}", kind.noun()));
    let between = Span { start: old.span().end, end: new.span().start, ..word.span };
    let (old, new) = (old.text(), new.text());
    context.report(match kind {
        Kind::Flow => diagnostic
            .help(format!("a flow is drawn with an arrow: `flow {old} -> {new}`, or `flow NAME: {old} -> {new}`"))
            .fix("write `->`", between, " -> "),
        _ if kind.is_decision() || kind == Kind::Entry => {
            diagnostic.help(format!("write `{} {old} on {new}`", kind.word())).fix("write `on`", between, " on ")
        }
        _ => diagnostic.help(format!("write it as `{}`; `moved {old} to {new}` is a rename", kind.info().form)),
    });
}

/// `moved OLD -> NEW`.
pub(super) fn renaming_arrow(context: &mut Context, word: &Name, from: &Name, to: &Name) {
    let between = Span { start: from.span.end, end: to.span.start, ..word.span };
    context.report(
        Diagnostic::new(&MISPLACED, word.span, "an arrow makes this a flow, not a rename")
            .help(format!("a rename is `moved OLD to NEW`: `moved {} to {}`", from.text, to.text))
            .fix("write `to`", between, " to "),
    );
}

/// A declaration without a name, perhaps since its name stands in quotes.
pub(super) fn without_name(stmt: &Stmt, word: &Name, kind: Kind) -> Diagnostic {
    let diagnostic = Diagnostic::new(&MISPLACED, word.span, format!("this {} has no name", kind.word()));
    if let Head::Decl { label: Some(label), .. } = &stmt.head
        && is_name(&label.text)
    {
        let help = format!("a name stands without quotes: `{} {}`", kind.word(), label.text);
        return diagnostic.help(help).fix(format!("write `{}`", label.text), label.span, label.text.as_str());
    }
    diagnostic.help(format!("give it a name: `{}`", kind.info().form))
}

/// Whether a statement is an attribute without its sign: `trust internal`.
pub(super) fn is_attribute(stmt: &Stmt) -> bool {
    let Head::Decl { kind, name: Some(_), types, label: None } = &stmt.head else { return false };
    types.is_empty() && stmt.body.is_none() && Kind::of(&kind.text).is_none() && is_known(&kind.text)
}

fn is_known(attribute: &str) -> bool {
    schema::all().any(|(_, row)| row.name == attribute)
}

/// An attribute without its sign.
pub(super) fn set_without_sign(stmt: &Stmt) -> Diagnostic {
    let (word, value) = match &stmt.head {
        Head::Decl { kind, name: Some(name), .. } => (kind, name.text.as_str()),
        _ => return Diagnostic::new(&MISPLACED, stmt.span, "this statement cannot stand here"),
    };
    Diagnostic::new(&MISPLACED, word.span, format!("the attribute `{}` is set without `=`", word.text))
        .help(format!("write `{} = {value}`", word.text))
        .fix("insert `=`", word.span.after(), " =")
}

/// `process = web`: a declaration that is written as an attribute.
pub(super) fn declared_as_attribute(attr: &Attr) -> Diagnostic {
    let word = &attr.name.text;
    let diagnostic =
        Diagnostic::new(&MISPLACED, attr.name.span, format!("`{word}` begins a declaration, and is no attribute"));
    match &attr.value.kind {
        ExprKind::Path(name) if is_name(name) => diagnostic.help(format!("write `{word} {name}`")).fix(
            "remove the `=`",
            Span { start: attr.name.span.end, end: attr.value.span.start, ..attr.span },
            " ",
        ),
        _ => diagnostic.help(format!("write `{word} NAME \"Label\"`; attributes stand in the block behind it")),
    }
}

/// Whether a text is a name or a path.
pub(super) fn is_path(text: &str) -> bool {
    text.split('.').all(is_name)
}

/// Whether a text is a name.
pub(super) fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        && !text.ends_with('-')
}

#[cfg(test)]
mod tests {
    use crate::schema::{KINDS, Kind};
    use crate::syntax::words::DECLARATIONS;

    #[test]
    fn the_parser_knows_what_begins_a_declaration() {
        let kinds: Vec<&str> = KINDS.iter().filter(|row| row.kind != Kind::Leaf).map(|row| row.word).collect();
        assert_eq!(DECLARATIONS, kinds);
    }
}
