//! Which rules can fire at all on a target, told from types and taint alone.
//!
//! Most rules ask for types (`to is sql`), and a model has few types. So for each combination of types that occurs,
//! every rule's condition is evaluated once with nothing else known; what is false then is false for every target of
//! that combination. Targets look at what is left.

use std::sync::{Arc, RwLock};

use rustc_hash::FxHashMap;

use crate::model::{End, Model, Thing, Truth, TypeId};
use crate::schema::{Kind, KindSet};
use crate::threat::Rule;
use crate::threat::expr::{Cond, Scope, Term};

/// What is looked at of a target: kind, types of `this`, `from` and `to`, and which of those are tainted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Facts {
    kind: Kind,
    types: [Option<(Kind, TypeId)>; 3],
    /// Nothing where it is not an element: that is decided when the rule is evaluated.
    tainted: [Option<bool>; 3],
}

/// The rules of each kind, and what is left of them for each combination that occurred.
pub(crate) struct Candidates {
    by_kind: Vec<Vec<u32>>,
    known: RwLock<FxHashMap<Facts, Arc<[u32]>>>,
}

impl Candidates {
    /// Takes the rules that may look at each kind.
    pub(crate) fn new(by_kind: Vec<Vec<u32>>) -> Candidates {
        Candidates { by_kind, known: RwLock::default() }
    }

    /// Whether any rule looks at a kind.
    pub(crate) fn wants(&self, kind: Kind) -> bool {
        self.by_kind.get(kind as usize).is_some_and(|rules| !rules.is_empty())
    }

    /// The rules that may fire on a target, in order. Costs one look-up once the combination has been seen.
    pub(crate) fn of(&self, model: &Model, rules: &[Rule], target: Thing) -> Arc<[u32]> {
        let facts = Facts::of(model, target);
        if let Ok(known) = self.known.read()
            && let Some(found) = known.get(&facts)
        {
            return Arc::clone(found);
        }
        let indices = self.by_kind.get(facts.kind as usize).map_or(&[][..], Vec::as_slice);
        let may_fire = |index: &u32| {
            rules.get(*index as usize).is_some_and(|rule| {
                facts.in_scope(model, &rule.scope) && facts.truth(model, &rule.when) != Truth::False
            })
        };
        let found: Arc<[u32]> = indices.iter().copied().filter(may_fire).collect();
        if let Ok(mut known) = self.known.write() {
            known.insert(facts, Arc::clone(&found));
        }
        found
    }
}

impl Facts {
    fn of(model: &Model, target: Thing) -> Facts {
        let tainted = |end: End| end.element().map(|id| model.graph.is_tainted(id));
        // The kind belongs to it: an element whose type is a trait is of its kind all the same.
        let typed = |thing: Thing| model.type_of(thing).map(|ty| (model.kind(thing), ty));
        let own = typed(target);
        let (types, tainted) = match target {
            Thing::Flow(id) => {
                let (from, to) = (model[id].from, model[id].to);
                let types = [own, typed(from.thing()), typed(to.thing())];
                (types, [tainted(from), tainted(from), tainted(to)])
            }
            Thing::Element(id) => ([own, None, None], [tainted(End::Element(id)), None, None]),
            _ => ([own, None, None], [None; 3]),
        };
        Facts { kind: model.kind(target), types, tainted }
    }

    fn in_scope(&self, model: &Model, scope: &Scope) -> bool {
        let own = self.types[0];
        KindSet(scope.kinds).has(self.kind)
            || scope.types.iter().any(|ty| own.is_some_and(|(kind, own)| model.vocabulary.is_of(kind, own, *ty)))
    }

    /// The truth of a condition with nothing but these facts known.
    fn truth(&self, model: &Model, cond: &Cond) -> Truth {
        match cond {
            Cond::Const(value) => (*value).into(),
            Cond::And(parts) => parts.iter().fold(Truth::True, |all, part| all.and(self.truth(model, part))),
            Cond::Or(parts) => parts.iter().fold(Truth::False, |any, part| any.or(self.truth(model, part))),
            Cond::Not(inner) => !self.truth(model, inner),
            Cond::Is(Term::Slot(slot), ty) => {
                let own = self.types.get(*slot as usize).copied().flatten();
                own.map(|(kind, own)| model.vocabulary.is_of(kind, own, *ty)).into()
            }
            Cond::Tainted(tainted) => match &tainted.subject {
                Term::Slot(slot) => self.tainted.get(*slot as usize).copied().flatten().into(),
                _ => Truth::Unknown,
            },
            _ => Truth::Unknown,
        }
    }
}
