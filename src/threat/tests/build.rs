//! A small model, built step by step, and rules read from text.

use crate::check::RuleDecl;
use crate::diag::Diagnostic;
use crate::model::{
    AttrEntry, Attrs, Bits, Boundary, BoundaryId, Control, ControlId, Cover, Data, DataId, Date, Decision, Decl,
    Element, ElementId, End, Flow, FlowId, Graph, Model, PackId, ProtocolId, RulePattern, Target, TechniqueId, Thing,
    TypeId, Value, Verb, Vocabulary, WordDef, date,
};
use crate::rules::{self, Rule};
use crate::schema::{self, Kind, LINDDUN, STRIDE, TRUST, ValueType, attr, word};
use crate::syntax::ast::{Expr, ExprKind, Head, Item};
use crate::syntax::parse;
use crate::text::{SourceId, Span};
use crate::threat::{Findings, Surroundings, Threat, Threats, derive, text};

pub(in crate::threat) fn day(text: &str) -> Date {
    crate::model::parse_date(text).unwrap_or(Date::MIN)
}

/// `sql < store`, `forwarding` (a trait), `proxy < process, forwarding`, `network < boundary`; `https`;
/// `parameterised-queries < input-validation`, `rate-limit`, `firewall`.
pub(in crate::threat) fn vocabulary() -> Vocabulary {
    let mut vocabulary = Vocabulary::of_kinds();
    vocabulary.packs.push("std.core".into());
    let types = [
        ("sql", Some(Kind::Store), &["store"][..]),
        ("forwarding", None, &[]),
        ("proxy", Some(Kind::Process), &["process", "forwarding"]),
        ("network", Some(Kind::Boundary), &["boundary"]),
    ];
    for (name, kind, parents) in types {
        let mut word = WordDef::new(name.into(), name.into(), PackId::CORE, vocabulary.types.len());
        for parent in parents {
            let found = vocabulary.types.iter().find(|ty| ty.name == *parent);
            word.ancestors.union(&found.map(|ty| ty.ancestors.clone()).unwrap_or_default());
        }
        vocabulary.types.push(WordDef { kind, ..word });
    }
    let encrypted = attr::ENCRYPTED.on(Kind::Flow).map(|id| (id, Value::Bool(true)));
    let https = WordDef::new("https".into(), "HTTPS".into(), PackId::CORE, 0);
    vocabulary.protocols.push(WordDef { implies: encrypted.into_iter().collect(), ..https });
    for (index, name) in ["input-validation", "parameterised-queries", "rate-limit", "firewall"].iter().enumerate() {
        let mut word = WordDef::new((*name).into(), (*name).into(), PackId::CORE, index);
        if *name == "parameterised-queries" {
            word.ancestors.insert(0);
        }
        vocabulary.techniques.push(word);
    }
    vocabulary
}

/// A model under construction.
pub(in crate::threat) struct Build {
    pub(in crate::threat) model: Model,
    pub(in crate::threat) surroundings: Surroundings,
}

impl Build {
    pub(in crate::threat) fn new() -> Build {
        let model = Model::empty("m", vocabulary().into());
        Build { model, surroundings: Surroundings::on(day("2026-11-23")) }
    }

    fn decl(&mut self, name: &str, thing: Thing, kind: Kind, attrs: &str) -> Decl {
        self.model.names.insert(name.into(), thing);
        let attrs = self.attrs(kind, attrs);
        let (span, whole) = (Span::NONE, Span::NONE);
        Decl {
            name: name.into(),
            label: Some(format!("The {name}").into()),
            called: None,
            doc: None,
            span,
            whole,
            attrs,
        }
    }

    /// Reads `a = 1, b = word` by the schema.
    pub(in crate::threat) fn attrs(&self, kind: Kind, attrs: &str) -> Attrs {
        let parsed = parse(SourceId::NONE, &format!("x {{ {attrs} }}"));
        assert!(parsed.diagnostics.is_empty(), "{attrs}: {:?}", parsed.diagnostics);
        let mut entries = Vec::new();
        for item in &parsed.file.items {
            let Item::Stmt(stmt) = item else { continue };
            for item in stmt.body.iter().flat_map(|body| &body.items) {
                let Item::Attr(attr) = item else { continue };
                let Some(id) = schema::find(kind, &attr.name.text) else { panic!("no attribute {}", attr.name.text) };
                entries.push(AttrEntry { id, value: self.value(&schema::row(id).ty, &attr.value), span: Span::NONE });
            }
        }
        Attrs::new(entries)
    }

    fn value(&self, ty: &ValueType, expr: &Expr) -> Value {
        match (&expr.kind, ty) {
            (ExprKind::List(items), ty) => Value::List(items.iter().map(|item| self.value(&ty.item(), item)).collect()),
            (ExprKind::Unknown, _) => Value::Unknown,
            (ExprKind::Bool(flag), _) => Value::Bool(*flag),
            (ExprKind::Int(number), _) => Value::Int(*number),
            (ExprKind::Text(text), _) => Value::Text(text.clone()),
            (ExprKind::Handle(text), _) => Value::Handle(text.clone()),
            (ExprKind::Duration(count, unit), _) => Value::Duration(*count, *unit),
            (ExprKind::Date(y, m, d), _) => date(*y, *m, *d).map_or(Value::Unknown, Value::Date),
            (ExprKind::Path(word), ty) => match ty.item() {
                ValueType::Word(scale) => scale.index(word).map_or(Value::Unknown, Value::Word),
                ValueType::Technique => Value::Technique(self.technique(word)),
                ValueType::Protocol => Value::Protocol(ProtocolId(0)),
                ValueType::Rule => Value::Rule(Box::new(pattern(word))),
                _ => self.model.names.get(word).map_or(Value::Unknown, |thing| Value::Thing(*thing)),
            },
            _ => Value::Unknown,
        }
    }

    pub(in crate::threat) fn technique(&self, name: &str) -> TechniqueId {
        let found = self.model.vocabulary.techniques.iter().position(|technique| technique.name == name);
        TechniqueId(found.unwrap_or_else(|| panic!("no technique {name}")) as u16)
    }

    pub(in crate::threat) fn ty(&self, name: &str) -> TypeId {
        let found = self.model.vocabulary.types.iter().position(|ty| ty.name == name);
        TypeId(found.unwrap_or_else(|| panic!("no type {name}")) as u16)
    }

    pub(in crate::threat) fn boundary(
        &mut self,
        name: &str,
        ty: &str,
        parent: Option<BoundaryId>,
        trust: Option<&str>,
    ) -> BoundaryId {
        let id = BoundaryId(self.model.boundaries.len() as u32);
        let decl = self.decl(name, Thing::Boundary(id), Kind::Boundary, "");
        let trust = trust.and_then(|trust| TRUST.index(trust)).or(parent.and_then(|parent| self.model[parent].trust));
        let boundary = Boundary {
            decl,
            ty: self.ty(ty),
            parent,
            depth: parent.map_or(0, |parent| self.model[parent].depth + 1),
            trust,
            overlay: false,
            line: false,
            defaults: Attrs::default(),
            elements: Vec::new(),
            children: Vec::new(),
            out_of_scope: false,
        };
        self.model.boundaries.push(boundary);
        if let Some(parent) = parent {
            self.model.boundaries[parent.index()].children.push(id);
        }
        id
    }

    /// An element by `kind name: type`; its trust is its own or its kind's.
    pub(in crate::threat) fn element(
        &mut self,
        name: &str,
        ty: &str,
        within: Option<BoundaryId>,
        attrs: &str,
    ) -> ElementId {
        let id = ElementId(self.model.elements.len() as u32);
        let ty = self.ty(ty);
        let Some(kind) = self.model.vocabulary.type_def(ty).kind else { panic!("a trait is no kind") };
        let decl = self.decl(name, Thing::Element(id), kind, attrs);
        let own = attr::TRUST.on(kind).and_then(|id| decl.attrs.get(id)).map(|entry| entry.value.clone());
        let trust = match own {
            Some(Value::Word(word)) => word,
            _ => within.and_then(|id| self.model[id].trust).unwrap_or(match kind {
                Kind::Actor | Kind::External => 0,
                _ => 3,
            }),
        };
        let element = Element {
            decl,
            kind,
            ty,
            boundary: within,
            overlays: Box::new([]),
            trust,
            trust_from: Span::NONE,
            out_of_scope: false,
            foreign: None,
        };
        self.model.elements.push(element);
        if let Some(boundary) = within {
            self.model.boundaries[boundary.index()].elements.push(id);
        }
        id
    }

    pub(in crate::threat) fn data(&mut self, name: &str, attrs: &str) -> DataId {
        let id = DataId(self.model.data.len() as u32);
        let decl = self.decl(name, Thing::Data(id), Kind::Data, attrs);
        let ty = self.ty("data");
        self.model.data.push(Data { decl, ty });
        id
    }

    pub(in crate::threat) fn flow(&mut self, name: &str, from: ElementId, to: ElementId, attrs: &str) -> FlowId {
        let id = FlowId(self.model.flows.len() as u32);
        let decl = self.decl(name, Thing::Flow(id), Kind::Flow, attrs);
        let chain = |element| self.model.enclosing(Thing::Element(element)).collect::<Vec<BoundaryId>>();
        let (left, entered) = (chain(from), chain(to));
        let common = left.iter().copied().find(|boundary| entered.contains(boundary));
        let leaves = left.iter().copied().take_while(|boundary| Some(*boundary) != common).collect();
        let mut enters: Vec<BoundaryId> = entered.iter().copied().take_while(|id| Some(*id) != common).collect();
        enters.reverse();
        let (from, to) = (End::Element(from), End::Element(to));
        let enters = enters.into_boxed_slice();
        self.model.flows.push(Flow { decl, from, to, leaves, enters, common, out_of_scope: false, set_aside: false });
        id
    }

    pub(in crate::threat) fn control(&mut self, name: &str, technique: &str, on: &[Thing], attrs: &str) -> ControlId {
        let id = ControlId(self.model.controls.len() as u32);
        let decl = self.decl(name, Thing::Control(id), Kind::Control, attrs);
        let status = attr::STATUS.on(Kind::Control).and_then(|id| decl.attrs.get(id)).map(|entry| &entry.value);
        let status = match status {
            Some(Value::Word(word)) => *word,
            _ => word::control_status::IMPLEMENTED,
        };
        let technique = Some(self.technique(technique));
        self.model.controls.push(Control {
            decl,
            technique,
            on: on.into(),
            inside: Box::default(),
            status,
            strength: 3,
        });
        id
    }

    pub(in crate::threat) fn decide(&mut self, verb: Verb, rule: &str, target: Target, attrs: &str) {
        let kind = Kind::of(verb.word()).unwrap_or(Kind::Accept);
        let attrs = self.attrs(kind, attrs);
        let target_span = Span::NONE;
        let (rule, span) = (pattern(rule), Span::NONE);
        self.model.decisions.push(Decision {
            verb,
            rule,
            target,
            target_span,
            doc: None,
            attrs,
            span,
            inferred: false,
        });
    }

    /// Derives the threats of some rules.
    pub(in crate::threat) fn run(&mut self, text: &str) -> Outcome<'_> {
        self.model.graph = Graph::build(&self.model);
        let (rules, diagnostics) = compile(&self.model.vocabulary, text);
        assert!(diagnostics.is_empty(), "{diagnostics:#?}");
        let threats = derive(&self.model, &rules, &self.surroundings);
        Outcome { model: &self.model, surroundings: &self.surroundings, rules, threats }
    }
}

/// What came out.
pub(in crate::threat) struct Outcome<'a> {
    pub(in crate::threat) model: &'a Model,
    pub(in crate::threat) surroundings: &'a Surroundings,
    pub(in crate::threat) rules: Vec<Rule>,
    pub(in crate::threat) threats: Threats,
}

impl Outcome<'_> {
    /// `id status`, in order.
    pub(in crate::threat) fn lines(&self) -> Vec<String> {
        let line = |threat: &Threat| format!("{} {}", text::id(self.model, &self.rules, threat), threat.status.word());
        self.threats.threats.iter().map(line).collect()
    }

    /// What was found, under what protects what.
    pub(in crate::threat) fn findings<'c>(&'c self, cover: &'c Cover) -> Findings<'c> {
        Findings { model: self.model, rules: &self.rules, cover, threats: &self.threats }
    }

    /// The id of the threat at a position.
    pub(in crate::threat) fn id(&self, index: u32) -> smol_str::SmolStr {
        text::id(self.model, &self.rules, &self.threats.threats[index as usize])
    }

    pub(in crate::threat) fn questions(&self) -> Vec<String> {
        self.threats.questions.iter().map(|question| question.text(self.model)).collect()
    }

    pub(in crate::threat) fn codes(&self) -> Vec<&'static str> {
        self.threats.diagnostics.iter().map(|diagnostic| diagnostic.code.0).collect()
    }

    /// The reasons of the first threat.
    pub(in crate::threat) fn why(&self) -> Vec<String> {
        let cover = self.surroundings.cover(self.model);
        let first = self.threats.threats.first();
        let reasons = first.map(|threat| self.findings(&cover).why(threat));
        reasons.unwrap_or_default().into_iter().map(|reason| reason.text).collect()
    }
}

pub(in crate::threat) fn pattern(text: &str) -> RulePattern {
    RulePattern { text: text.into(), span: Span::NONE }
}

/// Reads and types `rule` and `policy` declarations, without `check`.
pub(in crate::threat) fn compile(vocabulary: &Vocabulary, text: &str) -> (Vec<Rule>, Vec<Diagnostic>) {
    compile_at(vocabulary, text, SourceId(0))
}

/// The same, at a certain source.
pub(in crate::threat) fn compile_at(
    vocabulary: &Vocabulary,
    text: &str,
    source: SourceId,
) -> (Vec<Rule>, Vec<Diagnostic>) {
    let parsed = parse(source, text);
    assert!(parsed.diagnostics.is_empty(), "{:#?}", parsed.diagnostics);
    let mut decls = Vec::new();
    for item in &parsed.file.items {
        let Item::Stmt(stmt) = item else { continue };
        let Head::Decl { kind, name: Some(name), label, .. } = &stmt.head else { continue };
        let mut decl = RuleDecl {
            id: name.text.clone(),
            id_span: name.span,
            policy: kind.text == "policy",
            title: label.as_ref().map(|label| (label.text.clone(), label.span)),
            doc: None,
            attrs: Attrs::default(),
            on: None,
            when: None,
            require: None,
            unless: None,
            likelihood: None,
            impact: None,
            examples: Vec::new(),
            packs: Bits::default(),
            span: stmt.span,
        };
        let rule_kind = if decl.policy { Kind::Policy } else { Kind::Rule };
        let mut entries = Vec::new();
        for item in stmt.body.iter().flat_map(|body| &body.items) {
            let Item::Attr(attr) = item else { continue };
            let value = Some(attr.value.clone());
            match attr.name.text.as_str() {
                "on" => decl.on = value,
                "when" | "forbid" => decl.when = value,
                "require" => decl.require = value,
                "unless" => decl.unless = value,
                "likelihood" => decl.likelihood = value,
                "impact" => decl.impact = value,
                other => {
                    let Some(id) = schema::find(rule_kind, other) else { panic!("no attribute {other}") };
                    let words: Vec<Value> = match &attr.value.kind {
                        ExprKind::Text(text) => vec![Value::Text(text.clone())],
                        ExprKind::Path(word) => vec![word_value(vocabulary, other, word)],
                        ExprKind::List(items) => items
                            .iter()
                            .filter_map(|item| match &item.kind {
                                ExprKind::Path(word) => Some(word_value(vocabulary, other, word)),
                                _ => None,
                            })
                            .collect(),
                        _ => Vec::new(),
                    };
                    let value = match words.as_slice() {
                        [one] => one.clone(),
                        _ => Value::List(words.into_boxed_slice()),
                    };
                    entries.push(AttrEntry { id, value, span: attr.value.span });
                }
            }
        }
        decl.attrs = Attrs::new(entries);
        decls.push(decl);
    }
    rules::compile(vocabulary, &vocabulary.all_packs(), &decls)
}

fn word_value(vocabulary: &Vocabulary, attribute: &str, word: &str) -> Value {
    let of = |scale: &schema::Scale| scale.index(word).map_or(Value::Unknown, Value::Word);
    match attribute {
        "stride" => of(&STRIDE),
        "linddun" => of(&LINDDUN),
        "severity" => of(&schema::SEVERITY),
        "reduces" => {
            let found = vocabulary.techniques.iter().position(|technique| technique.name == word);
            found.map_or(Value::Unknown, |index| Value::Technique(TechniqueId(index as u16)))
        }
        _ => Value::Rule(Box::new(pattern(word))),
    }
}
