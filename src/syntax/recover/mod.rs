//! What is wrong with a stretch of text that is no statement.
//!
//! First the cures: patterns of well-known mistakes, each with the change that would repair it. A cure whose change makes
//! the stretch a statement is certain: it is reported with its fix, and the statement goes into the tree. Where none
//! fits, the stretch is parsed alone for the place where it stops making sense, and what could stand there.
//! The block of a stretch is kept in any case, so that the names in it exist.

pub mod codes;
mod colon_before_label;
pub mod colon_behind_word;
mod cures;
mod date;
mod duration;
mod expected;
mod heads;
mod kind_behind_in;
pub mod label_before_ends;
pub mod label_before_name;
pub mod label_before_type;
mod misplaced_target;
pub mod missing_colon;
pub mod missing_equals;
pub mod quoted_name;
mod repeated_keyword;
mod stretch;
mod thousands;
mod unquoted_label;
mod unquoted_path;
pub mod unquoted_text;
pub mod wrong_arrow;
mod wrong_form;
pub mod wrong_operator;

use smol_str::SmolStr;

use crate::diag::{Certainty, Diagnostic, Edit, Fix};
use crate::syntax::ast::{Body, ExprKind, Head, Item, Name, Stmt};
use crate::syntax::grammar::{Failure, Node, Rule, parse_rule};
use crate::syntax::literal::MALFORMED_NUMBER;
use crate::syntax::map::Map;
use crate::syntax::recover::codes::{BRACE_ON_NEXT_LINE, SYNTAX};
use crate::syntax::recover::cures::cures;
use crate::syntax::recover::expected::{expected_words, found_words, hints, is_loose_type, is_loose_value};
use crate::syntax::recover::stretch::{Cure, Stretch};
use crate::syntax::recover::thousands::thousands;
use crate::syntax::recover::wrong_form::{attributes_behind_head, inner_quotes};
use crate::syntax::scan::{DocLine, scan};
use crate::syntax::tree::Builder;
use crate::syntax::tree::separate::{Made, Mark, Previous};
use crate::syntax::words;

/// Reports a bad stretch, and keeps of it what can be kept.
pub fn bad<'a>(builder: &mut Builder<'a>, node: Node<'a>, previous: &mut Previous, items: &mut Vec<Item>) {
    let (start, end) = builder.range(&node);
    let between = previous.range.and_then(|(_, before)| builder.text.get(before..start));
    let same_line = between.is_some_and(|between| !between.contains('\n'));
    let joined = same_line && between.is_some_and(|between| !between.contains(','));
    let (mut junk, mut body) = (None, None);
    for part in node.into_inner() {
        match part.as_rule() {
            Rule::junk => junk = Some(builder.range(&part)),
            Rule::body => body = Some(part),
            _ => {}
        }
    }
    if let (None, Made::Item, Some((begin, before))) = (&body, previous.made, previous.range)
        && let Some(Item::Attr(attr)) = items.last_mut()
        && let ExprKind::Int(value) = &mut attr.value.kind
        && let Some((first, end, number)) = thousands(builder.text, (before, start))
    {
        let span = builder.span(first, end);
        *value = number;
        attr.value.span = span;
        attr.span = attr.span.to(span);
        let message = format!("`{}` is no number", builder.text.get(first..end).unwrap_or_default());
        let number = number.to_string();
        builder.report(
            Diagnostic::new(&MALFORMED_NUMBER, span, message)
                .help(format!("write the number without separators: `{number}`"))
                .fix(format!("write `{number}`"), span, number),
        );
        *previous = Previous::new(begin, end, Made::Item);
        return;
    }
    let was = std::mem::replace(previous, Previous::new(start, end, Made::Bad));
    let replaced = (joined && was.made == Made::Item).then_some(was.mark);
    let mark = replaced.unwrap_or_else(|| builder.mark());
    let Some((_, junk_end)) = junk else {
        if lone_block(builder, body, &was, joined, items) {
            *previous = Previous::new(start, end, Made::Item);
        }
        return;
    };
    let prose = !joined && is_prose(builder.text.get(start..junk_end).unwrap_or_default()) && body.is_none();
    if prose {
        previous.made = Made::Prose;
    }
    // One message is enough for the rest of a line, and for lines of prose.
    let in_prose = prose && (was.made == Made::Prose || was.after_prose);
    if was.is_bad() && (joined || (same_line && was.made != Made::Damaged) || in_prose) {
        return keep(builder, body, None, items);
    }
    let begin = if joined { was.range.map_or(start, |(begin, _)| begin) } else { start };
    let whole = builder.text;
    let before = items.last().filter(|_| same_line && was.made == Made::Item);
    let stretch = Stretch::new(whole, begin, start, junk_end, end, before);
    let said = puzzled(builder, &stretch, joined);
    for (end, head, cure) in proposed(builder, &stretch, end) {
        if cured(builder, (begin, head, end), &cure, replaced, items) {
            *previous = Previous { mark, ..Previous::new(begin, end, Made::Item) };
            return;
        }
    }
    builder.report(said);
    let head =
        if joined { None } else { builder.text.get(start..junk_end).and_then(|junk| two_names(builder, junk, start)) };
    keep(builder, body, head, items);
}

/// An item that nothing separates from the one before it: `process web web-app { … }`, `scope = all of it`, prose.
///
/// Gives what now stands before the next item, if the two were read as something else; what begins before its end
/// is dealt with too.
pub fn joined(
    builder: &mut Builder<'_>,
    previous: &Previous,
    (start, end): (usize, usize),
    items: &mut Vec<Item>,
) -> Option<Previous> {
    let (begin, _) = previous.range.filter(|_| previous.made == Made::Item)?;
    let found = proposed(builder, &Stretch::new(builder.text, begin, start, end, end, items.last()), end);
    let line = plain_end(builder.text, start);
    let stretch = Stretch::new(builder.text, begin, start, line, line, items.last());
    let no_if = matches!(stretch.junk().split(' ').next(), Some("if" | "else"));
    if no_if {
        let said = puzzled(builder, &stretch, true);
        builder.report(said);
        return Some(Previous::new(begin, line, Made::Bad));
    }
    let prose = is_prose(stretch.text) && matches!(items.last(), Some(Item::Stmt(stmt)) if is_bare(stmt));
    let said = prose.then(|| puzzled(builder, &stretch, true));
    for (end, head, cure) in found {
        if cured(builder, (begin, head, end), &cure, Some(previous.mark), items) {
            return Some(Previous { mark: previous.mark, ..Previous::new(begin, end, Made::Item) });
        }
    }
    let said = said?;
    items.pop();
    if !previous.after_prose {
        builder.report(said);
    }
    Some(Previous::new(begin, line, Made::Prose))
}

/// A stretch whose head is longer than this gets no cure: nobody makes one slip in so much text, and every cure is
/// tried on a copy.
const CURABLE: usize = 2_000;

/// The cures to try on a stretch that ends at `end`, each with the ends of what it is for and of its head: a text without
/// quotes goes on to the end of the line.
fn proposed(builder: &mut Builder<'_>, stretch: &Stretch<'_>, end: usize) -> Vec<(usize, usize, Cure)> {
    let start = stretch.begin + stretch.bad;
    if !builder.slips.at(builder.text, start) {
        return Vec::new();
    }
    let line = plain_end(builder.text, start);
    let longer = Stretch::new(builder.text, stretch.begin, start, line, line, stretch.before);
    let mut found = Vec::new();
    let to = code_end(builder.text, start);
    let rest = Stretch::new(builder.text, stretch.begin, start, to, to, stretch.before);
    if rest.junk_end <= CURABLE {
        found.extend(attributes_behind_head(&rest).map(|cure| (to, to, cure)));
        let quoted = inner_quotes(&rest).map(|(end, cure)| (stretch.begin + end, cure));
        found.extend(quoted.map(|(end, cure)| (end, end, cure)));
    }
    for (stretch, end, wanted) in [(&longer, line, line > end), (stretch, end, true)] {
        if wanted && stretch.junk_end <= CURABLE {
            found.extend(cures(stretch).into_iter().map(|cure| (end, stretch.begin + stretch.junk_end, cure)));
        }
    }
    found
}

/// So many bad stretches of one line get cures: nobody makes more slips in it, and each looks at the rest of the line.
const SLIPS: usize = 20;

/// Counts the bad stretches of a line.
#[derive(Default)]
pub struct Slips {
    /// Where the line ends that was counted last.
    end: usize,
    count: usize,
}

impl Slips {
    /// Counts one at an offset; says whether it is worth a cure.
    fn at(&mut self, text: &str, start: usize) -> bool {
        if start >= self.end {
            let rest = text.get(start..).unwrap_or_default();
            self.end = start + rest.find('\n').map_or(rest.len(), |length| length + 1);
            self.count = 0;
        }
        self.count += 1;
        self.count <= SLIPS
    }
}

/// Where a line ends, or before it what cannot be part of a plain text; looks no further than a cure may.
fn plain_end(text: &str, from: usize) -> usize {
    let mut most = text.len().min(from + 2 * CURABLE);
    while !text.is_char_boundary(most) {
        most -= 1;
    }
    let rest = text.get(from..most).unwrap_or_default();
    let length = rest.find(['\n', '{', '}', ',', '"']).unwrap_or(rest.len());
    let rest = rest.get(..length).unwrap_or_default();
    let rest = rest.split_once("//").map_or(rest, |(before, _)| before);
    from + rest.trim_end().len()
}

/// Where a line ends, or before it a block begins or ends, or a comment begins; looks no further than a cure may.
fn code_end(text: &str, from: usize) -> usize {
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    let (mut quoted, mut end) = (false, 0);
    for (at, byte) in rest.iter().enumerate().take(2 * CURABLE) {
        match byte {
            b'\n' => break,
            b'"' => quoted = !quoted,
            b'{' | b'}' if !quoted => break,
            b'/' if !quoted && rest.get(at + 1) == Some(&b'/') => break,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            end = at + 1;
        }
    }
    while !text.is_char_boundary(from + end) {
        end -= 1;
    }
    from + end
}

/// Whether a statement is two words and nothing else.
fn is_bare(stmt: &Stmt) -> bool {
    stmt.body.is_none() && matches!(&stmt.head, Head::Decl { types, label: None, .. } if types.is_empty())
}

/// Applies a cure; if it makes a statement, reports it and puts the statement into the tree. Where it takes in the item
/// before, `replaces` says what was noted before that one.
fn cured(
    builder: &mut Builder<'_>,
    (begin, head, end): (usize, usize, usize),
    cure: &Cure,
    replaces: Option<Mark>,
    items: &mut Vec<Item>,
) -> bool {
    if head < end {
        // Every block can be read and it may be long, so whether the head is right is tried without it.
        let within = head - begin;
        let head = [builder.text.get(begin..head).unwrap_or_default(), "{}"].concat();
        let edits: Vec<_> = cure.edits.iter().filter(|(_, end, _)| *end <= within).cloned().collect();
        if parse_rule(Rule::lone_item, &Map::apply(&head, &edits).0).is_err() {
            return false;
        }
    }
    let (text, map) = Map::apply(builder.text.get(begin..end).unwrap_or_default(), &cure.edits);
    let Ok(mut nodes) = parse_rule(Rule::lone_item, &text) else { return false };
    let Some(node) = nodes.next().and_then(|lone| lone.into_inner().next()) else { return false };
    let map = map.within(begin, builder.map);
    let docs = scan(&text).docs;
    let mut inner = Builder {
        source: builder.source,
        text: &text,
        map: &map,
        base: 0,
        docs: docs.iter().peekable(),
        dangling: Vec::new(),
        diagnostics: Vec::new(),
        damaged: false,
        unread: Vec::new(),
        slips: Slips::default(),
        within: builder.within,
    };
    let item = inner.item(node);
    let taken = docs.len() - inner.docs.len();
    let Builder { diagnostics: said, dangling, unread, .. } = inner;
    // What was wrong in the item before was wrong with how it was read then.
    if let Some(mark) = replaces {
        builder.back_to(mark);
    }
    // One that was said when the item before was read is not said again.
    let cured = cure.diagnostic(builder, begin, item.is_some());
    if !builder.diagnostics.contains(&cured) {
        builder.report(cured);
    }
    said.into_iter().for_each(|diagnostic| builder.report(diagnostic));
    let doc = if replaces.is_some() { items.pop().and_then(into_doc) } else { None };
    let doc = match &item {
        Some(Item::Stmt(_)) => doc.or_else(|| builder.doc(begin)),
        Some(Item::Attr(_)) | None => {
            builder.dangling_docs(begin);
            None
        }
    };
    // Its own lines of documentation were read with it.
    let own = docs_within(builder, begin, end).saturating_sub(docs.len() - taken);
    builder.docs.by_ref().take(own).for_each(drop);
    builder.dangling.extend(dangling);
    builder.unread.extend(unread);
    items.extend(item.map(|mut item| {
        if let Item::Stmt(stmt) = &mut item {
            // What is missing, and was said to be, stands there without a name.
            if let Head::Decl { types, .. } = &mut stmt.head
                && cure.title.is_empty()
                && types.is_empty()
            {
                types.push(Name { text: SmolStr::default(), span: builder.span(begin + cure.at.0, begin + cure.at.1) });
            }
            stmt.doc = doc;
        }
        item
    }));
    true
}

/// How many lines of documentation stand in a stretch that nothing has taken.
fn docs_within(builder: &Builder<'_>, begin: usize, end: usize) -> usize {
    let inside = |line: &&DocLine| (begin..end).contains(&(line.start as usize));
    builder.docs.clone().take_while(inside).count()
}

fn into_doc(item: Item) -> Option<crate::syntax::ast::Doc> {
    match item {
        Item::Stmt(stmt) => stmt.doc,
        Item::Attr(_) => None,
    }
}

impl Cure {
    /// What to say of it in a stretch that begins at an offset; `reads`: whether it makes something that can be read.
    pub fn diagnostic(&self, builder: &Builder<'_>, begin: usize, reads: bool) -> Diagnostic {
        let place = |(start, end): (usize, usize)| builder.span(begin + start, begin + end);
        let said = Diagnostic::new(self.info, place(self.at), self.message.clone()).help(self.help.clone());
        if self.title.is_empty() {
            return said;
        }
        let edits =
            self.edits.iter().map(|(start, end, text)| Edit { span: place((*start, *end)), text: text.clone() });
        let fix = Fix { title: self.title.clone(), certainty: self.certainty, edits: edits.collect() };
        said.offer(fix.sure_if(self.certainty == Certainty::Sure && reads))
    }
}

/// The message where no cure is known: where the stretch stops making sense, and what could stand there.
fn puzzled(builder: &Builder<'_>, stretch: &Stretch<'_>, joined: bool) -> Diagnostic {
    let head = stretch.text.get(..stretch.junk_end).unwrap_or_default().trim_end();
    if is_loose_value(stretch) {
        let span = builder.span(stretch.begin, stretch.begin + head.len());
        let message = format!("expected `name = value`, found the value `{head}`");
        return Diagnostic::new(&SYNTAX, span, message).help(hints(stretch, 0));
    }
    if is_loose_type(stretch) {
        let span = builder.span(stretch.begin, stretch.begin + head.len());
        let message = format!("expected a statement or an attribute, found the word `{head}`");
        return Diagnostic::new(&SYNTAX, span, message).help(hints(stretch, 0));
    }
    let (at, expected) = match parse_rule(Rule::lone_item, head) {
        Err(Failure::Shape { at, expected }) => (at, expected),
        _ => (head.len(), Vec::new()),
    };
    // Behind a whole item the item's own grammar has no more to say.
    let at = if joined { at.max(stretch.bad) } else { at };
    // `accept x on`: the word is right, what should follow is missing.
    let (at, expected, ended) = match stretch.junk() {
        "on" | "to" | "as" if joined => (head.len(), vec![Rule::path], false),
        _ => (at, expected, joined && at == stretch.bad),
    };
    let rest = builder.text.get(stretch.begin + at..).unwrap_or_default();
    let from = at + rest.len() - rest.trim_start_matches([' ', '\t', '\r']).len();
    let (found, length) = found_words(builder.text.get(stretch.begin + from..).unwrap_or_default());
    let expected = expected_words(&expected, ended);
    // The end of a line is shown behind the last word rather than on the next line.
    let (start, end) = if length == 0 { (at.min(head.len()), at.min(head.len())) } else { (from, from + length) };
    let span = builder.span(stretch.begin + start, stretch.begin + end);
    let message = format!("expected {expected}, found {found}");
    Diagnostic::new(&SYNTAX, span, message).here(format!("expected {expected}")).help(hints(stretch, from))
}

/// A block without a head; says whether it belongs to the statement before it.
fn lone_block<'a>(
    builder: &mut Builder<'a>,
    body: Option<Node<'a>>,
    was: &Previous,
    joined: bool,
    items: &mut Vec<Item>,
) -> bool {
    let Some(body) = body else { return false };
    let (start, end) = builder.range(&body);
    let brace = builder.span(start, start + 1);
    let mut head = items.last_mut().filter(|_| was.made == Made::Item);
    if let Some(Item::Stmt(Stmt { body: slot @ None, span, .. })) = &mut head
        && let Some((_, before)) = was.range
        && builder.text.get(before..start).is_some_and(|between| !between.contains(','))
    {
        let head = builder.text.get(..before).unwrap_or_default();
        let gap = builder.span(head.trim_end_matches([' ', '\t', '\r']).len(), start);
        let whole = builder.span(start, end);
        let between = builder.text.get(before..start).unwrap_or_default();
        let (comment, same_line) = (between.contains("//"), !between.contains('\n'));
        let mut diagnostic = Diagnostic::new(&BRACE_ON_NEXT_LINE, brace, "`{` stands on a line of its own")
            .also(*span, "the block belongs to this")
            .help("put `{` on the line of its head");
        if !comment {
            diagnostic = diagnostic.sure_fix("put `{` on the line of its head", gap, " ");
        }
        *span = span.to(whole);
        *slot = Some(Box::new(Body { items: Vec::new(), unread: Vec::new(), span: whole }));
        // On one line only a head that was cured ends before its block, and that was said.
        if !same_line {
            builder.report(diagnostic);
        }
        let boundary = matches!(items.last(), Some(Item::Stmt(Stmt { head: Head::Decl { kind, .. }, .. }))
            if words::holds_declarations(&kind.text));
        let body = builder.body_of(body, boundary);
        if let Some(Item::Stmt(Stmt { body: Some(slot), .. })) = items.last_mut() {
            **slot = body;
        }
        return true;
    }
    let (message, help) = if joined {
        (
            "expected a newline or a comma, found `{`",
            "an attribute's value has no block; put the block behind a statement's head",
        )
    } else {
        (
            "expected a statement or an attribute, found `{`",
            "a block belongs to a head on the same line: `process web { … }`",
        )
    };
    if !was.is_bad() {
        builder.report(Diagnostic::new(&SYNTAX, brace, message).help(help));
    }
    keep(builder, Some(body), None, items);
    false
}

/// Keeps a block: with its head if that is clear, else the statements in it.
fn keep<'a>(builder: &mut Builder<'a>, body: Option<Node<'a>>, head: Option<(Name, Name)>, items: &mut Vec<Item>) {
    let Some(body) = body else { return };
    let body = match &head {
        Some((kind, _)) => builder.body_of(body, words::holds_declarations(&kind.text)),
        None => builder.body(body),
    };
    match head {
        Some((kind, name)) => {
            let span = kind.span.to(body.span);
            let head = Head::Decl { kind, name: Some(name), types: Vec::new(), label: None };
            items.push(Item::Stmt(Stmt { doc: None, head, body: Some(Box::new(body)), span }));
        }
        None => items.extend(body.items.into_iter().filter(|item| matches!(item, Item::Stmt(_)))),
    }
}

/// The kind and the name with which a bad head begins.
fn two_names(builder: &Builder<'_>, junk: &str, start: usize) -> Option<(Name, Name)> {
    let mut words = junk.split_ascii_whitespace();
    let (kind, name) = (words.next()?, words.next()?);
    let is_name = |word: &str| {
        word.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic())
            && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    if !is_name(kind) || !is_name(name) {
        return None;
    }
    let place = |word: &str| start + (word.as_ptr() as usize - junk.as_ptr() as usize);
    let named = |word: &str| Name { text: word.into(), span: builder.span(place(word), place(word) + word.len()) };
    Some((named(kind), named(name)))
}

/// Whether a line looks like prose: several words and no sign of the language.
fn is_prose(junk: &str) -> bool {
    junk.split_ascii_whitespace().count() > 2 && !junk.contains(['=', '>', '<', '{', '}', ':', '"', '[', '('])
}

/// A character where nothing can be read; the grammar has no other place for it.
pub fn stray(builder: &mut Builder<'_>, start: usize, end: usize) {
    let span = builder.span(start, end);
    let found = builder.text.get(start..end).unwrap_or_default();
    builder.report(Diagnostic::new(&SYNTAX, span, format!("unexpected `{found}`")).help("remove it"));
}
