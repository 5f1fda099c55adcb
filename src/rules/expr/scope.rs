//! `on`: which things a rule looks at.

use serde::{Deserialize, Serialize};

use crate::diag::{Diagnostic, SUGGESTED, did_you_mean};
use crate::model::{Bits, Model, Thing, TypeId, Vocabulary, WordKind};
use crate::rules::expr::codes::SCOPE;
use crate::schema::{Kind, KindSet};
use crate::syntax::ast::{Expr, ExprKind};

/// Kinds and types that a rule looks at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// Whole kinds, as bits of a [`KindSet`].
    pub kinds: u32,
    /// Types.
    pub types: Box<[TypeId]>,
}

/// What a rule may look at; a policy also controls and threats.
const KINDS: KindSet = KindSet::ELEMENTS.and(KindSet::of(&[
    Kind::Model,
    Kind::Boundary,
    Kind::Flow,
    Kind::Data,
    Kind::Entry,
    Kind::Depends,
]));
const POLICY_KINDS: KindSet = KINDS.and(KindSet::of(&[Kind::Control, Kind::Threat]));

impl Scope {
    /// Reads `on`.
    pub(crate) fn compile(
        vocabulary: &Vocabulary,
        packs: &Bits,
        on: &Expr,
        policy: bool,
        out: &mut Vec<Diagnostic>,
    ) -> Scope {
        let mut scope = Scope::default();
        let mut types = Vec::new();
        let items: &[Expr] = match &on.kind {
            ExprKind::List(items) => items,
            _ => std::slice::from_ref(on),
        };
        let allowed = if policy { POLICY_KINDS } else { KINDS };
        for item in items {
            let ExprKind::Path(word) = &item.kind else {
                out.push(Diagnostic::new(&SCOPE, item.span, "`on` takes kinds and types"));
                continue;
            };
            if word == "element" {
                scope.kinds |= KindSet::ELEMENTS.0;
            } else if let Some(kind) = Kind::of(word).filter(|kind| allowed.has(*kind)) {
                scope.kinds |= KindSet::of(&[kind]).0;
            } else if let Some(ty) = vocabulary.find(WordKind::Type, word, packs) {
                types.push(TypeId(ty));
            } else {
                let words = allowed.iter().map(|kind| kind.word()).chain(["element"]);
                let names = words.chain(vocabulary.types.iter().map(|ty| ty.name.as_str()));
                let message = format!("`{word}` is no kind that a rule can look at, and no type in scope");
                let elsewhere = vocabulary.elsewhere(WordKind::Type, word);
                let suggests = out.len() < SUGGESTED;
                let help = elsewhere.or_else(|| did_you_mean(word, names.take_while(|_| suggests)));
                out.push(Diagnostic::new(&SCOPE, item.span, message).help_opt(help));
            }
        }
        scope.types = types.into_boxed_slice();
        scope
    }

    /// The kinds that a target may be of.
    pub fn possible(&self, vocabulary: &Vocabulary) -> KindSet {
        let of_types = self.types.iter().map(|ty| match vocabulary.type_def(*ty).kind {
            Some(kind) => KindSet::of(&[kind]),
            None => KindSet::ELEMENTS,
        });
        of_types.fold(KindSet(self.kinds), KindSet::and)
    }

    /// Whether a thing is a target.
    pub fn takes(&self, model: &Model, thing: Thing) -> bool {
        KindSet(self.kinds).has(model.kind(thing)) || self.types.iter().any(|ty| model.is(thing, *ty))
    }
}
