//! Typed conditions: what `when`, `unless`, `forbid`, `require`, `likelihood` and `impact` become.
//!
//! A condition is typed once against the vocabulary ([`typer`]) and then evaluated on many targets (`eval`).
//! After typing, every name is a slot or an id and every comparison is between values of one type, so evaluation
//! cannot go wrong. What needs a model (a bare name of an element in a user's policy) stays a [`Term::Named`].
//!
//! This module knows no model.

mod codes;
mod compare;
mod derived;
mod scope;
mod sense;
mod show;
mod term;
mod ty;
mod typer;

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use crate::model::{ProtocolId, TechniqueId, TypeId, Value};
use crate::rules::predicate::{All, Any, Connected, Crosses, Exposed, Inside, Known, Reaches, Tainted, Together};
use crate::schema::AttrId;
use crate::syntax::ast::Compare;
use crate::text::Span;

pub use codes::CODES;
pub(crate) use codes::{
    AMBIGUOUS, ARGUMENTS, CATEGORY, CONDITION, DEFENCE, LEVEL_WANTED, NEEDS_WHEN, ONE, TEMPLATE, UNKNOWN_NAME,
    UNKNOWN_PREDICATE, WRONG_NAME,
};
pub use derived::{DERIVED, DerivedInfo};
pub use scope::Scope;
pub(crate) use sense::check as check_sense;
pub(crate) use show::{Names, show_cond};
pub(crate) use ty::Ty;
pub use typer::Wanted;
pub(crate) use typer::{Clause, Typer};

/// How many slots an evaluation has: `this`, `from`, `to` and three binders.
pub const SLOTS: usize = 6;
/// The slot of `this` (and of `flow`, which is the same thing on a flow).
pub const THIS: u8 = 0;
/// The slot of a flow's `from`.
pub const FROM: u8 = 1;
/// The slot of a flow's `to`.
pub const TO: u8 = 2;
/// The first slot of a binder.
pub const BINDERS: u8 = 3;

/// Something that is true, false or unknown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Cond {
    /// `true` or `false`.
    Const(bool),
    /// All of several; at least two.
    And(Arc<[Cond]>),
    /// One of several; at least two.
    Or(Arc<[Cond]>),
    /// Not.
    Not(Arc<Cond>),
    /// A value that is true or false itself.
    Flag(Term),
    /// `a == b`, `a < b`, …; never `in`.
    Compare(Arc<Comparison>),
    /// `a in list`.
    In(Arc<(Term, Term)>),
    /// `x is TYPE`.
    Is(Term, TypeId),
    /// `flow.via is PROTOCOL`.
    Via(Term, ProtocolId),
    /// `x has TECHNIQUE`.
    Has(Term, TechniqueId),
    /// `known(e)`.
    Known(Arc<Known>),
    /// `any(list, n: e)`, and `holds`.
    Any(Arc<Any>),
    /// `all(list, n: e)`.
    All(Arc<All>),
    /// `crosses(…)`.
    Crosses(Arc<Crosses>),
    /// `inside(…)`.
    Inside(Arc<Inside>),
    /// `together(…)`.
    Together(Arc<Together>),
    /// `connected(…)`.
    Connected(Arc<Connected>),
    /// `reaches(…)`.
    Reaches(Arc<Reaches>),
    /// `exposed(…)`.
    Exposed(Arc<Exposed>),
    /// `tainted(…)`.
    Tainted(Arc<Tainted>),
}

impl Cond {
    /// Whether it asks anywhere whether something has a technique, so that it may depend on controls.
    pub(crate) fn asks_for_techniques(&self) -> bool {
        let guards = |guard: &Option<Guard>| matches!(guard, Some(Guard::Technique(_)));
        match self {
            Cond::Has(..) => true,
            Cond::Known(known) => known.technique.is_some(),
            Cond::And(parts) | Cond::Or(parts) => parts.iter().any(Cond::asks_for_techniques),
            Cond::Not(inner) => inner.asks_for_techniques(),
            Cond::Any(any) => any.body.asks_for_techniques(),
            Cond::All(all) => all.body.asks_for_techniques(),
            Cond::Reaches(reaches) => guards(&reaches.unless),
            Cond::Exposed(exposed) => guards(&exposed.unless),
            Cond::Const(_)
            | Cond::Flag(_)
            | Cond::Compare(_)
            | Cond::In(_)
            | Cond::Is(..)
            | Cond::Via(..)
            | Cond::Crosses(_)
            | Cond::Inside(_)
            | Cond::Together(_)
            | Cond::Connected(_)
            | Cond::Tainted(_) => false,
        }
    }
}

/// A comparison of two values of one type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// How.
    #[serde(with = "operator")]
    pub how: Compare,
    /// The left operand.
    pub left: Term,
    /// The right operand.
    pub right: Term,
}

/// Something that has a value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Term {
    /// A bound name.
    Slot(u8),
    /// The model.
    Model,
    /// Something of the user's model, by name.
    Named(Named),
    /// A literal.
    Const(Value),
    /// The type of that id, as a value.
    Type(TypeId),
    /// An attribute of a thing. Several ids where kinds have rows of their own under one name; the thing's kind
    /// decides.
    Attr(Arc<Term>, Arc<[AttrId]>),
    /// What follows from structure.
    Derived(Arc<Term>, Derived),
    /// `count(list)`.
    Count(Arc<Term>),
}

/// A name of the user's model.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Named {
    /// The name.
    pub name: SmolStr,
    /// Where it stands.
    #[serde(skip, default = "nowhere")]
    pub span: Span,
}

/// Attributes that are computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "`DERIVED` says what each means")]
pub enum Derived {
    Incoming,
    Outgoing,
    Data,
    Boundaries,
    Type,
    Trust,
    From,
    To,
    Enters,
    Leaves,
    Callers,
    Origins,
    Flows,
    Places,
    Elements,
    Parents,
}

/// What may guard a path: `unless: T`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Guard {
    /// A technique that an element or a flow on the path has.
    Technique(TechniqueId),
    /// A type that an element on the path is of.
    Type(TypeId),
}

/// What a boundary must be: `crosses(flow, network)`, `inside(x, dmz)`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Place {
    /// Of a type.
    Type(TypeId),
    /// A certain one.
    Thing(Term),
}

/// A level, for `likelihood` and `impact`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Rating {
    /// A level, 1–5.
    Level(u8),
    /// `rating(x)`.
    Of(Term),
    /// `account(flow)`.
    Account(Term),
    /// The lowest of several.
    Min(Box<[Rating]>),
    /// The highest of several.
    Max(Box<[Rating]>),
}

fn nowhere() -> Span {
    Span::NONE
}

mod operator {
    //! Comparison operators by position in the compiled catalogue.
    use crate::syntax::ast::Compare;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    const ALL: [Compare; 7] =
        [Compare::Eq, Compare::Ne, Compare::Lt, Compare::Le, Compare::Gt, Compare::Ge, Compare::In];

    pub(super) fn serialize<S: Serializer>(how: &Compare, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(ALL.iter().position(|known| known == how).unwrap_or(0) as u8)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Compare, D::Error> {
        let index = u8::deserialize(deserializer)?;
        ALL.get(index as usize).copied().ok_or_else(|| D::Error::custom("no such operator"))
    }
}
