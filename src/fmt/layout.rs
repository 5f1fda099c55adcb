//! Lines: what stands on one, what on several, and where the comments go.
//!
//! Where there is a source, its lines are a wish: what stood on one line stays on it if it fits. What was
//! printed is printed the same again, since every choice depends on things that printing keeps.

use crate::fmt::WIDTH;
use crate::fmt::expr::{Writer, doc_line};
use crate::syntax::ast::{Attr, Body, Expr, ExprKind, File, Item, Stmt};
use crate::text::Span;

/// Prints a file.
pub fn print(file: &File, source: Option<&str>) -> String {
    let comments = if source.is_some() { file.comments.as_slice() } else { &[] };
    let mut page = Page { writer: Writer { source }, source, comments, out: String::new(), done: None };
    page.items(&file.items, 0, source.map_or(0, |source| source.len() as u32));
    page.out
}

struct Page<'a> {
    writer: Writer<'a>,
    source: Option<&'a str>,
    /// Comments that are not printed yet.
    comments: &'a [Span],
    out: String,
    /// Where in the source the last thing that was printed ends; `None` at the start of a block.
    done: Option<u32>,
}

impl<'a> Page<'a> {
    /// The items of a body that ends at `end`, each line with its end.
    fn items(&mut self, items: &[Item], indent: usize, end: u32) {
        let mut rest = items;
        // Attributes up to here have their `=` in this column.
        let mut column: (usize, usize) = (0, 0);
        let mut last_was_long = false;
        while let Some(first) = rest.first() {
            let at = items.len() - rest.len();
            let count = self.on_one_line(rest, indent);
            let (line, after) = rest.split_at(count);
            self.comments_before(starts(first), indent);
            if let [Item::Attr(attr)] = line {
                if at >= column.0 {
                    column = self.column(items, at, indent);
                }
                self.blank_line(starts(first), false);
                self.attr(attr, column.1, indent);
                last_was_long = false;
            } else if let ([_, ..], Some(text)) = (line, self.flat_line(line, indent)) {
                let space = last_was_long || self.wants_space(items, at);
                self.blank_line(starts(first), space);
                self.doc(first, indent);
                self.line(indent, &text);
                last_was_long = false;
            } else if let Item::Stmt(stmt) = first {
                self.blank_line(starts(first), at > 0);
                self.doc(first, indent);
                self.block(stmt, indent);
                last_was_long = true;
            }
            if let Some(last) = line.last() {
                self.done = Some(ends(last));
            }
            self.trailing_comment(after.first().map(starts));
            self.out.push('\n');
            rest = after;
        }
        self.comments_before(end, indent);
    }

    /// How many of the items stood on one line and fit on one.
    fn on_one_line(&self, items: &[Item], indent: usize) -> usize {
        let mut count = 1;
        for pair in items.windows(2) {
            let [one, next] = pair else { break };
            if self.newline_between(ends(one), starts(next)) {
                break;
            }
            count += 1;
            if count > WIDTH {
                // So many do not fit, however short they are.
                return 1;
            }
        }
        if count > 1 && items.get(..count).is_some_and(|line| self.flat_line(line, indent).is_some()) {
            count
        } else {
            1
        }
    }

    /// Items on one line, if they can stand on one.
    fn flat_line(&self, items: &[Item], indent: usize) -> Option<String> {
        let mut out = String::new();
        for (index, item) in items.iter().enumerate() {
            out.push_str(if index == 0 { "" } else { ", " });
            out.push_str(&self.flat(item)?);
            if items.len() > 1 && out.len() > 4 * WIDTH {
                return None;
            }
        }
        (fits(&out, indent) || items.len() == 1 && !self.can_break(items)).then_some(out)
    }

    /// Whether the one item could stand on several lines.
    fn can_break(&self, items: &[Item]) -> bool {
        match items {
            [Item::Stmt(stmt)] => stmt.body.as_ref().is_some_and(|body| !body.items.is_empty()),
            _ => true,
        }
    }

    /// An item on one line, if it has no comments and its blocks were on one line.
    fn flat(&self, item: &Item) -> Option<String> {
        if self.has_comments(item_span(item)) {
            return None;
        }
        match item {
            Item::Attr(attr) => Some(self.writer.attr(attr)),
            Item::Stmt(stmt) => {
                let head = self.writer.head(&stmt.head);
                let Some(body) = &stmt.body else { return Some(head) };
                let wished = match self.source {
                    Some(_) => !self.newline_between(body.span.start, body.span.end),
                    None => body.items.iter().all(|item| matches!(item, Item::Attr(_))),
                };
                if body.items.is_empty() {
                    return Some(head + " {}");
                }
                if !wished {
                    return None;
                }
                let items: Option<Vec<String>> = body.items.iter().map(|item| self.flat(item)).collect();
                Some(format!("{head} {{ {} }}", items?.join(", ")))
            }
        }
    }

    /// A statement with its block over several lines; without the line end.
    fn block(&mut self, stmt: &Stmt, indent: usize) {
        let Some(body) = &stmt.body else {
            let head = self.head(stmt, stmt.span.end);
            return self.line(indent, &head);
        };
        let head = self.head(stmt, body.span.start);
        self.line(indent, &head);
        self.out.push_str(" {");
        self.done = Some(body.span.start + 1);
        self.trailing_comment(body.items.first().map(starts));
        self.out.push('\n');
        self.done = None;
        self.body_items(body, indent + 2);
        self.line(indent, "}");
    }

    fn body_items(&mut self, body: &Body, indent: usize) {
        self.items(&body.items, indent, body.span.end.saturating_sub(1));
    }

    /// A head; as it was written if comments stand in it.
    fn head(&mut self, stmt: &Stmt, end: u32) -> String {
        self.as_written(Span { end, ..stmt.span }).unwrap_or_else(|| self.writer.head(&stmt.head))
    }

    /// `name = value`, the `=` in a column.
    fn attr(&mut self, attr: &Attr, column: usize, indent: usize) {
        let name = format!("{:column$} = ", attr.name.text);
        self.line(indent, &name);
        let value = match self.as_written(Span { start: attr.value.span.start, ..attr.span }) {
            Some(written) => written,
            None => self.value(&attr.value, indent, indent + name.chars().count()),
        };
        self.out.push_str(&value);
    }

    /// A value that begins in a column: on one line if it fits, else a list's elements and a chain's parts one a line.
    fn value(&self, value: &Expr, indent: usize, column: usize) -> String {
        let flat = self.writer.expr(value);
        if fits(&flat, column) {
            return flat;
        }
        match &value.kind {
            ExprKind::List(parts) => {
                let parts = parts.iter().map(|part| format!("{:1$}{2},\n", "", indent + 2, self.writer.expr(part)));
                format!("[\n{}{:2$}]", parts.collect::<String>(), "", indent)
            }
            ExprKind::Map(entries) => {
                let width = entries.iter().map(|entry| entry.name.text.chars().count()).max().unwrap_or(0);
                let entries = entries.iter().map(|entry| {
                    let value = self.value(&entry.value, indent + 2, indent + 2 + width + 3);
                    format!("{:1$}{2:width$} = {value}\n", "", indent + 2, entry.name.text)
                });
                format!("{{\n{}{:2$}}}", entries.collect::<String>(), "", indent)
            }
            _ => self.writer.broken(value, column),
        }
    }

    /// The column of `=` for the attributes from `at` on, and up to where it holds: attributes on lines of their own
    /// without an empty line or a comment between them.
    fn column(&self, items: &[Item], at: usize, indent: usize) -> (usize, usize) {
        let mut width = 0;
        let mut end = at;
        while let Some(Item::Attr(attr)) = items.get(end) {
            let alone = items.get(end..).is_some_and(|rest| self.on_one_line(rest, indent) == 1);
            let apart = end > at && items.get(end - 1).is_some_and(|last| self.apart(ends(last), attr.span.start));
            if !alone || apart {
                break;
            }
            width = width.max(attr.name.text.chars().count());
            end += 1;
        }
        (end, width)
    }

    /// Whether an empty line or a comment on a line of its own lies between two places.
    fn apart(&self, from: u32, to: u32) -> bool {
        let Some(between) = self.slice(from, to) else { return false };
        let lines: Vec<&str> = between.split('\n').collect();
        lines.iter().skip(1).take(lines.len().saturating_sub(2)).count() > 0
    }

    fn doc(&mut self, item: &Item, indent: usize) {
        let Item::Stmt(Stmt { doc: Some(doc), span, .. }) = item else { return };
        for line in doc.text.split('\n') {
            let line = if self.source.is_some() { line.to_owned() } else { doc_line(line) };
            let text = if line.is_empty() { "///".to_owned() } else { format!("/// {line}") };
            self.line(indent, &text);
            self.out.push('\n');
        }
        self.done = Some(doc.span.end);
        self.comments_before(span.start, indent);
    }

    /// Comments before a place, each on a line of its own.
    fn comments_before(&mut self, end: u32, indent: usize) {
        while let Some((comment, rest)) = self.comments.split_first().filter(|(comment, _)| comment.start < end) {
            self.blank_line(comment.start, false);
            let text = self.slice(comment.start, comment.end).unwrap_or_default().trim_end();
            self.line(indent, text);
            self.out.push('\n');
            self.done = Some(comment.end);
            self.comments = rest;
        }
    }

    /// A comment behind what was just printed, on the same line.
    fn trailing_comment(&mut self, next: Option<u32>) {
        let (Some(done), Some((comment, rest))) = (self.done, self.comments.split_first()) else { return };
        if comment.start < done
            || next.is_some_and(|next| next < comment.start)
            || self.newline_between(done, comment.start)
        {
            return;
        }
        let text = self.slice(comment.start, comment.end).unwrap_or_default().trim_end();
        self.out.push_str("  ");
        self.out.push_str(text);
        self.done = Some(comment.end);
        self.comments = rest;
    }

    /// An empty line, if one stood here or, without a source, if one is wished.
    fn blank_line(&mut self, next: u32, wished: bool) {
        let wanted = match (self.source, self.done) {
            (Some(_), Some(done)) => self.slice(done, next).is_some_and(|text| text.matches('\n').count() > 1),
            (Some(_), None) => false,
            (None, _) => wished,
        };
        if wanted && !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// Without a source: whether a statement is of another kind than the item before it.
    fn wants_space(&self, items: &[Item], at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|before| items.get(before)) else { return false };
        let documented = matches!(items.get(at), Some(Item::Stmt(Stmt { doc: Some(_), .. })));
        documented || matches!((before, items.get(at)), (Item::Attr(_), Some(Item::Stmt(_))))
    }

    fn line(&mut self, indent: usize, text: &str) {
        self.out.extend(std::iter::repeat_n(' ', indent));
        self.out.push_str(text);
    }

    /// The source under a span, if comments stand in it; they count as printed.
    fn as_written(&mut self, span: Span) -> Option<String> {
        if !self.has_comments(span) {
            return None;
        }
        let inside = self.comments.iter().take_while(|comment| comment.start < span.end).count();
        self.comments = self.comments.get(inside..).unwrap_or_default();
        let text = self.slice(span.start, span.end)?;
        let lines: Vec<&str> = text.trim_end().split('\n').map(|line| line.trim_end()).collect();
        Some(lines.join("\n"))
    }

    fn has_comments(&self, span: Span) -> bool {
        self.source.is_some() && {
            let first = self.comments.partition_point(|comment| comment.start < span.start);
            self.comments.get(first).is_some_and(|comment| comment.start < span.end)
        }
    }

    fn newline_between(&self, from: u32, to: u32) -> bool {
        self.source.is_none() || self.slice(from, to).is_some_and(|text| text.contains('\n'))
    }

    fn slice(&self, from: u32, to: u32) -> Option<&'a str> {
        self.source?.get(from as usize..to as usize)
    }
}

/// Whether a text that begins in a column stays below the width; what has several lines does not.
fn fits(text: &str, column: usize) -> bool {
    !text.contains('\n') && column + text.chars().count() <= WIDTH
}

fn item_span(item: &Item) -> Span {
    match item {
        Item::Attr(attr) => attr.span,
        Item::Stmt(stmt) => stmt.span,
    }
}

/// Where an item begins, its documentation included.
fn starts(item: &Item) -> u32 {
    match item {
        Item::Stmt(Stmt { doc: Some(doc), .. }) => doc.span.start,
        item => item_span(item).start,
    }
}

fn ends(item: &Item) -> u32 {
    item_span(item).end
}
