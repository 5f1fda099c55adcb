//! The syntax tree: what was written, with a span on every node, and no meaning yet.
//!
//! The tree is made of *shapes*, not of keywords: a statement is a word followed by what its shape
//! allows, an attribute is a name and an expression. Whether `process` is a kind, `via` an attribute
//! or `sql` a type is `check`'s business; that is what makes a misspelt word an error with a
//! suggestion instead of a syntax error.
//!
//! What always holds:
//! - spans lie in the file's source, children inside their parents, siblings in source order;
//! - a [`Name`] holds only characters of the language's names; a path is a `Name` with dots;
//! - strings are unescaped and free of control characters other than newline and tab.

use smol_str::SmolStr;

use crate::text::{SourceId, Span};

/// One parsed file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct File {
    /// The source it was read from.
    pub source: SourceId,
    /// Statements in source order. Attributes at the top level are kept as items and refused by `check`.
    pub items: Vec<Item>,
    /// Every ordinary comment (`// …`), in source order; the text is read through the span.
    pub comments: Vec<Span>,
}

/// What stands in a file or a body.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// `name = value`
    Attr(Attr),
    /// Anything else.
    Stmt(Stmt),
}

/// A name or a dotted path: `web`, `cloud.dmz.web`, `injection.*`, `*`.
///
/// An unnamed flow's name `a->b` is a [`Reference`], not a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// The text as written, dots included.
    pub text: SmolStr,
    /// Where.
    pub span: Span,
}

impl Name {
    /// The part behind the last dot.
    pub fn last(&self) -> &str {
        self.text.rsplit('.').next().unwrap_or(&self.text)
    }

    /// Whether it has a dot.
    pub fn is_path(&self) -> bool {
        self.text.contains('.')
    }
}

/// A string literal, unescaped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// What it says; for `"""` strings the common indentation is removed.
    pub text: SmolStr,
    /// Where, quotes included.
    pub span: Span,
}

/// `/// …` lines before a statement, joined by newlines, one leading space removed from each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doc {
    /// Markdown.
    pub text: SmolStr,
    /// From the first `///` to the end of the last line.
    pub span: Span,
}

/// `name = value`.
#[derive(Clone, Debug, PartialEq)]
pub struct Attr {
    /// The name.
    pub name: Name,
    /// The value.
    pub value: Expr,
    /// The whole.
    pub span: Span,
}

/// `{ … }`.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// Attributes and statements in source order.
    pub items: Vec<Item>,
    /// Names of attributes whose values could not be read, which was reported: they are not among the items.
    pub unread: Vec<Name>,
    /// Braces included.
    pub span: Span,
}

/// A statement: documentation, a head, perhaps a body.
#[derive(Clone, Debug, PartialEq)]
pub struct Stmt {
    /// Documentation before it.
    pub doc: Option<Doc>,
    /// What it says.
    pub head: Head,
    /// The body, if any. Boxed: most statements of large models are flows without nested statements.
    pub body: Option<Box<Body>>,
    /// From the head's first character to the end of the body; without the documentation.
    pub span: Span,
}

/// A flow's ends or a named thing: `web`, `cloud.web`, `web->db`, `*`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reference {
    /// A name, a path or a wildcard.
    Name(Name),
    /// `a->b`, written without spaces.
    Flow {
        /// Before the arrow.
        from: Name,
        /// Behind it.
        to: Name,
        /// Both.
        span: Span,
    },
}

impl Reference {
    /// Where it stands.
    pub fn span(&self) -> Span {
        match self {
            Reference::Name(name) => name.span,
            Reference::Flow { span, .. } => *span,
        }
    }

    /// As written, arrow included.
    pub fn text(&self) -> SmolStr {
        match self {
            Reference::Name(name) => name.text.clone(),
            Reference::Flow { from, to, .. } => smol_str::format_smolstr!("{}->{}", from.text, to.text),
        }
    }
}

/// The shapes of statements.
#[derive(Clone, Debug, PartialEq)]
pub enum Head {
    /// `WORD [NAME] [: TYPE | : [TYPE, …]] ["Label"]`: declarations (`process web : web-app "Web"`), blocks
    /// (`fires`, `all`, `tree`), `defaults flow`, and tree leaves (`leaf "Buys accounts"`).
    Decl {
        /// The first word: a kind, if it is known.
        kind: Name,
        /// What is declared.
        name: Option<Name>,
        /// Behind the colon.
        types: Vec<Name>,
        /// The label.
        label: Option<Text>,
    },
    /// `[flow] [NAME :] A -> B ["Label"]`.
    Flow {
        /// The word before the name, when there is one (`flow`, if it is right).
        keyword: Option<Name>,
        /// The flow's own name.
        name: Option<Name>,
        /// Who starts it.
        from: Name,
        /// The other end.
        to: Name,
        /// The label.
        label: Option<Text>,
    },
    /// `WORD SUBJECT on TARGET ["Label"]`: decisions and entry points; `WORD SUBJECT@TARGET` says the same.
    On {
        /// `accept`, `entry`, …
        verb: Name,
        /// The rule (`injection.*`), the entry's name.
        subject: Name,
        /// What it is about.
        target: Reference,
        /// Whether both are written as the id of a threat, `injection.sql@save`.
        as_id: bool,
        /// The label.
        label: Option<Text>,
    },
    /// `include "glob"`.
    Include {
        /// The pattern.
        pattern: Text,
        /// The word.
        keyword: Name,
    },
    /// `use std.web`.
    UsePack {
        /// The pack.
        pack: Name,
        /// The word.
        keyword: Name,
    },
    /// `use "../identity" [as idp]`.
    UsePath {
        /// The path.
        path: Text,
        /// The name it is seen by.
        alias: Option<Name>,
        /// The word.
        keyword: Name,
    },
    /// `moved OLD to NEW`.
    Moved {
        /// The old name.
        old: Reference,
        /// The new one.
        new: Reference,
        /// The word.
        keyword: Name,
    },
}

/// An expression; attribute values are expressions too.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where.
    pub span: Span,
}

/// A unit of duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// `d`
    Days,
    /// `w`
    Weeks,
    /// `m`: calendar months.
    Months,
    /// `y`: calendar years.
    Years,
}

impl Unit {
    /// Its letter: `d`, `w`, `m` or `y`.
    pub fn letter(self) -> char {
        match self {
            Unit::Days => 'd',
            Unit::Weeks => 'w',
            Unit::Months => 'm',
            Unit::Years => 'y',
        }
    }

    /// The unit of a letter.
    pub fn of(letter: char) -> Option<Unit> {
        [Unit::Days, Unit::Weeks, Unit::Months, Unit::Years].into_iter().find(|unit| unit.letter() == letter)
    }
}

/// Comparison operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Compare {
    /// `==`
    Eq,
    /// `!=`
    Ne,
    /// `<`
    Lt,
    /// `<=`
    Le,
    /// `>`
    Gt,
    /// `>=`
    Ge,
    /// `in`
    In,
}

/// What an expression is.
#[derive(Clone, Debug, PartialEq)]
pub enum ExprKind {
    /// `"text"` or `"""…"""`.
    Text(SmolStr),
    /// `test "path::name"`, `file "path"`, `url "…"`: the tag as written, then the text.
    Tagged(Name, Text),
    /// A whole number.
    Int(i64),
    /// `2026-12-31`: year, month, day as written; whether the day exists is `check`'s matter.
    Date(u16, u8, u8),
    /// `90d`.
    Duration(u32, Unit),
    /// `@handle` or `@org/team`, without the `@`.
    Handle(SmolStr),
    /// `true`, `false`.
    Bool(bool),
    /// `unknown`.
    Unknown,
    /// A word, a name, a dotted path, a wildcard path: the text; the span is the expression's.
    Path(SmolStr),
    /// `a->b` without spaces.
    FlowRef(Name, Name),
    /// `[a, b]`.
    List(Vec<Expr>),
    /// `{ a = 1, b = 2 }`.
    Map(Vec<Attr>),
    /// `not e`.
    Not(Box<Expr>),
    /// `a and b and c`: at least two.
    And(Vec<Expr>),
    /// `a or b or c`: at least two.
    Or(Vec<Expr>),
    /// `a < b`, `a in b`.
    Compare(Compare, Box<Expr>, Box<Expr>),
    /// `x is TYPE`.
    Is(Box<Expr>, Name),
    /// `x has TECHNIQUE`.
    Has(Box<Expr>, Name),
    /// `name(args)`.
    Call(Name, Vec<Arg>),
}

/// An argument of a call: `e`, `n: e` (a binder and its body), `carrying: d`, `unless: T`.
#[derive(Clone, Debug, PartialEq)]
pub struct Arg {
    /// The word before the colon.
    pub label: Option<Name>,
    /// The value.
    pub value: Expr,
}
