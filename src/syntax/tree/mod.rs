//! From pest's nodes to statements.
//!
//! The shape is known by which parts an item has and by the sign behind its first word; the words `use`, `include`
//! and `moved` only choose between shapes that look alike.

pub mod commas;
pub mod docs;
pub mod expr;
pub mod faults;
pub mod separate;

use crate::diag::Diagnostic;
use crate::syntax::ast::{Attr, Body, Doc, Head, Item, Name, Reference, Stmt, Text};
use crate::syntax::grammar::{Node, Nodes, Rule};
use crate::syntax::limits::MAX_DIAGNOSTICS;
use crate::syntax::literal;
use crate::syntax::map::Map;
use crate::syntax::recover::{self, Slips};
use crate::syntax::scan::DocLine;
use crate::syntax::tree::expr::Operands;
use crate::syntax::tree::separate::{Made, Mark, Previous};
use crate::syntax::words;
use crate::text::{SourceId, Span};

/// What an item stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Within {
    /// Nothing: only declarations stand there.
    File,
    /// A block that holds declarations and attributes.
    Boundary,
    /// A block of attributes.
    Attributes,
}

/// What building a tree needs and collects.
pub struct Builder<'a> {
    /// The source that spans point into.
    pub source: SourceId,
    /// The text that was parsed, possibly mended.
    pub text: &'a str,
    /// From offsets in `text` to offsets in the source.
    pub map: &'a Map,
    /// Offset in `text` of the piece that is being built.
    pub base: usize,
    /// Lines of documentation that no statement has taken yet; offsets in `text`.
    pub docs: std::iter::Peekable<std::slice::Iter<'a, DocLine>>,
    /// Documentation that belongs to nothing: kept among the comments, so that formatting does not lose it.
    pub dangling: Vec<Span>,
    /// What there is to say.
    pub diagnostics: Vec<Diagnostic>,
    /// Set when an expression could not be understood and was reported: what holds it is left out.
    pub damaged: bool,
    /// The attributes of this body that were left out for that.
    pub unread: Vec<Name>,
    /// How many bad stretches the line at hand has.
    pub slips: Slips,
    /// In what kind of block it is.
    pub within: Within,
}

impl<'a> Builder<'a> {
    /// The items of a `file` node, appended to `items`.
    pub fn file(&mut self, node: Node<'a>, items: &mut Vec<Item>) {
        let end = self.base + node.as_span().end();
        let start = self.base;
        self.items(node.into_inner(), (start, end), items);
        self.dangling_docs(end);
    }

    /// All items below a node of this range.
    fn items(&mut self, nodes: Nodes<'a>, (start, end): (usize, usize), items: &mut Vec<Item>) {
        let mut previous = Previous::default();
        let (mut last, block_end) = (start, end);
        for node in nodes {
            let (start, end) = self.range(&node);
            if start < last {
                continue;
            }
            match node.as_rule() {
                Rule::item => {
                    let separated = self.separated(last, start, previous.range.is_none());
                    last = end;
                    if !separated && !previous.is_bad() && previous.range.is_some() {
                        if let Some(read) = recover::joined(self, &previous, (start, end), items) {
                            last = read.range.map_or(end, |(_, end)| end);
                            previous = read;
                            continue;
                        }
                        self.not_separated(previous.range.map_or(start, |(_, end)| end), start);
                    }
                    let mark = self.mark();
                    let item = self.item(node);
                    let after_prose = previous.made == Made::Prose;
                    let made = if item.is_some() { Made::Item } else { Made::Damaged };
                    previous = Previous { after_prose, mark, ..Previous::new(start, end, made) };
                    items.extend(item);
                }
                Rule::bad => {
                    self.separated(last, start, previous.range.is_none());
                    recover::bad(self, node, &mut previous, items);
                    last = previous.range.map_or(end, |(_, end)| end);
                }
                Rule::stray => recover::stray(self, start, end),
                _ => {}
            }
        }
        self.separated(last, block_end, previous.range.is_none());
    }

    /// One attribute or statement; `None` if it was reported.
    pub fn item(&mut self, node: Node<'a>) -> Option<Item> {
        let start = self.base + node.as_span().start();
        let mut parts = node.into_inner();
        let word = parts.next()?;
        let first = self.name(&word);
        let next = parts.peek()?;
        if next.as_rule() == Rule::wrong_assign {
            return self.wrong_sign(first, parts, start);
        }
        match self.sign_after(self.base + word.as_span().end()) {
            b'=' => self.attr(first, parts, start).map(Item::Attr),
            sign => {
                // A boundary has its documentation where it is declared. What is called `in` may well start a flow.
                if first.text == words::IN && sign != b'-' {
                    self.dangling_docs(start);
                }
                let doc = self.doc(start);
                self.stmt(doc, first, sign, parts, start).map(Item::Stmt)
            }
        }
    }

    /// The first character from `at` on that is no blank: the sign between a first word and what follows.
    fn sign_after(&self, at: usize) -> u8 {
        let rest = self.text.as_bytes().get(at..).unwrap_or_default();
        rest.iter().copied().find(|byte| !byte.is_ascii_whitespace()).unwrap_or(b' ')
    }

    /// `name = value`, behind the `=`.
    pub fn attr(&mut self, name: Name, parts: Nodes<'a>, start: usize) -> Option<Attr> {
        let outer = std::mem::replace(&mut self.damaged, false);
        let mut operands = Operands::new(parts);
        let value = self.expr(&mut operands, 0);
        let damaged = std::mem::replace(&mut self.damaged, outer);
        let end = self.base + operands.end();
        let span = self.span(start, end);
        self.dangling_docs(end);
        if damaged {
            self.unread.push(name);
            return None;
        }
        Some(Attr { name, value, span })
    }

    /// A statement whose first word was read; `sign` stands behind it.
    fn stmt(&mut self, doc: Option<Doc>, first: Name, sign: u8, mut parts: Nodes<'a>, start: usize) -> Option<Stmt> {
        let mut shape = Shape::default();
        let mut end = first.span;
        let mut body = None;
        for part in &mut parts {
            let span = self.node_span(&part);
            if !matches!(part.as_rule(), Rule::comment) {
                end = span;
            }
            match part.as_rule() {
                Rule::path if shape.second.is_none() => {
                    shape.ends = self.text.as_bytes().get(self.range(&part).1).is_none_or(u8::is_ascii_whitespace);
                    shape.second = Some(self.name(&part));
                }
                Rule::path => shape.third = Some(self.name(&part)),
                Rule::types => shape.types = Some(self.types(part)),
                Rule::to => shape.to = self.inner_name(part),
                Rule::target => shape.target = self.reference(part),
                Rule::at => {
                    shape.as_id = true;
                    shape.target = self.target_of_id(part);
                }
                Rule::moved_to => shape.moved_to = self.reference(part),
                Rule::alias => shape.alias = self.inner_name(part),
                Rule::text => shape.label = Some(self.text(&part)),
                Rule::body => {
                    body = Some(Box::new(self.body_of(part, words::holds_declarations(&first.text))));
                }
                _ => {}
            }
        }
        let span = self.span(start, start).to(end);
        let head = self.head(first, sign, shape, span);
        if let (
            Head::Include { keyword, .. } | Head::UsePack { keyword, .. } | Head::UsePath { keyword, .. },
            Some(body),
        ) = (&head, &body)
        {
            self.unexpected_block(keyword, body.span);
        }
        Some(Stmt { doc, head, body, span })
    }

    /// The head that the parts make.
    fn head(&mut self, first: Name, sign: u8, shape: Shape, span: Span) -> Head {
        let Shape { second, ends, third, types, to, target, as_id, moved_to, label, alias } = shape;
        if let Some(new) = moved_to {
            let old = second.unwrap_or_default();
            let old = match to {
                Some(to) => Reference::Flow { span: old.span.to(to.span), from: old, to },
                None => Reference::Name(old),
            };
            return Head::Moved { old, new, keyword: first };
        }
        if let Some(target) = target {
            return Head::On { verb: first, subject: second.unwrap_or_default(), target, as_id, label };
        }
        if let Some(to) = to {
            return match (second, third) {
                // `flow save: web -> db`
                (Some(name), Some(from)) => Head::Flow { keyword: Some(first), name: Some(name), from, to, label },
                // `save: web -> db`
                (Some(from), None) if sign == b':' => Head::Flow { keyword: None, name: Some(first), from, to, label },
                // `flow web -> db`
                (Some(from), None) => Head::Flow { keyword: Some(first), name: None, from, to, label },
                // `web -> db`
                _ => Head::Flow { keyword: None, name: None, from: first, to, label },
            };
        }
        let types = types.or(third.map(|name| vec![name])).unwrap_or_default();
        match (first.text.as_str(), second, label) {
            (words::INCLUDE, Some(name), None) if types.is_empty() => {
                let pattern = self.unquoted_pattern(&first, name, ends);
                Head::Include { pattern, keyword: first }
            }
            (words::INCLUDE, None, Some(pattern)) if alias.is_none() => Head::Include { pattern, keyword: first },
            (words::USE, Some(pack), None) if types.is_empty() => Head::UsePack { pack, keyword: first },
            (words::USE, None, Some(path)) => Head::UsePath { path, alias, keyword: first },
            (_, name, label) => {
                if let Some(alias) = alias {
                    self.misplaced_alias(&first, &alias, span);
                }
                Head::Decl { kind: first, name, types, label }
            }
        }
    }

    /// The block of a statement: whether it is a boundary's says whether it may hold declarations.
    pub fn body_of(&mut self, node: Node<'a>, boundary: bool) -> Body {
        let within = if boundary { Within::Boundary } else { Within::Attributes };
        let outer = std::mem::replace(&mut self.within, within);
        let body = self.body(node);
        self.within = outer;
        body
    }

    /// `{ … }`.
    pub fn body(&mut self, node: Node<'a>) -> Body {
        let span = self.node_span(&node);
        let (start, end) = self.range(&node);
        let mut items = Vec::new();
        let outer = std::mem::take(&mut self.unread);
        let within = self.within;
        if within == Within::File {
            self.within = Within::Attributes;
        }
        self.items(node.into_inner(), (start, end), &mut items);
        self.dangling_docs(end);
        self.within = within;
        let unread = std::mem::replace(&mut self.unread, outer);
        Body { items, unread, span }
    }

    /// `[a, b]` behind a colon.
    fn types(&mut self, node: Node<'a>) -> Vec<Name> {
        let mut names: Vec<Name> = Vec::new();
        let (open, close) = self.range(&node);
        let mut last = open + 1;
        for part in node.into_inner().filter(|part| part.as_rule() == Rule::path) {
            let (start, end) = self.range(&part);
            self.listed(last, start, names.is_empty());
            last = end;
            names.push(self.name(&part));
        }
        self.list_ended(last, close, names.is_empty());
        names
    }

    /// `a`, `a.b`, `a->b`, inside another node.
    fn reference(&mut self, node: Node<'a>) -> Option<Reference> {
        let mut parts = node.into_inner();
        let name = self.name(&parts.next()?);
        match parts.next() {
            None => Some(Reference::Name(name)),
            Some(arrow) => {
                if arrow.as_rule() == Rule::spaced_arrow {
                    self.spaced_arrow(&name, &arrow);
                }
                let to = self.inner_name(arrow)?;
                Some(Reference::Flow { span: name.span.to(to.span), from: name, to })
            }
        }
    }

    /// The name inside a node that holds one.
    pub fn inner_name(&self, node: Node<'a>) -> Option<Name> {
        node.into_inner().find(|part| part.as_rule() == Rule::path).map(|part| self.name(&part))
    }

    /// A name or a path.
    pub fn name(&self, node: &Node<'a>) -> Name {
        Name { text: node.as_str().into(), span: self.node_span(node) }
    }

    /// A string.
    pub fn text(&mut self, node: &Node<'a>) -> Text {
        let span = self.node_span(node);
        let (text, faults) = literal::unescape(node.as_str());
        let start = self.base + node.as_span().start();
        for fault in faults {
            self.bad_escape(start, &fault);
        }
        Text { text, span }
    }

    /// Start and end of a node in the whole text.
    pub fn range(&self, node: &Node<'a>) -> (usize, usize) {
        let span = node.as_span();
        (self.base + span.start(), self.base + span.end())
    }

    /// A node's span in the source.
    pub fn node_span(&self, node: &Node<'a>) -> Span {
        let (start, end) = self.range(node);
        self.span(start, end)
    }

    /// The span in the source of a stretch of the text.
    pub fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.source, self.map.source_offset(start), self.map.source_offset(end))
    }

    /// How much is noted so far.
    pub fn mark(&self) -> Mark {
        Mark { said: self.diagnostics.len(), dangling: self.dangling.len(), unread: self.unread.len() }
    }

    /// Forgets what was noted since: it is read again as something else.
    pub fn back_to(&mut self, mark: Mark) {
        self.diagnostics.truncate(mark.said);
        self.dangling.truncate(mark.dangling);
        self.unread.truncate(mark.unread);
    }

    /// Reports.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        if self.diagnostics.len() < MAX_DIAGNOSTICS {
            self.diagnostics.push(diagnostic);
        }
    }
}

/// The parts of a statement behind its first word.
#[derive(Default)]
struct Shape {
    second: Option<Name>,
    /// Whether a blank or a line's end follows it.
    ends: bool,
    third: Option<Name>,
    types: Option<Vec<Name>>,
    to: Option<Name>,
    target: Option<Reference>,
    /// Whether the target is written behind an `@`.
    as_id: bool,
    moved_to: Option<Reference>,
    label: Option<Text>,
    alias: Option<Name>,
}
