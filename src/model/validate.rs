//! What always holds of a model, looked at one by one.
//!
//! Every table is taken apart field by field, so that a new field does not compile until somebody has said here what holds
//! of it.

use std::fmt::Display;

use crate::model::attrs::Entry as Attribute;
use crate::model::{
    Assumption, Attrs, Boundary, BoundaryId, Control, Data, Decision, Decl, Dependency, Element, ElementId, Entry,
    Flow, FlowId, Foreign, Leaf, Model, PackId, Persona, Scenario, Target, Thing, Tree, TypeId, Value, View,
    Vocabulary, WrittenThreat,
};
use crate::schema::{self, CONTROL_STATUS, Kind, TRUST, ValueType};

impl Model {
    /// Whether everything holds that is promised of a model.
    ///
    /// # Errors
    /// What does not, each in a sentence; such a model is a mistake of whoever made it, never of the text.
    pub fn validate(&self) -> Result<(), Vec<String>> {
        let mut look = Look { model: self, faults: Vec::new() };
        look.model();
        if look.faults.is_empty() { Ok(()) } else { Err(look.faults) }
    }
}

impl Vocabulary {
    /// What is wrong with its words; those of built-in packs only if `all` are looked at.
    pub fn faults(&self, all: bool) -> Vec<String> {
        let Vocabulary { packs, brings, types, protocols, techniques, .. } = self;
        let mut faults = Vec::new();
        if packs.len() != brings.len() {
            faults.push("packs and what they bring differ in number".to_owned());
        }
        for (what, words) in [("type", types), ("protocol", protocols), ("technique", techniques)] {
            let looked_at = words.iter().enumerate().filter(|(_, word)| all || word.pack == PackId::OWN);
            for (index, word) in looked_at {
                let below = |found: u16| usize::from(found) < words.len();
                let itself = u16::try_from(index).is_ok_and(|index| word.ancestors.has(index));
                let parents = word.parents.iter().all(|parent| word.ancestors.has(*parent));
                if !(itself && parents && word.ancestors.iter().all(below)) {
                    faults.push(format!("the ancestors of {what} `{}` are wrong", word.name));
                }
            }
        }
        faults
    }
}

struct Look<'m> {
    model: &'m Model,
    faults: Vec<String>,
}

impl Look<'_> {
    fn holds(&mut self, holds: bool, what: impl FnOnce() -> String) {
        if !holds {
            self.faults.push(what());
        }
    }

    fn model(&mut self) {
        let model = self.model;
        let Model {
            decl,
            boundaries,
            elements,
            flows,
            data,
            entries,
            assumptions,
            depends,
            scenarios,
            personas,
            controls,
            threats,
            decisions,
            views,
            names,
            moved,
            vocabulary,
            packs,
            graph,
        } = model;
        // The packs' own words are the same for every model, and a test looks at them once.
        self.faults.extend(vocabulary.faults(false));
        self.decl(decl, Kind::Model);
        model.boundary_ids().zip(boundaries).for_each(|(id, each)| self.boundary(id, each));
        model.element_ids().zip(elements).for_each(|(id, each)| self.element(id, each));
        model.flow_ids().zip(flows).for_each(|(id, each)| self.flow(id, each));
        for Data { decl, ty } in data {
            self.decl(decl, Kind::Data);
            self.ty(*ty, Kind::Data, decl);
        }
        for Entry { decl, on } in entries {
            self.decl(decl, Kind::Entry);
            self.thing(*on, decl.name.as_str());
        }
        assumptions.iter().for_each(|Assumption { decl }| self.decl(decl, Kind::Assume));
        depends.iter().for_each(|Dependency { decl }| self.decl(decl, Kind::Depends));
        scenarios.iter().for_each(|Scenario { decl }| self.decl(decl, Kind::Scenario));
        personas.iter().for_each(|Persona { decl }| self.decl(decl, Kind::Persona));
        views.iter().for_each(|View { decl }| self.decl(decl, Kind::View));
        controls.iter().for_each(|each| self.control(each));
        threats.iter().for_each(|each| self.threat(each));
        decisions.iter().for_each(|each| self.decision(each));
        let mut names: Vec<_> = names.iter().collect();
        names.sort_unstable();
        for (name, thing) in names {
            if self.thing(*thing, name.as_str()) {
                self.holds(model.decl(*thing).name == *name, || format!("the name `{name}` leads to something else"));
            }
        }
        let mut old_names: Vec<_> = moved.iter().collect();
        old_names.sort_unstable();
        for (old, new) in old_names {
            self.holds(!moved.contains_key(new), || format!("`{old}` leads to `{new}`, which is no present name"));
        }
        for pack in packs.iter() {
            self.holds(usize::from(pack) < vocabulary.packs.len(), || format!("there is no pack {pack}"));
        }
        let shape = (elements.len() + boundaries.len(), flows.len());
        self.holds(graph.size() == shape, || {
            format!("the graph has {:?} nodes and edges, not {shape:?}", graph.size())
        });
    }

    fn decl(&mut self, decl: &Decl, kind: Kind) {
        let Decl { name, label: _, called, doc: _, span, whole, attrs } = decl;
        self.holds(!name.is_empty() || kind == Kind::Model, || format!("a {} has no name", kind.word()));
        let behind = called.as_ref().is_none_or(|called| called.ends_with(&format!("({name})")));
        self.holds(behind, || format!("`{name}` is called something else"));
        let inside = !span.is_somewhere() || (whole.source == span.source && whole.start <= span.start);
        self.holds(inside, || format!("the name `{name}` stands outside its declaration"));
        self.attrs(attrs, kind, name);
    }

    fn attrs(&mut self, attrs: &Attrs, kind: Kind, of: &str) {
        let mut last = None;
        for Attribute { id, value, span: _ } in attrs.iter() {
            let row = schema::row(*id);
            self.holds(row.on.has(kind), || format!("`{of}` has the attribute `{}` of another kind", row.name));
            self.holds(last < Some(*id), || format!("the attributes of `{of}` are not in order"));
            self.value(value, &row.ty, &format!("{of}.{}", row.name));
            last = Some(*id);
        }
    }

    /// Whether a value points at something, and a word is one of its scale.
    fn value(&mut self, value: &Value, ty: &ValueType, of: &str) {
        let vocabulary = &self.model.vocabulary;
        match value {
            Value::Thing(thing) => _ = self.thing(*thing, of),
            Value::Inside(id) => _ = self.thing(Thing::Boundary(*id), of),
            Value::Protocol(id) => {
                self.holds(id.index() < vocabulary.protocols.len(), || format!("`{of}` is no protocol"));
            }
            Value::Technique(id) => {
                self.holds(id.index() < vocabulary.techniques.len(), || format!("`{of}` is no technique"));
            }
            Value::Word(word) => {
                let scale = match ty {
                    ValueType::Word(scale) | ValueType::Words(scale) => Some(scale),
                    ValueType::List(ValueType::Word(scale)) => Some(scale),
                    _ => None,
                };
                let known = scale.is_some_and(|scale| usize::from(*word) < scale.words.len());
                self.holds(known, || format!("`{of}` is no word of its scale"));
            }
            Value::List(items) => {
                let of_items = if let ValueType::List(item) = ty { item } else { ty };
                items.iter().for_each(|item| self.value(item, of_items, of));
            }
            Value::Unknown
            | Value::Bool(_)
            | Value::Int(_)
            | Value::Text(_)
            | Value::Handle(_)
            | Value::Date(_)
            | Value::Duration(..)
            | Value::Dread(_)
            | Value::Rule(_)
            | Value::Evidence(_) => {}
        }
    }

    fn boundary(&mut self, id: BoundaryId, boundary: &Boundary) {
        let Boundary { decl, ty, parent, depth, trust, overlay, line, defaults, elements, children, out_of_scope: _ } =
            boundary;
        let (model, name) = (self.model, decl.name.as_str());
        self.decl(decl, Kind::Boundary);
        self.ty(*ty, Kind::Boundary, decl);
        self.attrs(defaults, Kind::Flow, name);
        self.holds(!(*overlay && *line), || format!("`{name}` lies across and is a line"));
        self.holds(trust.is_none_or(|trust| usize::from(trust) < TRUST.words.len()), || {
            format!("the trust of `{name}` is no word")
        });
        let above = parent.and_then(|parent| model.boundaries.get(parent.index()));
        let nested = parent.is_none_or(|parent| parent < id && above.is_some_and(|it| it.children.contains(&id)));
        self.holds(nested, || format!("`{name}` is not among what its parent holds"));
        self.holds(*depth == above.map_or(0, |it| it.depth + 1), || format!("the depth of `{name}` is wrong"));
        for child in children {
            let own = model.boundaries.get(child.index()).is_some_and(|child| child.parent == Some(id));
            self.holds(own, || format!("what `{name}` holds has another parent"));
        }
        for element in elements {
            // One that lies across and holds something of its own was reported.
            let around = |it: &Element| it.boundary == Some(id) || *overlay && it.overlays.contains(&id);
            let own = model.elements.get(element.index()).is_some_and(around);
            self.holds(own, || format!("what `{name}` holds is elsewhere"));
        }
    }

    fn element(&mut self, id: ElementId, element: &Element) {
        let Element { decl, kind, ty, boundary, overlays, trust, trust_from: _, out_of_scope, foreign } = element;
        let (model, name) = (self.model, decl.name.as_str());
        self.holds(kind.is_element(), || format!("`{name}` is an element of another kind"));
        self.decl(decl, *kind);
        self.ty(*ty, *kind, decl);
        self.holds(usize::from(*trust) < TRUST.words.len(), || format!("the trust of `{name}` is no word"));
        for around in boundary.iter().chain(overlays) {
            let listed = model.boundaries.get(around.index()).is_some_and(|it| it.elements.contains(&id));
            self.holds(listed, || format!("a boundary around `{name}` does not know of it"));
        }
        if let Some(Foreign { alias }) = foreign.as_deref() {
            self.holds(!alias.is_empty() && *out_of_scope, || format!("`{name}` is another model's, and looked at"));
        }
    }

    fn flow(&mut self, id: FlowId, flow: &Flow) {
        let Flow { decl, from, to, leaves, enters, common, out_of_scope, set_aside } = flow;
        let (model, name) = (self.model, decl.name.as_str());
        self.decl(decl, Kind::Flow);
        for end in [from, to] {
            self.thing(end.thing(), name);
        }
        for crossed in leaves.iter().chain(enters).chain(common) {
            self.holds(crossed.index() < model.boundaries.len(), || format!("`{name}` crosses what is not there"));
        }
        self.holds(*out_of_scope || !*set_aside, || format!("`{name}` is set aside, and in scope"));
        let known = model.graph.ends(id) == Some((*from, *to));
        self.holds(known, || format!("the graph has other ends for `{name}`"));
    }

    fn control(&mut self, control: &Control) {
        let Control { decl, technique, on, inside, status, strength } = control;
        let name = decl.name.as_str();
        self.decl(decl, Kind::Control);
        let known = technique.is_none_or(|id| id.index() < self.model.vocabulary.techniques.len());
        self.holds(known, || format!("the technique of `{name}` is none"));
        on.iter().for_each(|thing| _ = self.thing(*thing, name));
        inside.iter().for_each(|id| _ = self.thing(Thing::Boundary(*id), name));
        self.holds(usize::from(*status) < CONTROL_STATUS.words.len(), || format!("the status of `{name}` is no word"));
        self.holds((1..=5).contains(strength), || format!("the strength of `{name}` is none"));
    }

    fn threat(&mut self, threat: &WrittenThreat) {
        let WrittenThreat { decl, targets, tree } = threat;
        self.decl(decl, Kind::Threat);
        self.holds(!targets.is_empty(), || format!("`{}` is about nothing", decl.name));
        targets.iter().for_each(|thing| _ = self.thing(*thing, &decl.name));
        tree.iter().for_each(|tree| self.tree(tree, &decl.name));
    }

    fn tree(&mut self, tree: &Tree, of: &str) {
        match tree {
            Tree::All(_, ways) | Tree::Any(_, ways) => ways.iter().for_each(|way| self.tree(way, of)),
            Tree::Leaf(leaf) => {
                let Leaf { text: _, blocked_by, attrs, span: _ } = leaf.as_ref();
                blocked_by.iter().for_each(|id| _ = self.thing(Thing::Control(*id), of));
                self.attrs(attrs, Kind::Leaf, of);
            }
            Tree::Derived(_, target) => self.target(target, of),
        }
    }

    fn target(&mut self, target: &Target, of: &str) {
        match target {
            Target::Thing(thing) => _ = self.thing(*thing, of),
            Target::Between(from, to) => [from, to].into_iter().for_each(|thing| _ = self.thing(*thing, of)),
            Target::Inside(id) => _ = self.thing(Thing::Boundary(*id), of),
            Target::Every | Target::Gone(_) => {}
        }
    }

    fn decision(&mut self, decision: &Decision) {
        let Decision { verb, rule, target, target_span: _, doc: _, attrs, span: _, inferred: _ } = decision;
        self.holds(!rule.text.is_empty(), || "a decision is about no rule".to_owned());
        self.target(target, &rule.text);
        self.attrs(attrs, verb.kind(), &rule.text);
    }

    fn ty(&mut self, ty: TypeId, kind: Kind, decl: &Decl) {
        let known = self.model.vocabulary.types.get(ty.index());
        let fits = known.is_some_and(|known| known.kind.is_none_or(|own| own == kind) || known.name == kind.word());
        self.holds(fits, || format!("`{}` is of a type for something else", decl.name));
    }

    /// Whether something is there.
    fn thing(&mut self, thing: Thing, of: impl Display) -> bool {
        let model = self.model;
        let (index, count) = match thing {
            Thing::Model => (0, 1),
            Thing::Boundary(id) => (id.index(), model.boundaries.len()),
            Thing::Element(id) => (id.index(), model.elements.len()),
            Thing::Flow(id) => (id.index(), model.flows.len()),
            Thing::Data(id) => (id.index(), model.data.len()),
            Thing::Entry(id) => (id.index(), model.entries.len()),
            Thing::Assume(id) => (id.index(), model.assumptions.len()),
            Thing::Depends(id) => (id.index(), model.depends.len()),
            Thing::Scenario(id) => (id.index(), model.scenarios.len()),
            Thing::Persona(id) => (id.index(), model.personas.len()),
            Thing::Control(id) => (id.index(), model.controls.len()),
            Thing::Threat(id) => (id.index(), model.threats.len()),
            Thing::View(id) => (id.index(), model.views.len()),
        };
        self.holds(index < count, || format!("`{of}` points at nothing"));
        index < count
    }
}
