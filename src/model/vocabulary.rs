//! Types, protocols and techniques: the vocabulary that packs declare, resolved.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use crate::model::{ProtocolId, TechniqueId, TypeId, Value};
use crate::schema::{AttrId, Kind};
use crate::text::Span;

/// Which pack declared something: an index into [`Vocabulary::packs`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PackId(pub u8);

impl PackId {
    /// The core, always in scope.
    pub const CORE: PackId = PackId(0);
    /// The model's own declarations and its private packs.
    pub const OWN: PackId = PackId(u8::MAX);
}

/// A growable set of small numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bits(Vec<u64>);

impl Bits {
    /// Whether a number is in it.
    pub fn has(&self, index: u16) -> bool {
        self.0.get(index as usize / 64).is_some_and(|word| word & (1 << (index % 64)) != 0)
    }

    /// Puts a number in.
    pub fn insert(&mut self, index: u16) {
        let word = index as usize / 64;
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        if let Some(bits) = self.0.get_mut(word) {
            *bits |= 1 << (index % 64);
        }
    }

    /// Puts all numbers of another set in.
    pub fn union(&mut self, other: &Bits) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine |= theirs;
        }
    }

    /// Whether all its numbers are in another set.
    pub fn within(&self, other: &Bits) -> bool {
        self.0.iter().enumerate().all(|(index, word)| word & !other.0.get(index).copied().unwrap_or(0) == 0)
    }

    /// The numbers in it, upwards.
    pub fn iter(&self) -> impl Iterator<Item = u16> {
        let all = self.0.len() as u16 * 64;
        (0..all).filter(|index| self.has(*index))
    }
}

/// A type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TypeDef {
    /// Its name.
    pub name: SmolStr,
    /// Its label, or its name where it has none.
    pub label: SmolStr,
    /// Who declared it.
    pub pack: PackId,
    /// The kind among its ancestors; `None` for a trait.
    pub kind: Option<Kind>,
    /// Itself and everything above it.
    pub ancestors: Bits,
    /// What it and its parents imply, by attribute; the nearest wins.
    pub implies: Vec<(AttrId, Value)>,
    /// Its name in the source; nowhere for built-in types.
    #[serde(skip, default = "nowhere")]
    pub span: Span,
}

/// A protocol.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProtocolDef {
    /// Its name.
    pub name: SmolStr,
    /// Its label, or its name where it has none.
    pub label: SmolStr,
    /// Who declared it.
    pub pack: PackId,
    /// Itself and everything above it.
    pub ancestors: Bits,
    /// What it and its parents imply of a flow.
    pub implies: Vec<(AttrId, Value)>,
    /// Its name in the source.
    #[serde(skip, default = "nowhere")]
    pub span: Span,
}

/// A technique.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TechniqueDef {
    /// Its name.
    pub name: SmolStr,
    /// Its label, or its name where it has none.
    pub label: SmolStr,
    /// Who declared it.
    pub pack: PackId,
    /// Itself and everything above it: whoever has this has those.
    pub ancestors: Bits,
    /// Its name in the source.
    #[serde(skip, default = "nowhere")]
    pub span: Span,
}

fn nowhere() -> Span {
    Span::NONE
}

/// Every type, protocol and technique that exists, in scope or not.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Vocabulary {
    /// The packs' names: `std.core` first.
    pub packs: Vec<SmolStr>,
    /// For each pack, the packs that using it brings into scope, itself included.
    pub brings: Vec<Bits>,
    /// Types; the first are the kinds themselves, in the order of [`Vocabulary::KIND_TYPES`].
    pub types: Vec<TypeDef>,
    /// Protocols.
    pub protocols: Vec<ProtocolDef>,
    /// Techniques.
    pub techniques: Vec<TechniqueDef>,
}

impl Vocabulary {
    /// The kinds that are types as well.
    pub const KIND_TYPES: [Kind; 7] =
        [Kind::Actor, Kind::External, Kind::Process, Kind::Store, Kind::Boundary, Kind::Flow, Kind::Data];

    /// The type that a kind is.
    pub fn kind_type(kind: Kind) -> Option<TypeId> {
        Vocabulary::KIND_TYPES.iter().position(|known| *known == kind).map(|index| TypeId(index as u16))
    }

    /// A vocabulary of the kinds alone.
    pub fn of_kinds() -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        for (index, kind) in Vocabulary::KIND_TYPES.iter().enumerate() {
            let mut ancestors = Bits::default();
            ancestors.insert(index as u16);
            vocabulary.types.push(TypeDef {
                name: kind.word().into(),
                label: kind.word().into(),
                pack: PackId::CORE,
                kind: Some(*kind),
                ancestors,
                implies: Vec::new(),
                span: Span::NONE,
            });
        }
        vocabulary
    }

    /// The definition of a type. Ids come from this vocabulary, so there is one.
    pub fn type_def(&self, id: TypeId) -> &TypeDef {
        // INVARIANT: ids are handed out by this vocabulary only, and nothing is ever removed from it.
        &self.types[id.index()]
    }

    /// The definition of a protocol.
    pub fn protocol(&self, id: ProtocolId) -> &ProtocolDef {
        // INVARIANT: as above.
        &self.protocols[id.index()]
    }

    /// The definition of a technique.
    pub fn technique(&self, id: TechniqueId) -> &TechniqueDef {
        // INVARIANT: as above.
        &self.techniques[id.index()]
    }

    /// Whether a type is another or descends from it.
    pub fn is(&self, ty: TypeId, ancestor: TypeId) -> bool {
        self.type_def(ty).ancestors.has(ancestor.0)
    }

    /// Whether a thing of a kind and type is of another type: a kind is a type too, and a trait has no kind of
    /// its own.
    pub fn is_of(&self, kind: Kind, ty: TypeId, wanted: TypeId) -> bool {
        match Vocabulary::KIND_TYPES.get(wanted.index()) {
            Some(wanted) => kind == *wanted,
            None => self.is(ty, wanted),
        }
    }
}
