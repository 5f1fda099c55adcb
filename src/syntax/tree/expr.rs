//! From a flat row of operands and operators to expressions.
//!
//! Precedence, loosest first: `or`, `and`, `not`, then comparisons, `is`, `has` and `in`, which do not chain.

use std::iter::Peekable;

use smol_str::SmolStr;

use crate::diag::{Code, CodeInfo, Diagnostic, Severity};
use crate::syntax::ast::{Arg, Attr, Compare, Expr, ExprKind, Item, Name};
use crate::syntax::grammar::{Node, Nodes, Rule};
use crate::syntax::scan::MAX_DEPTH;
use crate::syntax::tree::Builder;
use crate::syntax::{literal, words};
use crate::text::Span;

/// The row: nodes without the comments between them.
pub struct Operands<'i> {
    nodes: Peekable<Nodes<'i>>,
    /// Where the last node that was taken ends, in the piece.
    end: usize,
}

impl<'i> Operands<'i> {
    /// The row of a node's parts.
    pub fn new(nodes: Nodes<'i>) -> Operands<'i> {
        Operands { nodes: nodes.peekable(), end: 0 }
    }

    /// Where the last node that was taken ends, in the piece.
    pub fn end(&self) -> usize {
        self.end
    }

    /// What is next.
    pub fn peek(&mut self) -> Option<&Node<'i>> {
        while self.nodes.next_if(|node| node.as_rule() == Rule::comment).is_some() {}
        self.nodes.peek()
    }

    /// Takes what is next.
    pub fn next(&mut self) -> Option<Node<'i>> {
        self.peek()?;
        let node = self.nodes.next()?;
        self.end = node.as_span().end();
        Some(node)
    }

    /// Takes what is next if it is of this rule.
    fn next_of(&mut self, rule: Rule) -> Option<Node<'i>> {
        if self.peek()?.as_rule() == rule { self.next() } else { None }
    }

    /// The operator that is next, if one is.
    fn operator(&mut self) -> Option<&'i str> {
        let node = self.peek()?;
        matches!(node.as_rule(), Rule::operator | Rule::logic).then(|| node.as_str())
    }
}

impl<'a> Builder<'a> {
    /// One expression; stops where no operator follows. `depth` counts the expressions around it.
    ///
    /// Where something is wrong it is reported, `damaged` is set and some expression returned.
    pub fn expr(&mut self, row: &mut Operands<'a>, depth: usize) -> Expr {
        let first = self.conjunction(row, depth);
        if row.operator() != Some("or") {
            return first;
        }
        let mut parts = vec![first];
        while row.operator() == Some("or") {
            row.next();
            parts.push(self.conjunction(row, depth));
        }
        Expr { span: around(&parts), kind: ExprKind::Or(parts) }
    }

    fn conjunction(&mut self, row: &mut Operands<'a>, depth: usize) -> Expr {
        let first = self.negation(row, depth);
        if row.operator() != Some("and") {
            return first;
        }
        let mut parts = vec![first];
        while row.operator() == Some("and") {
            row.next();
            parts.push(self.negation(row, depth));
        }
        Expr { span: around(&parts), kind: ExprKind::And(parts) }
    }

    fn negation(&mut self, row: &mut Operands<'a>, depth: usize) -> Expr {
        let mut nots: Vec<Span> = Vec::new();
        while let Some(node) = row.next_of(Rule::not) {
            nots.push(self.node_span(&node));
        }
        let mut inner = self.comparison(row, depth + nots.len());
        if depth + nots.len() > MAX_DEPTH {
            let span = nots.first().copied().unwrap_or(inner.span);
            self.damage(
                Diagnostic::new(&TOO_DEEP, span, format!("expressions nest more than {MAX_DEPTH} deep"))
                    .help("write a shorter condition, or split it into several rules"),
            );
            return inner;
        }
        for not in nots.into_iter().rev() {
            inner = Expr { span: not.to(inner.span), kind: ExprKind::Not(Box::new(inner)) };
        }
        inner
    }

    fn comparison(&mut self, row: &mut Operands<'a>, depth: usize) -> Expr {
        let mut left = self.operand(row, depth);
        let mut compared: Option<(Span, usize)> = None;
        while let Some(operator) = row.operator().filter(|operator| !matches!(*operator, "and" | "or")) {
            let Some(sign) = row.next() else { break };
            let at = self.node_span(&sign);
            self.misplaced_not(row, operator, at);
            let right = self.operand(row, depth);
            match compared {
                None => left = self.compare(operator, left, right),
                // Said once, and nothing is built: a long chain must not become a deep tree.
                Some((first, 1)) => self.damage(
                    Diagnostic::new(&CHAINED_COMPARISON, at, "comparisons do not chain")
                        .also(first, "the first comparison")
                        .help("join two comparisons with `and`: `a < b and b < c`"),
                ),
                Some(_) => {}
            }
            compared = Some(compared.map_or((at, 1), |(first, count)| (first, count + 1)));
        }
        left
    }

    /// `not` may not stand behind a comparison sign: it binds looser.
    fn misplaced_not(&mut self, row: &mut Operands<'a>, operator: &str, at: Span) {
        while let Some(not) = row.next_of(Rule::not) {
            let span = self.node_span(&not);
            let help = match operator {
                "is" | "has" | "in" => format!("put it in front: `not x {operator} y`"),
                _ => "put it in front of the comparison, or in brackets".to_owned(),
            };
            let message = format!("`not` cannot stand behind `{operator}`");
            self.damage(Diagnostic::new(&KEYWORD_AS_VALUE, at.to(span), message).help(help));
        }
    }

    fn compare(&mut self, operator: &str, left: Expr, right: Expr) -> Expr {
        let span = left.span.to(right.span);
        let operator = match operator {
            "==" => Compare::Eq,
            "!=" => Compare::Ne,
            "<" => Compare::Lt,
            "<=" => Compare::Le,
            ">" => Compare::Gt,
            ">=" => Compare::Ge,
            "in" => Compare::In,
            word => {
                let ExprKind::Path(name) = right.kind else {
                    let what = if word == "is" { "type" } else { "technique" };
                    self.damage(
                        Diagnostic::new(
                            &NOT_A_NAME,
                            right.span,
                            format!("behind `{word}` stands the name of one {what}"),
                        )
                        .help(format!("ask for several with `or`: `x {word} a or x {word} b`")),
                    );
                    return left;
                };
                let name = Name { text: name, span: right.span };
                let kind =
                    if word == "is" { ExprKind::Is(Box::new(left), name) } else { ExprKind::Has(Box::new(left), name) };
                return Expr { kind, span };
            }
        };
        Expr { kind: ExprKind::Compare(operator, Box::new(left), Box::new(right)), span }
    }

    fn operand(&mut self, row: &mut Operands<'a>, depth: usize) -> Expr {
        let Some(node) = row.next() else {
            // INVARIANT: the grammar puts an operand at the start and behind every operator.
            self.damaged = true;
            return Expr { kind: ExprKind::Unknown, span: Span::NONE };
        };
        let span = self.node_span(&node);
        let kind = match node.as_rule() {
            Rule::path => return self.named(node, row, depth),
            Rule::text => ExprKind::Text(self.text(&node).text),
            Rule::number => self.number(&node),
            Rule::handle => self.handle(&node),
            Rule::list => ExprKind::List(self.list(node, depth + 1)),
            Rule::body => ExprKind::Map(self.entries(node)),
            Rule::paren => {
                // The opening bracket is not part of the node; the span takes it in, so that messages show both.
                let (start, end) = self.range(&node);
                let span = self.span(start.saturating_sub(1), end);
                let inner = self.expr(&mut Operands::new(node.into_inner()), depth + 1);
                return Expr { span, ..inner };
            }
            _ => {
                self.damaged = true;
                ExprKind::Unknown
            }
        };
        Expr { kind, span }
    }

    /// What begins with a name: a word, a call, a flow, a tagged string.
    fn named(&mut self, node: Node<'a>, row: &mut Operands<'a>, depth: usize) -> Expr {
        let span = self.node_span(&node);
        let word = node.as_str();
        if let Some(arguments) = row.next_of(Rule::arguments) {
            let name = self.name(&node);
            let span = span.to(self.node_span(&arguments));
            return Expr { kind: ExprKind::Call(name, self.arguments(arguments, depth + 1)), span };
        }
        let spaced = row.peek().map(Node::as_rule) == Some(Rule::spaced_arrow);
        if let Some(arrow) = if spaced { row.next() } else { row.next_of(Rule::arrow) } {
            let from = self.name(&node);
            if spaced {
                self.spaced_arrow(&from, &arrow);
            }
            let Some(to) = self.inner_name(arrow) else { return Expr { kind: ExprKind::Path(from.text), span } };
            return Expr { span: span.to(to.span), kind: ExprKind::FlowRef(from, to) };
        }
        if let Some(tagged) = row.next_of(Rule::tagged) {
            let tag = self.name(&node);
            let text = tagged.into_inner().next().map(|text| self.text(&text));
            let Some(text) = text else { return Expr { kind: ExprKind::Path(tag.text), span } };
            return Expr { span: span.to(text.span), kind: ExprKind::Tagged(tag, text) };
        }
        let kind = match word {
            "true" => ExprKind::Bool(true),
            "false" => ExprKind::Bool(false),
            "unknown" => ExprKind::Unknown,
            _ if words::is_operator(word) => {
                self.damage(
                    Diagnostic::new(&KEYWORD_AS_VALUE, span, format!("expected a value, found the operator `{word}`"))
                        .help("a value stands on each side of an operator"),
                );
                ExprKind::Unknown
            }
            _ => ExprKind::Path(SmolStr::new(word)),
        };
        Expr { kind, span }
    }

    fn number(&mut self, node: &Node<'a>) -> ExprKind {
        literal::number(node.as_str()).unwrap_or_else(|bad| {
            let message = format!("`{}` is no number, date or duration", node.as_str());
            let span = self.node_span(node);
            let mut diagnostic = Diagnostic::new(&literal::MALFORMED_NUMBER, span, message).help(bad.help);
            if let Some(instead) = bad.instead {
                diagnostic = diagnostic.fix(format!("write `{instead}`"), span, instead);
            }
            self.damage(diagnostic);
            ExprKind::Unknown
        })
    }

    fn handle(&mut self, node: &Node<'a>) -> ExprKind {
        let name = node.as_str().trim_start_matches('@');
        let parts: Vec<&str> = name.split('/').collect();
        let fine = |part: &&str| part.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric());
        if parts.len() > 2 || !parts.iter().all(fine) || name.ends_with(['.', '-']) {
            let message = format!("`{}` is no handle", node.as_str());
            let span = self.node_span(node);
            self.damage(
                Diagnostic::new(&MALFORMED_HANDLE, span, message).help("write `@name` or `@organisation/team`"),
            );
        }
        ExprKind::Handle(name.into())
    }

    fn list(&mut self, node: Node<'a>, depth: usize) -> Vec<Expr> {
        let (open, close) = self.range(&node);
        let mut row = Operands::new(node.into_inner());
        let mut parts: Vec<Expr> = Vec::new();
        let mut last = open + 1;
        while let Some(next) = row.peek() {
            let start = self.base + next.as_span().start();
            self.listed(last, start, parts.is_empty());
            parts.push(self.expr(&mut row, depth));
            last = self.base + row.end;
        }
        self.list_ended(last, close, parts.is_empty());
        parts
    }

    fn arguments(&mut self, node: Node<'a>, depth: usize) -> Vec<Arg> {
        let (open, close) = self.range(&node);
        let mut row = Operands::new(node.into_inner());
        let mut arguments = Vec::new();
        let mut last = open;
        while let Some(next) = row.peek() {
            let start = self.base + next.as_span().start();
            self.listed(last, start, arguments.is_empty());
            let label = row.next_of(Rule::binder).map(|binder| self.name(&binder));
            let value = self.expr(&mut row, depth);
            last = self.base + row.end;
            arguments.push(Arg { label, value });
        }
        self.list_ended(last, close, arguments.is_empty());
        arguments
    }

    /// The entries of `{ a = 1, b = 2 }`; a statement in it is reported.
    fn entries(&mut self, node: Node<'a>) -> Vec<Attr> {
        let body = self.body(node);
        let mut entries = Vec::with_capacity(body.items.len());
        for item in body.items {
            match item {
                Item::Attr(attr) => entries.push(attr),
                Item::Stmt(stmt) => self.damage(
                    Diagnostic::new(&STATEMENT_IN_VALUE, stmt.span, "a statement cannot stand in a value")
                        .help("a block has no `=` before its `{`; a value in braces holds `name = value` only"),
                ),
            }
        }
        entries
    }

    /// Reports something that leaves no expression.
    pub fn damage(&mut self, diagnostic: Diagnostic) {
        self.damaged = true;
        self.report(diagnostic);
    }
}

/// From the first to the last.
fn around(parts: &[Expr]) -> Span {
    match (parts.first(), parts.last()) {
        (Some(first), Some(last)) => first.span.to(last.span),
        _ => Span::NONE,
    }
}

/// Something nests too deep.
pub const TOO_DEEP: CodeInfo = CodeInfo {
    code: Code("too-deep"),
    severity: Severity::Error,
    summary: "brackets or expressions nest too deep",
    explanation: r#"
Brackets of all kinds nest at most 64 deep, and so do expressions. The limit keeps a file that was made to do harm
from exhausting the program's stack; models that people write stay below ten.
"#,
};

/// `a < b < c`.
pub const CHAINED_COMPARISON: CodeInfo = CodeInfo {
    code: Code("chained-comparison"),
    severity: Severity::Error,
    summary: "two comparisons stand in a row",
    explanation: r#"
Comparisons do not chain: what `a < b < c` means differs from language to language. Join them with `and`.

```tm error
policy middle "In the middle" { on = element, forbid = partner < this.trust < restricted }
```

```tm
policy middle "In the middle" { on = element, forbid = partner < this.trust and this.trust < restricted }
```
"#,
};

/// An operator stands where a value should.
pub const KEYWORD_AS_VALUE: CodeInfo = CodeInfo {
    code: Code("keyword-as-value"),
    severity: Severity::Error,
    summary: "an operator stands where a value should",
    explanation: r#"
In expressions `and`, `or`, `not`, `is`, `has` and `in` are operators and cannot be values. `not` stands in front of
what it negates, also before a comparison: it binds looser than `is`, `has`, `in` and the signs.

```tm error
policy a "No clear text" { on = flow, forbid = flow.via is not tls }
```

```tm
policy a "No clear text" { on = flow, forbid = not flow.via is tls }
```
"#,
};

/// `is` or `has` is not followed by one name.
pub const NOT_A_NAME: CodeInfo = CodeInfo {
    code: Code("expected-one-name"),
    severity: Severity::Error,
    summary: "`is` or `has` is not followed by one name",
    explanation: r#"
Behind `is` stands the name of one type, behind `has` that of one technique. For several, ask several times.

```tm error
policy a "Stores need a guard" { on = flow, forbid = to is [sql, search] }
```

```tm
policy a "Stores need a guard" { on = flow, forbid = to is sql or to is search }
```
"#,
};

/// `@` is not followed by a name.
pub const MALFORMED_HANDLE: CodeInfo = CodeInfo {
    code: Code("malformed-handle"),
    severity: Severity::Error,
    summary: "a handle is not `@name` or `@organisation/team`",
    explanation: r#"
A handle names a person or a team as code hosts do: `@ana`, `@team-comments`, `@example/security`.

```tm error
model shop "Shop" { owner = @ }
```

```tm
model shop "Shop" { owner = @example/security }
```
"#,
};

/// A statement stands in a `{ … }` value.
pub const STATEMENT_IN_VALUE: CodeInfo = CodeInfo {
    code: Code("statement-in-value"),
    severity: Severity::Error,
    summary: "a statement stands in a value",
    explanation: r#"
A value in braces is a list of `name = value`. A block of statements belongs to the word before it and has no `=`.

```tm error
threat flood "Flood" {
  tree = { leaf "Scripts the form" }
}
```

```tm
threat flood "Flood" {
  tree { leaf "Scripts the form" }
}
```
"#,
};
