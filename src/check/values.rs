//! From expressions to values: each attribute takes what its row in the schema says.

use smol_str::SmolStr;

use crate::check::addresses::{self, Written};
use crate::check::codes::{
    DUPLICATE_ATTRIBUTE, EMPTY_LIST, LONG_LABEL, MISPLACED, MISSING_ATTRIBUTE, NO_SUCH_DATE, UNKNOWN_ATTRIBUTE,
    UNKNOWN_WORD, WRONG_KIND, WRONG_VALUE,
};
use crate::check::context::{Context, one_of, replacements, suggest};
use crate::check::{basis, names, none, patterns, slips, synonyms};
use crate::diag::Diagnostic;
use crate::model::{AttrEntry, Attrs, Evidence, EvidenceTag, RulePattern, Value, date};
use crate::schema::{self, AttrName, Kind, KindSet, Scale, ValueType};
use crate::syntax::ast::{Attr, Expr, ExprKind, Head, Item, Name, Stmt, Text};
use crate::text::Span;

/// The most characters of a label: what stands on arrows and in rows of tables is repeated wherever they are.
pub const LONGEST_LABEL: usize = 500;

/// A label, cut where it is too long.
pub(super) fn label(context: &mut Context, label: Option<&Text>) -> Option<SmolStr> {
    let label = label?;
    // Counting characters is needed only where there are enough bytes.
    let cut = if label.text.len() <= LONGEST_LABEL { None } else { label.text.char_indices().nth(LONGEST_LABEL) };
    let Some((end, _)) = cut else { return Some(label.text.clone()) };
    let message = format!("this label has more than {LONGEST_LABEL} characters");
    let help = "shorten it, and write the rest into a documentation comment (`///`) above the declaration";
    context.report(Diagnostic::new(&LONG_LABEL, label.span, message).help(help));
    label.text.get(..end).map(SmolStr::from)
}

/// Checks the attributes of a declaration. `skip` names those that the caller reads itself; `head` is where a
/// missing attribute is reported (nowhere: nothing is required). `unread` names those whose values could not be read.
pub(super) fn attributes<'a>(
    context: &mut Context,
    kind: Kind,
    attrs: impl Iterator<Item = &'a Attr>,
    unread: &'a [Name],
    head: Span,
    skip: &[&str],
) -> Attrs {
    let mut entries: Vec<AttrEntry> = Vec::new();
    let mut seen: Vec<(&'a str, Span)> = Vec::new();
    // What cannot be read was still said: it is unknown, and not missing.
    for name in unread {
        let known = schema::find(kind, &name.text).filter(|_| !skip.contains(&name.text.as_str()));
        if !seen.iter().any(|(seen, _)| *seen == name.text) {
            entries.extend(known.map(|id| AttrEntry { id, value: Value::Unknown, span: name.span }));
            seen.push((&name.text, name.span));
        }
    }
    for attr in attrs {
        let name = attr.name.text.as_str();
        if let Some((_, first)) = seen.iter().find(|(known, _)| *known == name) {
            let message = format!("`{name}` is set twice");
            let diagnostic = Diagnostic::new(&DUPLICATE_ATTRIBUTE, attr.name.span, message);
            context.report(diagnostic.also(*first, "first set here").help("keep one of them, or write a list"));
            continue;
        }
        seen.push((name, attr.name.span));
        let Some(id) = schema::find(kind, name) else {
            context.report(unknown_attribute(kind, attr));
            continue;
        };
        if skip.contains(&name) {
            continue;
        }
        let silent = matches!(attr.value.kind, ExprKind::Unknown);
        let owed = kind.is_decision() || schema::row(id).required || name == "out-of-scope";
        if silent && owed {
            let message = format!("`{name}` of {} cannot be `unknown`", kind.noun());
            let help = format!("write {}, or remove the line", schema::row(id).ty.describe());
            context.report(Diagnostic::new(&WRONG_VALUE, attr.value.span, message).help(help));
        }
        let blank = matches!(&attr.value.kind, ExprKind::Text(text) if text.trim().is_empty());
        if blank && owed {
            let message = format!("`{name}` of {} says nothing", kind.noun());
            context.report(Diagnostic::new(&WRONG_VALUE, attr.value.span, message).help(schema::row(id).doc));
            entries.push(AttrEntry { id, value: Value::Unknown, span: attr.span });
            continue;
        }
        let empty = matches!(&attr.value.kind, ExprKind::List(items) if items.is_empty());
        if empty && schema::row(id).required {
            let message = format!("`{name}` of {} is empty", kind.noun());
            let help = format!("name at least one: {}", schema::row(id).ty.item().describe());
            context.report(Diagnostic::new(&EMPTY_LIST, attr.value.span, message).help(help));
        }
        let set = |name: &str| seen.iter().any(|(known, _)| *known == name);
        if let Some(diagnostic) = nothing(context, attr, schema::row(id)).or_else(|| basis::confused(attr, name, set)) {
            context.report(diagnostic);
            entries.push(AttrEntry { id, value: Value::Unknown, span: attr.span });
            continue;
        }
        // The same holds for a value that is none: it is not what a type or a boundary implies instead.
        let value = value(context, &attr.value, schema::row(id).ty, name).unwrap_or(Value::Unknown);
        entries.push(AttrEntry { id, value, span: attr.span });
    }
    if head.is_somewhere() {
        for (_, row) in schema::attributes_of(kind) {
            if row.required && !seen.iter().any(|(known, _)| *known == row.name) {
                let message = format!("this {} has no `{}`", kind.word(), row.name);
                let help = format!("add `{} = …`: {}", row.name, row.ty.describe());
                context.report(Diagnostic::new(&MISSING_ATTRIBUTE, head, message).help(help).note(row.doc));
            }
        }
    }
    Attrs::new(entries)
}

/// `parses = none`: a list without items is `[]`, unless the word is one of its items.
fn nothing(context: &Context, attr: &Attr, row: &schema::Attribute) -> Option<Diagnostic> {
    let ExprKind::Path(word) = &attr.value.kind else { return None };
    let is_item = match row.ty.item() {
        ValueType::Word(scale) => scale.index(word).is_some(),
        _ => context.names.contains_key(word),
    };
    if row.required || !row.ty.is_list() || is_item || !matches!(word.as_str(), "none" | "nothing" | "empty") {
        return None;
    }
    let name = &attr.name.text;
    Some(
        Diagnostic::new(&UNKNOWN_WORD, attr.value.span, format!("`{word}` is none of what `{name}` lists"))
            .help(format!("a list without items is `{name} = []`"))
            .fix("write `[]`", attr.value.span, "[]"),
    )
}

/// Reports a statement that cannot stand where it does.
pub(super) fn misplaced(context: &mut Context, stmt: &Stmt, help: &str) {
    let span = head_span(stmt);
    context.report(Diagnostic::new(&MISPLACED, span, "this statement cannot stand here").help(help));
}

/// The word that a statement begins with.
pub(super) fn head_span(stmt: &Stmt) -> Span {
    match &stmt.head {
        Head::Decl { kind, .. } => kind.span,
        Head::Flow { keyword, from, to, .. } => keyword.as_ref().map_or(from.span.to(to.span), |word| word.span),
        Head::On { verb, .. } => verb.span,
        Head::Include { keyword, .. }
        | Head::UsePack { keyword, .. }
        | Head::UsePath { keyword, .. }
        | Head::Moved { keyword, .. } => keyword.span,
    }
}

/// The attributes of a statement's body whose values could not be read.
pub(super) fn unread(stmt: &Stmt) -> &[Name] {
    stmt.body.as_ref().map_or(&[], |body| &body.unread)
}

/// The attributes of a statement's body.
pub(super) fn attrs_of(stmt: &Stmt) -> impl Iterator<Item = &Attr> {
    stmt.body.iter().flat_map(|body| &body.items).filter_map(|item| match item {
        Item::Attr(attr) => Some(attr),
        Item::Stmt(_) => None,
    })
}

/// The value that a declaration gives an attribute.
pub(super) fn attr_value(attrs: &Attrs, kind: Kind, name: AttrName) -> Option<&Value> {
    name.on(kind).and_then(|id| attrs.get(id)).map(|entry| &entry.value)
}

pub(super) fn no_statements(context: &mut Context, stmt: &Stmt) {
    for item in stmt.body.iter().flat_map(|body| &body.items) {
        let Item::Stmt(inner) = item else { continue };
        if slips::is_attribute(inner) {
            context.report(slips::set_without_sign(inner));
        } else {
            misplaced(context, inner, "only attributes stand in this body");
        }
    }
}

fn unknown_attribute(kind: Kind, attr: &Attr) -> Diagnostic {
    let name = attr.name.text.as_str();
    let message = format!("{} has no attribute `{name}`", kind.noun());
    let diagnostic = Diagnostic::new(&UNKNOWN_ATTRIBUTE, attr.name.span, message);
    let owners = |name: &str| -> String {
        let kinds = schema::KINDS.iter().filter(|row| schema::find(row.kind, name).is_some());
        kinds.map(|row| row.word).collect::<Vec<_>>().join(", ")
    };
    let aliases = synonyms::of_attribute(name);
    let alias = aliases.iter().copied().find(|alias| schema::find(kind, alias).is_some());
    // The very word, of another kind: that is more than a misspelling.
    if alias.is_none() && schema::all().any(|(_, row)| row.name == name) {
        let whose = format!("`{name}` belongs to: {}", owners(name));
        return match kind {
            Kind::Type | Kind::Protocol => {
                diagnostic.help(format!("{whose}; what a {0} brings along stands in `implies {{ … }}`", kind.word()))
            }
            _ => diagnostic.help(whose),
        };
    }
    if alias.is_none() && kind == Kind::Boundary && name != "type" && Kind::of(name).is_some() {
        return slips::declared_as_attribute(attr);
    }
    let known = || schema::attributes_of(kind).map(|(_, row)| row.name);
    if let Some(opposite) = known().find(|known| crate::diag::are_opposite(name, known)) {
        let sense = if matches!(attr.value.kind, ExprKind::Bool(true)) { "false" } else { "…" };
        return diagnostic.help(format!("`{opposite}` is the opposite: write `{opposite} = {sense}`"));
    }
    if let Some(near) = alias.or_else(|| crate::diag::nearest(name, known())) {
        return diagnostic.help(format!("did you mean `{near}`?")).fix(
            format!("replace it by `{near}`"),
            attr.name.span,
            near,
        );
    }
    let has_type = schema::KINDS.iter().any(|row| row.kind == kind && row.form.contains("[: TYPE]"));
    if matches!(name, "name" | "title" | "label") {
        return diagnostic.help(format!("a label stands in the head, in quotes: `{} NAME \"Label\"`", kind.word()));
    }
    if matches!(name, "description" | "comment" | "notes") {
        return diagnostic.help(format!("a description stands above the {}, in lines with `///`", kind.word()));
    }
    // A word of another kind, perhaps misspelt as well: say whose it is.
    let all = || schema::all().map(|(_, row)| row.name);
    match aliases.first().copied().or_else(|| crate::diag::nearest(name, all())) {
        Some(near) => diagnostic.help(format!("`{near}` belongs to: {}", owners(near))),
        // Other tools have it as an attribute.
        None if has_type && (name == "type" || crate::diag::nearest(name, ["type"]).is_some()) => {
            diagnostic.help(format!("a type stands in the head: `{} NAME : TYPE`", kind.word()))
        }
        None => diagnostic.help(format!("`palisade explain {}` lists its attributes", kind.word())),
    }
}

/// The value that an expression stands for where a type is expected; reports and gives nothing otherwise.
pub(super) fn value(context: &mut Context, expr: &Expr, ty: ValueType, attribute: &str) -> Option<Value> {
    if matches!(expr.kind, ExprKind::Unknown) {
        return Some(Value::Unknown);
    }
    if ty.is_list() {
        let item = ty.item();
        return match &expr.kind {
            _ if !none::stands_alone(context, expr, ty, attribute) => None,
            ExprKind::List(items) => {
                let values = items.iter().filter_map(|expr| single(context, expr, item, attribute));
                Some(Value::List(values.collect()))
            }
            _ => single(context, expr, item, attribute).map(|value| Value::List(Box::new([value]))),
        };
    }
    single(context, expr, ty, attribute)
}

fn single(context: &mut Context, expr: &Expr, ty: ValueType, attribute: &str) -> Option<Value> {
    match (ty, &expr.kind) {
        (ValueType::Bool, ExprKind::Bool(value)) => Some(Value::Bool(*value)),
        (ValueType::Int(low, high), ExprKind::Int(value)) if (low..=high).contains(value) => Some(Value::Int(*value)),
        (ValueType::Text, ExprKind::Text(text)) => Some(Value::Text(text.clone())),
        (ValueType::Glob, ExprKind::Text(text)) => glob(context, expr, text),
        (ValueType::Link, ExprKind::Text(text)) => {
            addresses::link(context, expr.span, text, Written::Plain).then(|| Value::Text(text.clone()))
        }
        (ValueType::Link, ExprKind::Tagged(tag, text)) if tag.text == "url" => {
            addresses::link(context, expr.span, &text.text, Written::Tagged).then(|| Value::Text(text.text.clone()))
        }
        (ValueType::Reference, ExprKind::Text(text)) => {
            addresses::reference(context, expr.span, text).then(|| Value::Text(text.clone()))
        }
        (ValueType::Date, ExprKind::Date(year, month, day)) => match date(*year, *month, *day) {
            Some(date) => Some(Value::Date(date)),
            None => {
                let message = format!("there is no {year:04}-{month:02}-{day:02} in the calendar");
                let help = "write year, month and day of a day that exists, such as `2027-02-28`";
                context.report(Diagnostic::new(&NO_SUCH_DATE, expr.span, message).help(help));
                None
            }
        },
        (ValueType::Duration, ExprKind::Duration(count, unit)) => Some(Value::Duration(*count, *unit)),
        (ValueType::Person, ExprKind::Handle(handle)) => Some(Value::Handle(handle.clone())),
        (ValueType::Person, ExprKind::Text(text)) => Some(Value::Text(text.clone())),
        (ValueType::Word(scale), ExprKind::Path(word)) => word_of(context, expr, scale, word, attribute),
        (ValueType::Within(_), ExprKind::Path(text)) if text.ends_with(".*") => {
            patterns::inside(context, text, expr.span).map(Value::Inside)
        }
        (ValueType::Ref(kinds) | ValueType::Within(kinds), ExprKind::Path(_) | ExprKind::FlowRef(..)) => {
            reference(context, expr, kinds)
        }
        (ValueType::Pattern, ExprKind::Path(text)) => patterns::shown(context, expr, text),
        (ValueType::Pattern, ExprKind::FlowRef(..)) => reference(context, expr, KindSet::of(&[Kind::Flow])),
        (ValueType::Protocol, ExprKind::Path(name)) => context.find_protocol(name, expr.span).map(Value::Protocol),
        (ValueType::Technique, ExprKind::Path(name)) => context.find_technique(name, expr.span).map(Value::Technique),
        (ValueType::Rule, ExprKind::Path(text)) => {
            let pattern = RulePattern { text: text.clone(), span: expr.span };
            names::rule(context, &pattern).then(|| Value::Rule(Box::new(pattern)))
        }
        (ValueType::Evidence, ExprKind::Tagged(tag, text)) => evidence(context, tag, &text.text, expr.span),
        (ValueType::Dread, ExprKind::Map(attrs)) => dread(context, expr.span, attrs),
        (ValueType::Recipient, ExprKind::Handle(handle)) => Some(Value::Handle(handle.clone())),
        (ValueType::Recipient, ExprKind::Path(_)) => {
            reference(context, expr, KindSet::of(&[Kind::Actor, Kind::External, Kind::Depends]))
        }
        _ => {
            context.report(wrong(expr, ty, attribute));
            None
        }
    }
}

fn wrong(expr: &Expr, ty: ValueType, attribute: &str) -> Diagnostic {
    let message = format!("`{attribute}` takes {}", ty.describe());
    let diagnostic = Diagnostic::new(&WRONG_VALUE, expr.span, message).here(format!("this is {}", describe(expr)));
    let fixed = match (ty, &expr.kind) {
        (ValueType::Bool, ExprKind::Text(word) | ExprKind::Path(word)) => match word.to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" => Some("true".to_owned()),
            "false" | "no" | "off" => Some("false".to_owned()),
            _ => None,
        },
        (ValueType::Word(scale), ExprKind::Text(text)) if scale.index(text).is_some() => Some(text.to_string()),
        (ValueType::Text | ValueType::Reference | ValueType::Glob, ExprKind::Path(word)) => Some(format!("\"{word}\"")),
        (ValueType::Date, ExprKind::Text(text)) if crate::model::parse_date(text).is_some() => Some(text.to_string()),
        (ValueType::Person, ExprKind::Path(word)) => Some(format!("@{word}")),
        (ValueType::Evidence, ExprKind::Text(text) | ExprKind::Path(text)) => {
            let tag = match text.split_once("://") {
                Some(_) => "url",
                None if text.contains(['/', '.']) && !text.contains("::") => "file",
                None => "test",
            };
            Some(format!("{tag} {}", quoted(text)))
        }
        (
            ValueType::Protocol | ValueType::Technique | ValueType::Ref(_) | ValueType::Within(_) | ValueType::Rule,
            ExprKind::Text(text),
        ) if slips::is_path(text) => Some(text.to_string()),
        _ => None,
    };
    match fixed {
        Some(text) => {
            diagnostic.help(format!("write `{attribute} = {text}`")).fix(format!("write `{text}`"), expr.span, text)
        }
        None if matches!(expr.kind, ExprKind::List(_)) => {
            diagnostic.help(format!("it takes one value, not a list: write {}", ty.describe()))
        }
        None => diagnostic.help(format!("write {}", ty.describe())),
    }
}

/// A text as it is written.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\t', "\\t"))
}

fn describe(expr: &Expr) -> String {
    match &expr.kind {
        ExprKind::Text(_) => "text".to_owned(),
        ExprKind::Tagged(tag, _) => format!("a `{}` string", tag.text),
        ExprKind::Int(_) => "a number".to_owned(),
        ExprKind::Date(..) => "a date".to_owned(),
        ExprKind::Duration(..) => "a duration".to_owned(),
        ExprKind::Handle(_) => "a handle".to_owned(),
        ExprKind::Bool(_) => "a truth value".to_owned(),
        ExprKind::Unknown => "`unknown`".to_owned(),
        ExprKind::Path(_) => "a name".to_owned(),
        ExprKind::FlowRef(..) => "the name of a flow".to_owned(),
        ExprKind::List(_) => "a list".to_owned(),
        ExprKind::Map(_) => "a block".to_owned(),
        _ => "a condition".to_owned(),
    }
}

fn word_of(
    context: &mut Context,
    expr: &Expr,
    scale: &'static Scale,
    word: &SmolStr,
    attribute: &str,
) -> Option<Value> {
    if let Some(index) = scale.index(word) {
        return Some(Value::Word(index));
    }
    let message = format!("`{word}` is no {}", scale.name);
    let diagnostic = Diagnostic::new(&UNKNOWN_WORD, expr.span, message);
    let synonyms = synonyms::of_scale(scale.name, word);
    let near = synonyms.first().copied().or_else(|| crate::diag::nearest(word, scale.names()));
    let diagnostic = match near {
        Some(_) if synonyms.len() > 1 => {
            replacements(diagnostic.help(format!("did you mean {}?", one_of(synonyms))), expr.span, synonyms)
        }
        Some(near) => {
            diagnostic.help(format!("did you mean `{near}`?")).fix(format!("replace it by `{near}`"), expr.span, near)
        }
        None => diagnostic.help(format!("`{attribute}` takes {}", scale.choices())),
    };
    context.report(diagnostic);
    None
}

fn reference(context: &mut Context, expr: &Expr, kinds: KindSet) -> Option<Value> {
    let found = names::of_expr(context, expr, kinds)?;
    if kinds.has(found.kind) {
        return Some(Value::Thing(found.thing));
    }
    let message = format!("this names {}", found.kind.noun());
    let diagnostic = Diagnostic::new(&WRONG_KIND, expr.span, message)
        .help(format!("write {}", ValueType::Ref(kinds).describe()))
        .also(found.span, "declared here");
    context.report(diagnostic);
    None
}

/// A pattern of paths in the project.
fn glob(context: &mut Context, expr: &Expr, text: &SmolStr) -> Option<Value> {
    let leaves = text.starts_with('/') || text.contains('\\') || text.split('/').any(|part| part == "..");
    let fault = match globset::Glob::new(text) {
        _ if text.trim().is_empty() => Some("this pattern matches nothing".to_owned()),
        _ if leaves => Some("this pattern leaves the project".to_owned()),
        Err(fault) => Some(format!("this is no pattern of paths: {}", fault.kind())),
        Ok(_) => None,
    };
    let Some(fault) = fault else { return Some(Value::Text(text.clone())) };
    let help = "write a path from the project's folder on, such as `services/web/**`";
    context.report(Diagnostic::new(&WRONG_VALUE, expr.span, fault).help(help));
    None
}

fn evidence(context: &mut Context, tag: &Name, text: &SmolStr, span: Span) -> Option<Value> {
    let tag = match tag.text.as_str() {
        "test" => EvidenceTag::Test,
        "file" => EvidenceTag::File,
        "url" => EvidenceTag::Url,
        other => {
            let diagnostic = Diagnostic::new(&UNKNOWN_WORD, tag.span, format!("`{other}` is no kind of evidence"));
            context.report(suggest(
                diagnostic,
                other,
                tag.span,
                ["test", "file", "url"].into_iter(),
                "kind of evidence",
            ));
            return None;
        }
    };
    let evidence = Evidence { tag, text: text.clone(), span };
    let named = evidence.test().is_some_and(|name| !name.is_empty()) && !text.starts_with("::");
    if tag == EvidenceTag::Test && !named {
        let diagnostic = Diagnostic::new(&WRONG_VALUE, span, "a test is named by its file and its name")
            .help(format!("write `test \"{}::NAME\"`", text.trim_matches(':')));
        context.report(diagnostic);
        return None;
    }
    if tag == EvidenceTag::Url && !addresses::link(context, span, text, Written::Tagged) {
        return None;
    }
    Some(Value::Evidence(Box::new(evidence)))
}

const DREAD: [&str; 5] = ["damage", "reproducibility", "exploitability", "affected", "discoverability"];

fn dread(context: &mut Context, span: Span, attrs: &[Attr]) -> Option<Value> {
    let mut rating = [None; 5];
    for attr in attrs {
        let Some(place) = DREAD.iter().position(|name| *name == attr.name.text) else {
            let message = format!("`{}` is no part of a DREAD rating", attr.name.text);
            let diagnostic = Diagnostic::new(&UNKNOWN_ATTRIBUTE, attr.name.span, message);
            context.report(suggest(diagnostic, &attr.name.text, attr.name.span, DREAD.into_iter(), "part"));
            continue;
        };
        match attr.value.kind {
            ExprKind::Int(value @ 0..=10) => match rating.get_mut(place) {
                Some(slot @ None) => *slot = Some(value as u8),
                _ => {
                    let message = format!("`{}` is rated twice", attr.name.text);
                    let diagnostic = Diagnostic::new(&DUPLICATE_ATTRIBUTE, attr.name.span, message);
                    context.report(diagnostic.help("keep one of them"));
                }
            },
            _ => context.report(wrong(&attr.value, ValueType::Int(0, 10), &attr.name.text)),
        }
    }
    let missing: Vec<&str> =
        DREAD.iter().zip(&rating).filter(|(_, value)| value.is_none()).map(|(name, _)| *name).collect();
    if !missing.is_empty() {
        let message = format!("this DREAD rating has no {}", missing.join(", "));
        context.report(Diagnostic::new(&MISSING_ATTRIBUTE, span, message).help("give all five, each from 0 to 10"));
        return None;
    }
    Some(Value::Dread(rating.map(|value| value.unwrap_or(0))))
}
