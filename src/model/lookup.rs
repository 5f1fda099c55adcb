//! Questions about one thing: its declaration, its kind and type, its attributes with their origin.

use smol_str::{SmolStr, format_smolstr};
use std::sync::LazyLock;

use crate::model::{
    AttrEntry, BoundaryId, DataId, Decl, ElementId, End, FlowId, Model, Origin, ProtocolId, Target, Thing, TypeId,
    Value, Vocabulary,
};
use crate::schema::{self, AttrId, AttrName, Kind, Unset, attr};
use crate::text::Span;

/// A value with its origin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Valued<'a> {
    /// The value; [`Value::Unknown`] where nobody set it.
    pub value: &'a Value,
    /// Where it came from.
    pub origin: Origin,
}

static UNKNOWN: Value = Value::Unknown;
static NOTHING: LazyLock<Value> = LazyLock::new(|| Value::List(Box::default()));
static FALSE: Value = Value::Bool(false);
static TRUE: Value = Value::Bool(true);

const ADMIN: AttrId = attr::ADMIN.id(Kind::Flow);

static WORDS: [Value; 8] = [
    Value::Word(0),
    Value::Word(1),
    Value::Word(2),
    Value::Word(3),
    Value::Word(4),
    Value::Word(5),
    Value::Word(6),
    Value::Word(7),
];

impl Model {
    /// The declaration of a thing.
    pub fn decl(&self, thing: Thing) -> &Decl {
        match thing {
            Thing::Model => &self.decl,
            Thing::Boundary(id) => &self[id].decl,
            Thing::Element(id) => &self[id].decl,
            Thing::Flow(id) => &self[id].decl,
            Thing::Data(id) => &self[id].decl,
            Thing::Entry(id) => &self[id].decl,
            Thing::Assume(id) => &self[id].decl,
            Thing::Depends(id) => &self[id].decl,
            Thing::Scenario(id) => &self[id].decl,
            Thing::Persona(id) => &self[id].decl,
            Thing::Control(id) => &self[id].decl,
            Thing::Threat(id) => &self[id].decl,
            Thing::View(id) => &self[id].decl,
        }
    }

    /// The name of a thing.
    pub fn name(&self, thing: Thing) -> &str {
        &self.decl(thing).name
    }

    /// The kind of a thing.
    pub fn kind(&self, thing: Thing) -> Kind {
        match thing {
            Thing::Model => Kind::Model,
            Thing::Boundary(_) => Kind::Boundary,
            Thing::Element(id) => self[id].kind,
            Thing::Flow(_) => Kind::Flow,
            Thing::Data(_) => Kind::Data,
            Thing::Entry(_) => Kind::Entry,
            Thing::Assume(_) => Kind::Assume,
            Thing::Depends(_) => Kind::Depends,
            Thing::Scenario(_) => Kind::Scenario,
            Thing::Persona(_) => Kind::Persona,
            Thing::Control(_) => Kind::Control,
            Thing::Threat(_) => Kind::Threat,
            Thing::View(_) => Kind::View,
        }
    }

    /// The type of a thing, where its kind has types.
    pub fn type_of(&self, thing: Thing) -> Option<TypeId> {
        match thing {
            Thing::Element(id) => Some(self[id].ty),
            Thing::Boundary(id) => Some(self[id].ty),
            Thing::Data(id) => Some(self[id].ty),
            Thing::Flow(_) => Vocabulary::kind_type(Kind::Flow),
            _ => None,
        }
    }

    /// Whether a thing is of a type.
    pub fn is(&self, thing: Thing, ty: TypeId) -> bool {
        match Vocabulary::KIND_TYPES.get(ty.index()) {
            Some(kind) => self.kind(thing) == *kind,
            None => self.type_of(thing).is_some_and(|own| self.vocabulary.is(own, ty)),
        }
    }

    /// The value of an attribute: from the declaration, the type, the protocol, the boundary around it (its defaults for
    /// flows, and what it says of everything inside), or the vocabulary, in that order.
    pub fn attr(&self, thing: Thing, id: AttrId) -> Valued<'_> {
        if let Some(entry) = self.decl(thing).attrs.get(id) {
            return Valued { value: &entry.value, origin: Origin::Declared(entry.span) };
        }
        if let Some(ty) = self.type_of(thing)
            && let Some(value) = implied(&self.vocabulary.type_def(ty).implies, id)
        {
            return Valued { value, origin: Origin::Type(ty) };
        }
        if let Thing::Flow(flow) = thing
            && let Some(found) = self.flow_attr(flow, id)
        {
            return found;
        }
        self.inherited(thing, id).unwrap_or_else(|| default(id))
    }

    /// What the innermost boundary around an element or a boundary says of everything inside, where it may. Those that lie
    /// across hold nothing of their own, and say nothing of their members.
    fn inherited(&self, thing: Thing, id: AttrId) -> Option<Valued<'_>> {
        if !matches!(thing, Thing::Element(_) | Thing::Boundary(_)) || !schema::row(id).inherited {
            return None;
        }
        self.enclosing(thing).find_map(|boundary| {
            let said = self[boundary].decl.attrs.get(id).map(|entry| (&entry.value, entry.span));
            let by_type = || {
                let def = self.vocabulary.type_def(self[boundary].ty);
                implied(&def.implies, id).map(|value| (value, def.span))
            };
            let (value, span) = said.or_else(by_type)?;
            Some(Valued { value, origin: Origin::Boundary(boundary, span) })
        })
    }

    /// The value of an attribute by name; unset where the kind has no such attribute.
    pub fn get(&self, thing: Thing, name: AttrName) -> Valued<'_> {
        match name.on(self.kind(thing)) {
            Some(id) => self.attr(thing, id),
            None => Valued { value: &UNKNOWN, origin: Origin::Unset },
        }
    }

    /// The text of an attribute, where it is set and is text.
    pub fn text(&self, thing: Thing, name: AttrName) -> Option<&str> {
        self.get(thing, name).value.text()
    }

    /// Whether an attribute is true.
    pub fn flag(&self, thing: Thing, name: AttrName) -> bool {
        matches!(self.get(thing, name).value, Value::Bool(true))
    }

    /// The word of an attribute's scale, where it is set.
    pub fn word(&self, thing: Thing, name: AttrName) -> Option<&'static str> {
        let id = name.on(self.kind(thing))?;
        match (self.attr(thing, id).value, schema::row(id).ty) {
            (Value::Word(word), schema::ValueType::Word(scale)) => Some(scale.word(*word)),
            _ => None,
        }
    }

    /// The things that an attribute names.
    pub fn things<'a>(&'a self, thing: Thing, name: AttrName) -> impl Iterator<Item = Thing> + use<'a> {
        self.get(thing, name).value.items().iter().filter_map(|value| match value {
            Value::Thing(thing) => Some(*thing),
            _ => None,
        })
    }

    /// The data that an attribute names.
    pub fn data_in<'a>(&'a self, thing: Thing, name: AttrName) -> impl Iterator<Item = DataId> + use<'a> {
        self.things(thing, name).filter_map(|thing| match thing {
            Thing::Data(id) => Some(id),
            _ => None,
        })
    }

    /// The protocol of a flow.
    pub fn protocol_of(&self, flow: FlowId) -> Option<ProtocolId> {
        let via = attr::VIA.on(Kind::Flow)?;
        let own = self[flow].decl.attrs.get(via).map(|entry| &entry.value);
        match own.or_else(|| self.default_entry(flow, via).map(|(_, entry)| &entry.value)) {
            Some(Value::Protocol(protocol)) => Some(*protocol),
            _ => None,
        }
    }

    /// The boundaries around a thing, innermost first; a flow's are those around both its ends.
    pub fn enclosing(&self, thing: Thing) -> impl Iterator<Item = BoundaryId> + '_ {
        let innermost = match thing {
            Thing::Element(id) => self[id].boundary,
            Thing::Boundary(id) => self[id].parent,
            Thing::Flow(id) => self[id].common,
            _ => None,
        };
        std::iter::successors(innermost, |id| self[*id].parent)
    }

    /// The boundaries that lie across others and have a thing as a member; a flow's are those that have both its ends.
    pub fn across(&self, thing: Thing) -> impl Iterator<Item = BoundaryId> + '_ {
        let (first, both) = match thing {
            Thing::Element(id) => (Some(id), None),
            Thing::Flow(id) => match (self[id].from, self[id].to) {
                (End::Element(from), End::Element(to)) => (Some(from), Some(to)),
                _ => (None, None),
            },
            _ => (None, None),
        };
        let first = first.map_or(&[][..], |id| &self[id].overlays);
        first.iter().copied().filter(move |across| both.is_none_or(|id| self[id].overlays.contains(across)))
    }

    /// What a decision or a leaf is on, as it is written.
    pub fn target(&self, target: &Target) -> SmolStr {
        match target {
            Target::Every => SmolStr::new_static("*"),
            Target::Between(from, to) => format_smolstr!("{}->{}", self.name(*from), self.name(*to)),
            Target::Inside(id) => format_smolstr!("{}.*", self[*id].decl.name),
            Target::Thing(thing) => self.decl(*thing).name.clone(),
            Target::Gone(name) => name.clone(),
        }
    }

    /// What the name of a flow that has none of its own also stands for: all flows between its ends.
    pub fn pair(&self, target: &Target) -> Option<Target> {
        let Target::Thing(Thing::Flow(id)) = target else { return None };
        let pair = Target::Between(self[*id].from.thing(), self[*id].to.thing());
        (self.target(&pair) == self[*id].decl.name).then_some(pair)
    }

    /// The trust of an end: an element's, or a boundary's, where it has one.
    pub fn end_trust(&self, end: End) -> Option<u8> {
        match end {
            End::Element(id) => Some(self[id].trust),
            End::Boundary(id) => self[id].trust,
        }
    }

    /// The element ids, in order.
    pub fn element_ids(&self) -> impl Iterator<Item = ElementId> + use<> {
        (0..self.elements.len() as u32).map(ElementId)
    }

    /// The flow ids, in order.
    pub fn flow_ids(&self) -> impl Iterator<Item = FlowId> + use<> {
        (0..self.flows.len() as u32).map(FlowId)
    }

    /// The flows from which something follows, in order: all but those that say of themselves that they are out of scope.
    pub fn followed_flows(&self) -> impl Iterator<Item = FlowId> {
        self.flow_ids().filter(|id| !self[*id].set_aside)
    }

    /// The boundary ids, in order.
    pub fn boundary_ids(&self) -> impl Iterator<Item = BoundaryId> + use<> {
        (0..self.boundaries.len() as u32).map(BoundaryId)
    }

    /// The dotted path of an element or boundary: the boundaries around it and its own name.
    pub fn path(&self, thing: Thing) -> String {
        let mut names: Vec<&str> = self.enclosing(thing).map(|id| self[id].decl.name.as_str()).collect();
        names.reverse();
        names.push(self.name(thing));
        names.join(".")
    }

    /// Where a value was said, as a place in the sources; nowhere for what the vocabulary implies.
    pub fn origin_span(&self, origin: Origin) -> Span {
        match origin {
            Origin::Declared(span) | Origin::Defaults(_, span) | Origin::Boundary(_, span) | Origin::Derived(span) => {
                span
            }
            Origin::Type(ty) => self.vocabulary.type_def(ty).span,
            Origin::Protocol(protocol) => self.vocabulary.protocol(protocol).span,
            Origin::Vocabulary | Origin::Unset => Span::NONE,
        }
    }

    fn flow_attr(&self, flow: FlowId, id: AttrId) -> Option<Valued<'_>> {
        if let Some(protocol) = self.protocol_of(flow)
            && let Some(value) = implied(&self.vocabulary.protocol(protocol).implies, id)
        {
            return Some(Valued { value, origin: Origin::Protocol(protocol) });
        }
        if let Some((boundary, entry)) = self.default_entry(flow, id) {
            return Some(Valued { value: &entry.value, origin: Origin::Defaults(boundary, entry.span) });
        }
        // Who is there to administer does so wherever they go.
        let start = self[flow].from.element().filter(|_| id == ADMIN)?;
        let ty = self[start].ty;
        self.vocabulary.administers(ty).then_some(Valued { value: &TRUE, origin: Origin::Type(ty) })
    }

    fn default_entry(&self, flow: FlowId, id: AttrId) -> Option<(BoundaryId, &AttrEntry)> {
        std::iter::successors(self[flow].common, |boundary| self[*boundary].parent)
            .find_map(|boundary| self[boundary].defaults.get(id).map(|entry| (boundary, entry)))
    }
}

fn implied(implies: &[(AttrId, Value)], id: AttrId) -> Option<&Value> {
    implies.iter().find(|(known, _)| *known == id).map(|(_, value)| value)
}

fn default(id: AttrId) -> Valued<'static> {
    let row = schema::row(id);
    let value = match (row.default, row.ty) {
        (Unset::False, _) => Some(&FALSE),
        (Unset::Nothing, _) => Some(&*NOTHING),
        (Unset::Word(word), schema::ValueType::Word(scale) | schema::ValueType::Words(scale)) => {
            scale.index(word).and_then(|index| WORDS.get(index as usize))
        }
        _ => None,
    };
    match value {
        Some(value) => Valued { value, origin: Origin::Vocabulary },
        None => Valued { value: &UNKNOWN, origin: Origin::Unset },
    }
}
