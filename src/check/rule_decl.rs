//! Rules and policies as declared: plain attributes checked, conditions still trees for `threat` to type.

use smol_str::SmolStr;

use crate::model::{Attrs, Bits, Value};
use crate::schema::{Kind, attr, word};
use crate::syntax::ast::{Body, Expr};
use crate::text::Span;

/// What an example of a rule must show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExampleKind {
    /// An open threat of the rule.
    Fires,
    /// Threats of the rule, all closed.
    Answered,
    /// No threat and no question of the rule.
    Silent,
    /// A question of the rule, and no threat.
    Asks,
}

impl ExampleKind {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            ExampleKind::Fires => "fires",
            ExampleKind::Answered => "answered",
            ExampleKind::Silent => "silent",
            ExampleKind::Asks => "asks",
        }
    }

    /// The kind of a word.
    pub fn of(word: &str) -> Option<ExampleKind> {
        [ExampleKind::Fires, ExampleKind::Answered, ExampleKind::Silent, ExampleKind::Asks]
            .into_iter()
            .find(|kind| kind.word() == word)
    }
}

/// A small model that shows what a rule does.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// What it must show.
    pub kind: ExampleKind,
    /// Its label, where it has one.
    pub label: Option<SmolStr>,
    /// The model.
    pub body: Body,
    /// Where it stands.
    pub span: Span,
}

/// A rule or a policy as declared.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleDecl {
    /// Its id, such as `injection.sql`.
    pub id: SmolStr,
    /// Where the id stands.
    pub id_span: Span,
    /// A policy rather than a rule.
    pub policy: bool,
    /// The title, with `{from}`-style places.
    pub title: Option<(SmolStr, Span)>,
    /// Documentation: the description, then why it matters.
    pub doc: Option<SmolStr>,
    /// `stride linddun reduces fix refs false-positives supersedes one severity owner tags link inferred`, checked.
    pub attrs: Attrs,
    /// `on`: kinds and types.
    pub on: Option<Expr>,
    /// `when`, or a policy's `forbid`.
    pub when: Option<Expr>,
    /// A policy's `require`.
    pub require: Option<Expr>,
    /// `unless`.
    pub unless: Option<Expr>,
    /// `likelihood`.
    pub likelihood: Option<Expr>,
    /// `impact`.
    pub impact: Option<Expr>,
    /// Its examples.
    pub examples: Vec<Example>,
    /// The packs that must be in scope for it: empty for rules of the core and of the model itself.
    pub packs: Bits,
    /// The whole declaration.
    pub span: Span,
}

impl RuleDecl {
    /// Whether it gives one threat for all flows from one thing to another.
    pub(super) fn is_paired(&self) -> bool {
        let entry = attr::ONE.on(Kind::Rule).and_then(|id| self.attrs.get(id));
        let items = entry.map_or(&[][..], |entry| entry.value.items());
        [word::ends::FROM, word::ends::TO].iter().all(|end| items.contains(&Value::Word(*end)))
    }
}
