//! Types, protocols and techniques: the vocabulary that packs declare, resolved.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use crate::model::{Attrs, ProtocolId, TechniqueId, TypeId, Value};
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

    /// The numbers that are in another set too.
    pub fn common(&self, other: &Bits) -> Bits {
        Bits(self.0.iter().zip(&other.0).map(|(mine, theirs)| mine & theirs).collect())
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

/// A type, protocol or technique.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WordDef {
    /// Its name.
    pub name: SmolStr,
    /// Its label, or its name where it has none.
    pub label: SmolStr,
    /// Who declared it.
    pub pack: PackId,
    /// Of a type the kind among its ancestors, `None` for a trait; of others `None`.
    pub kind: Option<Kind>,
    /// Itself and everything above it: whoever has this has those.
    pub ancestors: Bits,
    /// What it is declared to be a form of; the compiled form of the packs goes without.
    #[serde(skip)]
    pub parents: Vec<u16>,
    /// The first STRIDE category that a technique counters, a position on that scale.
    pub counters: Option<u8>,
    /// What it and its parents imply, by attribute; the nearest wins. A technique implies nothing.
    pub implies: Vec<(AttrId, Value)>,
    /// Its name in the source; nowhere for built-in ones.
    #[serde(skip, default = "nowhere")]
    pub span: Span,
    /// Its documentation, in Markdown. The compiled form of the packs goes without.
    #[serde(skip)]
    pub doc: Option<SmolStr>,
    /// What it says of itself: references, what it counters, typical technologies. As above.
    #[serde(skip)]
    pub attrs: Attrs,
}

impl WordDef {
    /// A word that has no parents and implies nothing yet, at its place in its list.
    pub fn new(name: SmolStr, label: SmolStr, pack: PackId, index: usize) -> WordDef {
        let mut ancestors = Bits::default();
        // INVARIANT: `check` lets no more than 10,000 words of a kind in.
        ancestors.insert(index as u16);
        let (parents, implies, attrs) = (Vec::new(), Vec::new(), Attrs::default());
        let (kind, counters, span, doc) = (None, None, Span::NONE, None);
        WordDef { name, label, pack, kind, ancestors, parents, counters, implies, span, doc, attrs }
    }
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
    pub types: Vec<WordDef>,
    /// Protocols.
    pub protocols: Vec<WordDef>,
    /// Techniques.
    pub techniques: Vec<WordDef>,
    /// The trait of those who administer what they call, once it was looked for.
    #[serde(skip)]
    administering: OnceLock<Option<TypeId>>,
}

/// A kind of word that packs and models declare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WordKind {
    /// A type of elements, boundaries or data.
    Type,
    /// A protocol.
    Protocol,
    /// A mitigation technique.
    Technique,
}

impl WordKind {
    /// Every kind.
    pub const ALL: [WordKind; 3] = [WordKind::Type, WordKind::Protocol, WordKind::Technique];

    /// The declaration that makes one.
    pub fn kind(self) -> Kind {
        match self {
            WordKind::Type => Kind::Type,
            WordKind::Protocol => Kind::Protocol,
            WordKind::Technique => Kind::Technique,
        }
    }

    /// What a declaration makes; nothing for those that make no word.
    pub fn of(kind: Kind) -> Option<WordKind> {
        WordKind::ALL.into_iter().find(|word| word.kind() == kind)
    }

    /// The keyword of its declaration.
    pub fn word(self) -> &'static str {
        self.kind().word()
    }
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
            let own = WordDef::new(kind.word().into(), kind.word().into(), PackId::CORE, index);
            vocabulary.types.push(WordDef { kind: Some(*kind), ..own });
        }
        vocabulary
    }

    /// The words of a kind.
    pub fn words(&self, kind: WordKind) -> &[WordDef] {
        match kind {
            WordKind::Type => &self.types,
            WordKind::Protocol => &self.protocols,
            WordKind::Technique => &self.techniques,
        }
    }

    /// The same, to declare more of them.
    pub fn words_mut(&mut self, kind: WordKind) -> &mut Vec<WordDef> {
        match kind {
            WordKind::Type => &mut self.types,
            WordKind::Protocol => &mut self.protocols,
            WordKind::Technique => &mut self.techniques,
        }
    }

    /// Whether a pack is in scope where some are used: the core and the model's own always are.
    pub fn in_scope(pack: PackId, packs: &Bits) -> bool {
        pack == PackId::OWN || pack == PackId::CORE || packs.has(pack.0.into())
    }

    /// The place of a word in scope; the model's own win.
    pub fn find(&self, kind: WordKind, name: &str, packs: &Bits) -> Option<u16> {
        let found = |def: &WordDef| def.name == name && Vocabulary::in_scope(def.pack, packs);
        self.words(kind).iter().rposition(found).map(|index| index as u16)
    }

    /// What to do about a word that is not in scope: use its pack, if one declares it.
    pub fn elsewhere(&self, kind: WordKind, name: &str) -> Option<String> {
        let def = self.words(kind).iter().find(|def| def.name == name)?;
        let pack = self.packs.get(def.pack.0 as usize)?;
        Some(format!("`{name}` is declared in `{pack}`, which is not used: add `use {pack}` to the model's root file"))
    }

    /// The packs all together.
    pub fn all_packs(&self) -> Bits {
        let mut all = Bits::default();
        (0..self.packs.len()).for_each(|pack| all.insert(pack as u16));
        all
    }

    /// The definition of a type. Ids come from this vocabulary, so there is one.
    pub fn type_def(&self, id: TypeId) -> &WordDef {
        // INVARIANT: ids are handed out by this vocabulary only, and nothing is ever removed from it.
        &self.types[id.index()]
    }

    /// The definition of a protocol.
    pub fn protocol(&self, id: ProtocolId) -> &WordDef {
        // INVARIANT: as above.
        &self.protocols[id.index()]
    }

    /// The definition of a technique.
    pub fn technique(&self, id: TechniqueId) -> &WordDef {
        // INVARIANT: as above.
        &self.techniques[id.index()]
    }

    /// Whether what is of a type administers whatever it calls, unless a flow says otherwise.
    pub fn administers(&self, ty: TypeId) -> bool {
        let find = || self.types.iter().position(|def| def.name == "administering").map(|index| TypeId(index as u16));
        self.administering.get_or_init(find).is_some_and(|administering| self.is(ty, administering))
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
