//! What a model is made of.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::model::{
    AttrEntry, Attrs, Bits, BoundaryId, ControlId, DataId, ElementId, Graph, TechniqueId, Thing, TypeId, Vocabulary,
};
use crate::schema::Kind;
use crate::text::Span;

/// What every declared thing has.
#[derive(Clone, Debug, PartialEq)]
pub struct Decl {
    /// Its name: unique in the model. An unnamed flow's is `a->b`.
    pub name: SmolStr,
    /// Its label, where it has one.
    pub label: Option<SmolStr>,
    /// The label with the name behind it, where another thing has the same label.
    pub called: Option<SmolStr>,
    /// Its documentation, in Markdown.
    pub doc: Option<SmolStr>,
    /// Where its name stands (an unnamed flow's: both ends).
    pub span: Span,
    /// The whole declaration.
    pub whole: Span,
    /// What it says of itself.
    pub attrs: Attrs,
}

impl Decl {
    /// What people call it: its label, else its name; both where another thing has that label.
    pub fn title(&self) -> &str {
        self.called.as_deref().or(self.label.as_deref()).unwrap_or(&self.name)
    }
}

/// Where something of another model comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Foreign {
    /// The name that the other model is seen by.
    pub alias: SmolStr,
}

/// An actor, external, process or store.
#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    /// Name, label, attributes.
    pub decl: Decl,
    /// Actor, external, process or store.
    pub kind: Kind,
    /// Its type; the kind's own where none was given.
    pub ty: TypeId,
    /// The innermost boundary around it.
    pub boundary: Option<BoundaryId>,
    /// Boundaries that lie across: those that list it under `members`, in order of declaration.
    pub overlays: Box<[BoundaryId]>,
    /// Its trust, a position on the trust scale: its own, its boundaries', or its kind's.
    pub trust: u8,
    /// Where the trust was said; nowhere for the kind's.
    pub trust_from: Span,
    /// Whether no threats are derived for it: it or a boundary around it is out of scope, or it is another model's.
    pub out_of_scope: bool,
    /// Set for the exports of another model.
    pub foreign: Option<Box<Foreign>>,
}

/// A trust boundary.
#[derive(Clone, Debug, PartialEq)]
pub struct Boundary {
    /// Name, label, attributes.
    pub decl: Decl,
    /// Its type; the kind's own where none was given.
    pub ty: TypeId,
    /// The boundary around it; its id is smaller.
    pub parent: Option<BoundaryId>,
    /// How many boundaries are around it.
    pub depth: u32,
    /// Its trust, its own or its parent's; a boundary that lies across has none.
    pub trust: Option<u8>,
    /// Lies across others: it was declared with `members`.
    pub overlay: bool,
    /// Is a line: it was declared with `cuts`.
    pub line: bool,
    /// Attributes implied for flows with both ends inside.
    pub defaults: Attrs,
    /// Elements directly inside, or the members of one that lies across.
    pub elements: Vec<ElementId>,
    /// Boundaries directly inside.
    pub children: Vec<BoundaryId>,
    /// Whether it or one around it is out of scope.
    pub out_of_scope: bool,
}

/// An end of a flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum End {
    /// An element.
    Element(ElementId),
    /// A boundary, while the design is young.
    Boundary(BoundaryId),
}

impl End {
    /// As a thing.
    pub fn thing(self) -> Thing {
        match self {
            End::Element(id) => Thing::Element(id),
            End::Boundary(id) => Thing::Boundary(id),
        }
    }

    /// The element, unless it is a boundary.
    pub fn element(self) -> Option<ElementId> {
        match self {
            End::Element(id) => Some(id),
            End::Boundary(_) => None,
        }
    }
}

/// A data flow.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    /// Name, label, attributes.
    pub decl: Decl,
    /// Who starts it.
    pub from: End,
    /// The other end.
    pub to: End,
    /// Boundaries that it leaves, inner to outer.
    pub leaves: Box<[BoundaryId]>,
    /// Boundaries that it enters, outer to inner; then overlays and lines, by name.
    pub enters: Box<[BoundaryId]>,
    /// The innermost boundary around both ends.
    pub common: Option<BoundaryId>,
    /// Whether both ends are out of scope, or it says so itself.
    pub out_of_scope: bool,
    /// Whether it says so itself: then nothing follows from it, and it is only drawn and listed.
    pub set_aside: bool,
}

impl Flow {
    /// Every boundary that it crosses, in the order of the walk.
    pub fn crossings(&self) -> impl Iterator<Item = BoundaryId> {
        self.leaves.iter().chain(self.enters.iter()).copied()
    }
}

/// A datum.
#[derive(Clone, Debug, PartialEq)]
pub struct Data {
    /// Name, label, attributes.
    pub decl: Decl,
    /// Its type; the kind's own where none was given.
    pub ty: TypeId,
}

/// An entry point.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Name, label, attributes.
    pub decl: Decl,
    /// The element that it belongs to.
    pub on: Thing,
}

/// An assumption.
#[derive(Clone, Debug, PartialEq)]
pub struct Assumption {
    /// Name, label, attributes.
    pub decl: Decl,
}

/// An external dependency.
#[derive(Clone, Debug, PartialEq)]
pub struct Dependency {
    /// Name, label, attributes.
    pub decl: Decl,
}

/// A use case.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// Name, label, attributes.
    pub decl: Decl,
}

/// Who attacks or errs.
#[derive(Clone, Debug, PartialEq)]
pub struct Persona {
    /// Name, label, attributes.
    pub decl: Decl,
}

/// A view.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// Name, label, attributes.
    pub decl: Decl,
}

/// A countermeasure.
#[derive(Clone, Debug, PartialEq)]
pub struct Control {
    /// Name, label, attributes.
    pub decl: Decl,
    /// What it applies; `None` where the technique is unknown (reported).
    pub technique: Option<TechniqueId>,
    /// What it protects.
    pub on: Box<[Thing]>,
    /// The boundaries of which it protects all that they hold, at any depth, and not the boundary itself.
    pub inside: Box<[BoundaryId]>,
    /// Its status, a position on the scale of control statuses; an inferred control counts as proposed.
    pub status: u8,
    /// 1–5.
    pub strength: u8,
}

impl Control {
    /// What it names: what it protects, and the boundaries of which it protects what they hold.
    pub fn named(&self) -> impl Iterator<Item = Thing> + '_ {
        self.on.iter().copied().chain(self.inside.iter().map(|id| Thing::Boundary(*id)))
    }
}

/// A step of a threat tree, or a gate.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    /// Every way is needed.
    All(Option<SmolStr>, Vec<Tree>),
    /// One way is enough.
    Any(Option<SmolStr>, Vec<Tree>),
    /// A step.
    Leaf(Box<Leaf>),
    /// A derived threat as a step: rule and target.
    Derived(Box<RulePattern>, Target),
}

/// A step of a threat tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaf {
    /// What is done.
    pub text: SmolStr,
    /// The controls that stop it.
    pub blocked_by: Vec<ControlId>,
    /// Likelihood and cost.
    pub attrs: Attrs,
    /// Where it stands.
    pub span: Span,
}

/// A threat that a person found.
#[derive(Clone, Debug, PartialEq)]
pub struct WrittenThreat {
    /// Name, label, attributes.
    pub decl: Decl,
    /// What is attacked, each a threat of its own; the model where nothing is named.
    pub targets: Box<[Thing]>,
    /// Its tree.
    pub tree: Option<Tree>,
}

/// A rule by name, or a family of rules: `injection.sql`, `injection.*`, `*`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulePattern {
    /// As written.
    pub text: SmolStr,
    /// Where.
    pub span: Span,
}

impl RulePattern {
    /// Whether it stands for more than one rule.
    pub fn is_wildcard(&self) -> bool {
        self.text.ends_with('*')
    }

    /// Whether it stands for a rule of this id.
    pub fn matches(&self, rule: &str) -> bool {
        match self.text.strip_suffix('*') {
            Some(prefix) => rule
                .strip_prefix(prefix)
                .is_some_and(|rest| !rest.is_empty() && !rest.contains('.') || prefix.is_empty()),
            None => self.text == rule,
        }
    }
}

/// What a decision is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// `*`
    Every,
    /// All flows from one thing to another, of rules that make one threat of them.
    Between(Thing, Thing),
    /// `cloud.*`: everything in a boundary, at any depth.
    Inside(BoundaryId),
    /// One thing.
    Thing(Thing),
    /// A name that no longer exists; only a `remove` may have one.
    Gone(SmolStr),
}

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the words of the language")]
pub enum Verb {
    Accept,
    Warn,
    Remove,
    Transfer,
    Dismiss,
}

impl Verb {
    /// Its word.
    pub fn word(self) -> &'static str {
        self.kind().word()
    }

    /// The kind of its statements.
    pub fn kind(self) -> Kind {
        match self {
            Verb::Accept => Kind::Accept,
            Verb::Warn => Kind::Warn,
            Verb::Remove => Kind::Remove,
            Verb::Transfer => Kind::Transfer,
            Verb::Dismiss => Kind::Dismiss,
        }
    }
}

/// A decision about threats.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// What was decided.
    pub verb: Verb,
    /// About which rules.
    pub rule: RulePattern,
    /// On what.
    pub target: Target,
    /// Where the target stands.
    pub target_span: Span,
    /// Documentation.
    pub doc: Option<SmolStr>,
    /// Because, by, until, ticket.
    pub attrs: Attrs,
    /// From the verb to the end.
    pub span: Span,
    /// Written by a machine: it answers nothing.
    pub inferred: bool,
}

impl Decision {
    /// Neither the rule nor the target stands for several.
    pub fn is_exact(&self) -> bool {
        !self.rule.is_wildcard() && !matches!(self.target, Target::Every | Target::Inside(_))
    }
}

/// A resolved threat model.
#[derive(Debug)]
pub struct Model {
    /// The model's own declaration.
    pub decl: Decl,
    /// Boundaries; parents first.
    pub boundaries: Vec<Boundary>,
    /// Elements.
    pub elements: Vec<Element>,
    /// Flows; their position gives them their number.
    pub flows: Vec<Flow>,
    /// Data.
    pub data: Vec<Data>,
    /// Entry points.
    pub entries: Vec<Entry>,
    /// Assumptions.
    pub assumptions: Vec<Assumption>,
    /// External dependencies.
    pub depends: Vec<Dependency>,
    /// Use cases.
    pub scenarios: Vec<Scenario>,
    /// Personas.
    pub personas: Vec<Persona>,
    /// Controls.
    pub controls: Vec<Control>,
    /// Written threats.
    pub threats: Vec<WrittenThreat>,
    /// Decisions.
    pub decisions: Vec<Decision>,
    /// Views.
    pub views: Vec<View>,
    /// Everything that has a name.
    pub names: FxHashMap<SmolStr, Thing>,
    /// The present name of what was renamed, by each of its older ones.
    pub moved: FxHashMap<SmolStr, SmolStr>,
    /// Types, protocols and techniques, the model's own included.
    pub vocabulary: Arc<Vocabulary>,
    /// The packs in scope.
    pub packs: Bits,
    /// How things hang together.
    pub graph: Graph,
}

impl Model {
    /// A model of nothing, with a vocabulary.
    pub fn empty(name: &str, vocabulary: Arc<Vocabulary>) -> Model {
        Model {
            decl: Decl {
                name: name.into(),
                label: None,
                called: None,
                doc: None,
                span: Span::NONE,
                whole: Span::NONE,
                attrs: Attrs::default(),
            },
            boundaries: Vec::new(),
            elements: Vec::new(),
            flows: Vec::new(),
            data: Vec::new(),
            entries: Vec::new(),
            assumptions: Vec::new(),
            depends: Vec::new(),
            scenarios: Vec::new(),
            personas: Vec::new(),
            controls: Vec::new(),
            threats: Vec::new(),
            decisions: Vec::new(),
            views: Vec::new(),
            names: FxHashMap::default(),
            moved: FxHashMap::default(),
            vocabulary,
            packs: Bits::default(),
            graph: Graph::default(),
        }
    }

    /// The data ids, in order.
    pub fn data_ids(&self) -> impl Iterator<Item = DataId> {
        (0..self.data.len() as u32).map(DataId)
    }
}

impl Attrs {
    /// The entries of some attributes, copied.
    pub fn only(&self, keep: impl Fn(&AttrEntry) -> bool) -> Attrs {
        Attrs::new(self.iter().filter(|entry| keep(entry)).cloned().collect())
    }
}

macro_rules! index {
    ($($id:ident => $field:ident : $thing:ident),* $(,)?) => {
        $(
            impl std::ops::Index<crate::model::$id> for Model {
                type Output = $thing;

                fn index(&self, id: crate::model::$id) -> &$thing {
                    // INVARIANT: ids are handed out by this model only, and nothing is ever removed from it.
                    &self.$field[id.index()]
                }
            }
        )*
    };
}

index! {
    ElementId => elements: Element,
    FlowId => flows: Flow,
    BoundaryId => boundaries: Boundary,
    DataId => data: Data,
    EntryId => entries: Entry,
    AssumeId => assumptions: Assumption,
    DependsId => depends: Dependency,
    ScenarioId => scenarios: Scenario,
    PersonaId => personas: Persona,
    ControlId => controls: Control,
    ThreatId => threats: WrittenThreat,
    ViewId => views: View,
}
