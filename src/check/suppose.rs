//! What if: facts that are not in the sources, put into the trees before they are checked.
//!
//! `save has parameterised-queries`, `save lacks encryption-in-transit`, `save.via = tls`, or declarations as they
//! stand in a file. The trees are edited and checked like any others, so a fact that is supposed means exactly what
//! it would mean if somebody wrote it down, and whatever is wrong with it is reported at its place in the text.
//!
//! This module must not know what a fact leads to.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::check::codes::UNKNOWN_NAME;
use crate::check::context::suggest;
use crate::diag::codes;
use crate::diag::{self, Diagnostic};
use crate::model::Vocabulary;
use crate::schema::{Kind, attr};
use crate::syntax::ast::{Attr, Body, Expr, ExprKind, File, Head, Item, Name, Reference, Stmt};
use crate::syntax::{parse, words};
use crate::text::{SourceId, Span};

codes! {
    /// A supposition of no known form.
    SUPPOSITION Error "malformed-supposition" "a what-if of no known form" "
`palisade check --what-if` takes one fact or any declarations:

- `save has parameterised-queries`: a technique is in place on an element, a flow or a boundary;
- `save lacks encryption-in-transit`: it is not, whatever the model says;
- `save.via = tls`: an attribute has a value;
- `control edge : rate-limit { on = web, status = implemented }`: declarations as a file of the model holds them.

Nothing is written to a file.
"
}

/// A fact about one thing of the model.
#[derive(Clone, Debug, PartialEq)]
pub struct Supposition {
    /// What it is about.
    about: Reference,
    what: Supposed,
}

#[derive(Clone, Debug, PartialEq)]
enum Supposed {
    Has(Name),
    Lacks(Name),
    Is(Box<Attr>),
}

/// What a text supposes: facts about what is there, and declarations of more.
#[derive(Clone, Debug, Default)]
pub struct Supposing {
    /// Facts.
    pub facts: Vec<Supposition>,
    /// Declarations.
    pub file: File,
    /// What is wrong with the text.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a text.
pub fn read(source: SourceId, text: &str) -> Supposing {
    let found = match fact(source, text) {
        Some(Ok(fact)) => return Supposing { facts: vec![fact], ..Supposing::default() },
        Some(Err(fault)) => Err(fault),
        None => declarations(source, text),
    };
    found.unwrap_or_else(|fault| Supposing { diagnostics: vec![*fault], ..Supposing::default() })
}

/// The fact that a text states; `None` where it has the form of none.
fn fact(source: SourceId, text: &str) -> Option<Result<Supposition, Box<Diagnostic>>> {
    let words = words(source, text);
    if let [subject, verb, technique] = words.as_slice()
        && let Some(about) = reference(subject)
    {
        match verb.text.as_str() {
            "has" | "lacks" if !is_name(&technique.text) => {
                let message = format!("`{}` is no name of a technique", technique.text);
                return Some(Err(Box::new(malformed(technique.span, message))));
            }
            "has" => return Some(Ok(Supposition { about, what: Supposed::Has(technique.clone()) })),
            "lacks" => return Some(Ok(Supposition { about, what: Supposed::Lacks(technique.clone()) })),
            other if is_name(other) && is_name(&technique.text) => {
                let error =
                    malformed(verb.span, format!("`{other}` is nothing that can be supposed of `{}`", subject.text));
                return Some(Err(Box::new(match diag::nearest(other, ["has", "lacks"]) {
                    Some(near) => {
                        error.help(format!("did you mean `{near}`?")).fix(format!("write `{near}`"), verb.span, near)
                    }
                    None => error,
                })));
            }
            _ => {}
        }
    }
    slip(source, text, &words).map(|fault| Err(Box::new(fault))).or_else(|| attribute(source, text, words.first()?))
}

/// What looks like a fact and is none: `web does not have rate-limit`, `web has a, web has b`.
fn slip(source: SourceId, text: &str, words: &[Name]) -> Option<Diagnostic> {
    let whole = Span::new(source, 0, text.len());
    let said: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    let (subject, technique) = (words.first().filter(|word| reference(word).is_some())?, words.last()?);
    let denied = matches!(
        said.get(1..said.len().checked_sub(1)?)?,
        ["does" | "do", "not", "have"]
            | ["doesn't" | "hasn't" | "doesn’t", ..]
            | ["has" | "have", "no" | "not"]
            | ["is", "without"]
            | ["without" | "no" | "not"]
    );
    if denied && is_name(&technique.text) {
        let message = format!("what `{}` does not have, it lacks", subject.text);
        return Some(malformed(whole, message).help(format!("write `{} lacks {}`", subject.text, technique.text)));
    }
    let is_verb = |word: &&str| matches!(*word, "has" | "lacks");
    let several = said.len() > 3 && said.get(1).is_some_and(is_verb);
    let plain = said.iter().all(|word| !word.contains(['{', '"', '=', ':']));
    (several && plain).then(|| {
        malformed(whole, "one fact is supposed at a time")
            .help("give `--what-if` once for each: `--what-if 'a has x' --what-if 'b has y'`")
    })
}

/// `X.attr = value`: the name of the thing is blanked out, so that what is left parses as it does in a body, and every
/// span is a place in the text.
fn attribute(source: SourceId, text: &str, first: &Name) -> Option<Result<Supposition, Box<Diagnostic>>> {
    let left = first.text.split('=').next().unwrap_or_default();
    let behind = text.get(first.span.start as usize + left.len()..)?.trim_start();
    if !behind.starts_with('=') || behind.starts_with("==") {
        return None;
    }
    let (thing, attr) = left.rsplit_once('.')?;
    let start = first.span.start as usize;
    let about = reference(&Name { text: thing.into(), span: Span::new(source, start, start + thing.len()) })?;
    if !is_name(attr) {
        return None;
    }
    let blank = start + thing.len() + 1;
    let body = format!("{}{}", " ".repeat(blank), text.get(blank..)?);
    let parsed = parse(source, &body);
    if let Some(fault) = parsed.diagnostics.into_iter().find(|each| each.severity == diag::Severity::Error) {
        return Some(Err(Box::new(fault)));
    }
    let mut items = parsed.file.items.into_iter();
    Some(match (items.next(), items.next()) {
        (Some(Item::Attr(attr)), None) => Ok(Supposition { about, what: Supposed::Is(Box::new(attr)) }),
        _ => Err(Box::new(
            malformed(first.span, "one attribute is supposed at a time").help("give `--what-if` several times"),
        )),
    })
}

fn declarations(source: SourceId, text: &str) -> Result<Supposing, Box<Diagnostic>> {
    let parsed = parse(source, text);
    let whole = Span::new(source, 0, text.len());
    if parsed.file.items.is_empty() && parsed.diagnostics.is_empty() {
        return Err(Box::new(malformed(whole, "nothing is supposed")));
    }
    for item in &parsed.file.items {
        match item {
            Item::Attr(attr) => {
                let name = &attr.name.text;
                if name.contains('.') {
                    let value = text.get(attr.value.span.start as usize..attr.value.span.end as usize).unwrap_or("…");
                    let message = format!("expected `=` behind `{name}`");
                    return Err(Box::new(malformed(attr.name.span, message).help(format!("write `{name} = {value}`"))));
                }
                let message = format!("`{name}` of what?");
                let help = format!("write `NAME.{name} = …`");
                return Err(Box::new(malformed(attr.name.span, message).help(help)));
            }
            Item::Stmt(Stmt { head: Head::Include { keyword, .. } | Head::UsePath { keyword, .. }, .. }) => {
                let message = format!("files cannot be supposed, so `{}` stands for nothing here", keyword.text);
                return Err(Box::new(malformed(keyword.span, message)));
            }
            Item::Stmt(_) => {}
        }
    }
    Ok(Supposing { facts: Vec::new(), file: parsed.file, diagnostics: parsed.diagnostics })
}

fn malformed(span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(&SUPPOSITION, span, message)
        .note("a fact is `NAME has TECHNIQUE`, `NAME lacks TECHNIQUE`, `NAME.ATTRIBUTE = VALUE` or a declaration")
}

/// The words of a text with their places.
fn words(source: SourceId, text: &str) -> Vec<Name> {
    let mut at = 0;
    let mut words = Vec::new();
    for word in text.split(char::is_whitespace) {
        if !word.is_empty() {
            words.push(Name { text: word.into(), span: Span::new(source, at, at + word.len()) });
        }
        // The character that split is one or more bytes long.
        at += word.len();
        at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    words
}

fn is_name(text: &str) -> bool {
    let inside = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(inside) && !text.ends_with('-')
}

fn is_path(text: &str) -> bool {
    text.split('.').all(is_name)
}

/// `web`, `cloud.web` or `web->db`.
fn reference(word: &Name) -> Option<Reference> {
    let Some((from, to)) = word.text.split_once("->") else {
        return is_path(&word.text).then(|| Reference::Name(word.clone()));
    };
    let (start, source) = (word.span.start as usize, word.span.source);
    let name =
        |text: &str, start: usize| Name { text: text.into(), span: Span::new(source, start, start + text.len()) };
    let ends = (name(from, start), name(to, start + from.len() + 2));
    (is_path(from) && is_path(to)).then_some(Reference::Flow { from: ends.0, to: ends.1, span: word.span })
}

/// Puts facts into the trees of a model. Gives what is wrong with them; a fact about nothing is left out.
pub fn apply(files: &mut [File], vocabulary: &Vocabulary, facts: Vec<Supposition>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for fact in facts {
        let found = find(files, &fact.about);
        let Some(stmt) = found else {
            diagnostics.push(unknown(files, &fact.about));
            continue;
        };
        if !matches!(fact.what, Supposed::Is(_)) && !takes_techniques(stmt) {
            let message = format!("`{}` cannot have techniques, nor lack them", fact.about.text());
            diagnostics.push(malformed(fact.about.span(), message).help("elements, flows and boundaries can"));
            continue;
        }
        match fact.what {
            Supposed::Is(attr) => set(stmt, *attr),
            Supposed::Has(technique) => {
                // Who has the narrow thing has the broad ones too, and lacks none of them.
                remove(stmt, "lacks", &|known| descends(vocabulary, &technique.text, known));
                insert(stmt, "controls", &technique);
            }
            Supposed::Lacks(technique) => {
                remove(stmt, "controls", &|known| descends(vocabulary, known, &technique.text));
                insert(stmt, "lacks", &technique);
                let of_it = |own: &str| descends(vocabulary, own, &technique.text);
                files.iter_mut().for_each(|file| take_off(&mut file.items, &fact.about, &of_it));
            }
        }
    }
    diagnostics
}

/// Whether what a statement declares has `controls` and `lacks`.
fn takes_techniques(stmt: &Stmt) -> bool {
    let kind = match &stmt.head {
        Head::Decl { kind, .. } => Kind::of(&kind.text),
        Head::Flow { .. } => Some(Kind::Flow),
        _ => return false,
    };
    // A word that is no kind is reported where it stands.
    kind.is_none_or(|kind| attr::CONTROLS.on(kind).is_some())
}

/// Whether a technique is another one or below it. Of techniques that the model declares itself only the name is known
/// here.
fn descends(vocabulary: &Vocabulary, below: &str, above: &str) -> bool {
    let find = |name: &str| vocabulary.techniques.iter().position(|technique| technique.name == name);
    below == above
        || matches!((find(below), find(above)), (Some(below), Some(above))
            if vocabulary.techniques.get(below).is_some_and(|technique| technique.ancestors.has(above as u16)))
}

fn unknown(files: &[File], about: &Reference) -> Diagnostic {
    let mut known = Vec::new();
    files.iter().for_each(|file| names(&file.items, &mut known));
    known.sort_unstable();
    let text = about.text();
    let diagnostic = Diagnostic::new(&UNKNOWN_NAME, about.span(), format!("nothing here is called `{text}`"));
    suggest(diagnostic, &text, about.span(), known.iter().map(String::as_str), "thing")
}

fn names(items: &[Item], out: &mut Vec<String>) {
    for stmt in statements(items) {
        out.extend(name_of(stmt).map(|name| name.to_string()));
        if let (Some(_), Some(body)) = (held_by(stmt), &stmt.body) {
            names(&body.items, out);
        }
    }
}

fn statements(items: &[Item]) -> impl Iterator<Item = &Stmt> {
    items.iter().filter_map(|item| if let Item::Stmt(stmt) = item { Some(stmt) } else { None })
}

/// The name by which a statement declares a thing; that of a flow without a name is made of its ends.
fn name_of(stmt: &Stmt) -> Option<SmolStr> {
    match &stmt.head {
        Head::Decl { kind, .. }
            if ["rule", "policy", "type", "protocol", "technique", words::IN].contains(&kind.text.as_str()) =>
        {
            None
        }
        Head::Decl { name, .. } => name.as_ref().map(|name| name.text.clone()),
        Head::Flow { name: Some(name), .. } => Some(name.text.clone()),
        Head::Flow { from, to, .. } => Some(smol_str::format_smolstr!("{}->{}", from.last(), to.last())),
        Head::On { verb, subject, .. } if verb.text == "entry" => Some(subject.text.clone()),
        _ => None,
    }
}

/// The boundary that holds what stands in the body of a statement, if one does.
fn held_by(stmt: &Stmt) -> Option<&str> {
    match &stmt.head {
        Head::Decl { kind, name: Some(name), .. } if words::holds_declarations(&kind.text) => Some(name.last()),
        _ => None,
    }
}

fn find<'f>(files: &'f mut [File], about: &Reference) -> Option<&'f mut Stmt> {
    let (wanted, path) = match about {
        Reference::Name(name) => match name.text.rsplit_once('.') {
            Some((path, last)) => (last.to_owned(), Some(path)),
            None => (name.text.to_string(), None),
        },
        Reference::Flow { from, to, .. } => (format!("{}->{}", from.last(), to.last()), None),
    };
    if let Some(path) = path {
        let mut around = FxHashMap::default();
        files.iter().for_each(|file| boundaries_around(&file.items, None, &mut around));
        lies_in(&around, &wanted, path)?;
    }
    files.iter_mut().find_map(|file| within(&mut file.items, &wanted))
}

/// By the names of things, the boundary directly around each.
fn boundaries_around(items: &[Item], boundary: Option<&str>, around: &mut FxHashMap<SmolStr, SmolStr>) {
    for stmt in statements(items) {
        if let (Some(name), Some(boundary)) = (name_of(stmt), boundary) {
            around.entry(name).or_insert_with(|| boundary.into());
        }
        if let (Some(own), Some(body)) = (held_by(stmt), &stmt.body) {
            boundaries_around(&body.items, Some(own), around);
        }
    }
}

/// Nothing, unless the boundaries that a path names are around a thing, from the outside in; others may stand between.
fn lies_in(around: &FxHashMap<SmolStr, SmolStr>, name: &str, path: &str) -> Option<()> {
    let (mut at, mut steps) = (name, 0);
    for segment in path.rsplit('.') {
        loop {
            // An `in` may have put boundaries into each other, which nobody looked at yet.
            steps += 1;
            at = around.get(at).filter(|_| steps <= around.len())?;
            if at == segment {
                break;
            }
        }
    }
    Some(())
}

fn within<'f>(items: &'f mut [Item], wanted: &str) -> Option<&'f mut Stmt> {
    for item in items {
        let Item::Stmt(stmt) = item else { continue };
        if name_of(stmt).as_deref() == Some(wanted) {
            return Some(stmt);
        }
        if held_by(stmt).is_some()
            && let Some(body) = &mut stmt.body
            && let Some(found) = within(&mut body.items, wanted)
        {
            return Some(found);
        }
    }
    None
}

fn body(stmt: &mut Stmt) -> &mut Vec<Item> {
    let span = stmt.span.after();
    &mut stmt.body.get_or_insert_with(|| Box::new(Body { items: Vec::new(), unread: Vec::new(), span })).items
}

fn set(stmt: &mut Stmt, attr: Attr) {
    let items = body(stmt);
    items.retain(|item| !matches!(item, Item::Attr(old) if old.name.text == attr.name.text));
    items.push(Item::Attr(attr));
}

/// The list that an attribute states, a single value made one.
fn list<'s>(stmt: &'s mut Stmt, attribute: &str) -> Option<&'s mut Vec<Expr>> {
    let items = stmt.body.as_mut()?.items.iter_mut();
    let attrs = items.filter_map(|item| if let Item::Attr(attr) = item { Some(attr) } else { None });
    let value = &mut attrs.into_iter().find(|attr| attr.name.text == attribute)?.value;
    if !matches!(value.kind, ExprKind::List(_)) {
        let single = value.clone();
        value.kind = ExprKind::List(if single.kind == ExprKind::Unknown { Vec::new() } else { vec![single] });
    }
    if let ExprKind::List(items) = &mut value.kind { Some(items) } else { None }
}

fn insert(stmt: &mut Stmt, attribute: &str, name: &Name) {
    let value = Expr { kind: ExprKind::Path(name.text.clone()), span: name.span };
    match list(stmt, attribute) {
        Some(items) if items.iter().any(|item| item.kind == value.kind) => {}
        Some(items) => items.push(value),
        None => {
            let value = Expr { kind: ExprKind::List(vec![value]), span: name.span };
            set(stmt, Attr { name: Name { text: attribute.into(), span: name.span }, value, span: name.span });
        }
    }
}

fn remove(stmt: &mut Stmt, attribute: &str, unwanted: &dyn Fn(&str) -> bool) {
    if let Some(items) = list(stmt, attribute) {
        items.retain(|item| !matches!(&item.kind, ExprKind::Path(name) if unwanted(name)));
    }
}

/// Takes a thing off what controls of a technique are on.
fn take_off(items: &mut [Item], about: &Reference, of_it: &dyn Fn(&str) -> bool) {
    let last = |text: &str| text.rsplit('.').next().unwrap_or(text).to_owned();
    let is_it = |expr: &Expr| match (&expr.kind, about) {
        (ExprKind::Path(path), Reference::Name(name)) => last(path) == name.last(),
        (ExprKind::FlowRef(from, to), Reference::Flow { from: a, to: b, .. }) => {
            (from.last(), to.last()) == (a.last(), b.last())
        }
        _ => false,
    };
    for item in items {
        let Item::Stmt(stmt) = item else { continue };
        let is_control = matches!(&stmt.head, Head::Decl { kind, types, .. }
            if kind.text == "control" && types.first().is_some_and(|technique| of_it(&technique.text)));
        if is_control && let Some(on) = list(stmt, "on") {
            on.retain(|expr| !is_it(expr));
        }
        if let Some(body) = stmt.body.as_mut().filter(|_| !is_control) {
            take_off(&mut body.items, about, of_it);
        }
    }
}
