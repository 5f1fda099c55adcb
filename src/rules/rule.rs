//! Rules and policies, typed: what the catalogue and users' models declare, ready to be evaluated.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use crate::check::RuleDecl;
use crate::diag::{Diagnostic, SUGGESTED, did_you_mean};
use crate::model::{AttrEntry, Attrs, Bits, Model, Target, TechniqueId, Thing, Value, Vocabulary};
use crate::rules::expr::{
    AMBIGUOUS, CATEGORY, CONDITION, Clause, Cond, NEEDS_WHEN, ONE, Rating, Scope, TEMPLATE, Ty, Typer, UNKNOWN_NAME,
    WRONG_NAME, Wanted, check_sense,
};
use crate::rules::template::{Piece, pieces};
use crate::schema::{self, AttrName, Kind, KindSet, Scale, ValueType, attr, find, word};
use crate::text::Span;

/// A typed rule or policy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// Its id, such as `injection.sql`.
    pub id: SmolStr,
    /// A policy rather than a rule.
    pub policy: bool,
    /// The title, with `{from}`-style places; empty: the id.
    pub title: SmolStr,
    /// What to do about it, with places.
    pub fix: SmolStr,
    /// When to dismiss it; may be empty.
    pub false_positives: SmolStr,
    /// References.
    pub refs: Box<[SmolStr]>,
    /// STRIDE categories: bit `n` is word `n` of the scale.
    pub stride: u8,
    /// LINDDUN categories: bit `n` is word `n` of the scale.
    pub linddun: u8,
    /// What it looks at.
    pub scope: Scope,
    /// The hazard; a policy's `forbid`, or what its `require` denies.
    pub when: Cond,
    /// The defence.
    pub unless: Option<Cond>,
    /// Techniques that lower the likelihood.
    pub reduces: Box<[TechniqueId]>,
    /// The likelihood before exposure is counted.
    pub likelihood: Rating,
    /// The impact; without it, the rating of the target.
    pub impact: Option<Rating>,
    /// Broader rules whose threats fold into this one's.
    pub supersedes: Box<[SmolStr]>,
    /// The ends that flows share which give one threat together: bit `n` is word `n` of the scale. None: each is one.
    pub one: u8,
    /// The severity of a policy: a position on the severity scale.
    pub severity: u8,
    /// Whether its title or fix names what an `any(…)` binds.
    pub binds: bool,
    /// The packs that must be in scope.
    pub packs: Bits,
    /// Where it is declared; nowhere for built-in rules.
    #[serde(skip, default = "nowhere")]
    pub span: Span,
    /// Its documentation, for rules of a model; built-in ones have theirs in the catalogue.
    #[serde(skip)]
    pub own_doc: Option<SmolStr>,
    /// Names of the model that its conditions use, with their places; empty for built-in rules.
    #[serde(skip)]
    pub names: Vec<Wanted>,
}

impl Rule {
    /// What its threat on a thing is about: the thing itself, or what the flows share that give one threat.
    pub fn about(&self, model: &Model, thing: Thing) -> Target {
        let Thing::Flow(id) = thing else { return Target::Thing(thing) };
        let (from, to) = (model[id].from.thing(), model[id].to.thing());
        match (self.shares(word::ends::FROM), self.shares(word::ends::TO)) {
            (true, true) => Target::Between(from, to),
            (true, false) => Target::Thing(from),
            (false, true) => Target::Thing(to),
            (false, false) => Target::Thing(thing),
        }
    }

    /// Whether it gives one threat for all flows from one thing to another.
    pub fn is_paired(&self) -> bool {
        self.shares(word::ends::FROM) && self.shares(word::ends::TO)
    }

    fn shares(&self, end: u8) -> bool {
        self.one & (1 << end) != 0
    }

    /// The words of its STRIDE categories.
    pub fn stride_words(&self) -> impl Iterator<Item = &'static str> + use<> {
        words(self.stride, &schema::STRIDE)
    }

    /// The words of the ends that flows share which give one threat together.
    pub fn one_words(&self) -> impl Iterator<Item = &'static str> + use<> {
        words(self.one, &schema::ENDS)
    }

    /// The words of its LINDDUN categories.
    pub fn linddun_words(&self) -> impl Iterator<Item = &'static str> + use<> {
        words(self.linddun, &schema::LINDDUN)
    }
}

fn words(bits: u8, scale: &'static Scale) -> impl Iterator<Item = &'static str> {
    scale.names().enumerate().filter(move |(index, _)| bits & (1 << index) != 0).map(|(_, word)| word)
}

/// Types declared rules against the words of the packs in scope. A rule with an error is left out, and the error is
/// reported.
pub fn compile(vocabulary: &Vocabulary, packs: &Bits, decls: &[RuleDecl]) -> (Vec<Rule>, Vec<Diagnostic>) {
    let mut rules = Vec::with_capacity(decls.len());
    let mut out = Vec::new();
    for decl in decls {
        rules.extend(rule(vocabulary, packs, decl, &mut out));
    }
    (rules, out)
}

fn rule(vocabulary: &Vocabulary, packs: &Bits, decl: &RuleDecl, out: &mut Vec<Diagnostic>) -> Option<Rule> {
    let before = out.len();
    // A missing `on` is `check`'s to report.
    let on = decl.on.as_ref()?;
    let scope = Scope::compile(vocabulary, packs, on, decl.policy, out);
    if out.len() > before {
        return None;
    }
    let mut typer = Typer::new(vocabulary, packs, &scope);
    let when = hazard(&mut typer, decl, &scope);
    typer.clause = Clause::Free;
    let unless = decl.unless.as_ref().map(|expr| typer.cond(expr));
    let likelihood = decl.likelihood.as_ref().map(|expr| typer.rating(expr));
    let impact = decl.impact.as_ref().map(|expr| typer.rating(expr));
    let attrs = Known { attrs: &decl.attrs, kind: if decl.policy { Kind::Policy } else { Kind::Rule } };
    let fix = attrs.text(attr::FIX);
    let false_positives = attrs.text(attr::FALSE_POSITIVES);
    let texts = [decl.title.clone(), fix.clone(), false_positives.clone()];
    let mut binds = false;
    for (text, span) in texts.into_iter().flatten() {
        check_template(&mut typer, &text, span, when.as_ref());
        let bound = |name: &str| typer.bound.iter().any(|bound| bound.name == name);
        binds |= pieces(&text).iter().any(|piece| matches!(piece, Piece::Place(name) if !bound(name)));
    }
    let (stride, linddun) = (attrs.bits(attr::STRIDE), attrs.bits(attr::LINDDUN));
    if !decl.policy && stride == 0 && linddun == 0 {
        let error = Diagnostic::new(&CATEGORY, decl.id_span, format!("`{}` belongs to no category", decl.id));
        typer.out.push(error.help("add `stride = …` or `linddun = …`"));
    }
    if let Some(entry) = attrs.entry(attr::ONE) {
        one(entry, &scope, &mut typer.out);
    }
    out.append(&mut typer.out);
    if let (Some(when), true) = (&when, out.len() == before) {
        check_sense(vocabulary, decl, &scope, when, unless.as_ref().and_then(Option::as_ref), out);
    }
    if out.len() > before {
        return None;
    }
    Some(Rule {
        id: decl.id.clone(),
        policy: decl.policy,
        title: decl.title.as_ref().map(|(title, _)| title.clone()).unwrap_or_default(),
        fix: fix.map(|(fix, _)| fix).unwrap_or_default(),
        false_positives: false_positives.map(|(text, _)| text).unwrap_or_default(),
        refs: attrs.items(attr::REFS).iter().filter_map(Value::text).map(SmolStr::new).collect(),
        stride,
        linddun,
        scope,
        when: when?,
        unless: unless.flatten(),
        reduces: attrs.techniques(attr::REDUCES),
        likelihood: likelihood.flatten().unwrap_or(Rating::Level(3)),
        impact: impact.flatten(),
        supersedes: attrs.rules(attr::SUPERSEDES),
        one: attrs.bits(attr::ONE),
        severity: attrs.severity(),
        binds,
        packs: decl.packs.clone(),
        span: decl.id_span,
        own_doc: decl.doc.clone(),
        names: typer.names,
    })
}

/// Whether `one` makes sense: flows alone have ends.
fn one(entry: &AttrEntry, scope: &Scope, out: &mut Vec<Diagnostic>) {
    if scope.kinds != KindSet::of(&[Kind::Flow]).0 || !scope.types.is_empty() {
        let error = Diagnostic::new(&ONE, entry.span, "`one` is for rules about flows, and nothing else has ends");
        out.push(error.help("take it out, or look at flows alone: `on = flow`"));
    }
}

/// The condition under which there is a threat: `when`, or what a policy forbids or misses.
fn hazard(typer: &mut Typer<'_>, decl: &RuleDecl, scope: &Scope) -> Option<Cond> {
    if decl.policy {
        let forbid = decl.when.as_ref().map(|expr| typer.cond(expr));
        let require = decl.require.as_ref().map(|expr| typer.cond(expr));
        return match (forbid, require) {
            (Some(forbid), Some(require)) => {
                let (forbid, require) = (forbid?, require?);
                Some(Cond::Or(Arc::new([forbid, Cond::Not(Arc::new(require))])))
            }
            (Some(forbid), None) => forbid,
            (None, Some(require)) => Some(Cond::Not(Arc::new(require?))),
            (None, None) => {
                let message = format!("the policy `{}` demands nothing", decl.id);
                let error = Diagnostic::new(&CONDITION, decl.id_span, message);
                typer.out.push(error.help("add `forbid = …` or `require = …`"));
                None
            }
        };
    }
    typer.clause = Clause::When;
    match &decl.when {
        Some(expr) => typer.cond(expr),
        None if scope.kinds == 0 => Some(Cond::Const(true)),
        None => {
            let message = format!("`{}` says nothing of when it applies", decl.id);
            let error = Diagnostic::new(&NEEDS_WHEN, decl.id_span, message);
            typer.out.push(error.help("add `when = …`, or let `on` name types alone"));
            None
        }
    }
}

fn check_template(typer: &mut Typer<'_>, text: &str, span: Span, when: Option<&Cond>) {
    let mut names: Vec<&str> = typer.bound.iter().map(|bound| bound.name.as_str()).collect();
    let mut binders = Vec::new();
    if let Some(when) = when {
        found_names(when, &mut binders);
    }
    names.extend(binders.iter().map(SmolStr::as_str));
    let mut errors = Vec::new();
    let binds = format!("it binds {}", names.join(", "));
    for piece in pieces(text) {
        let (message, help) = match piece {
            Piece::Text(_) => continue,
            Piece::Place(name) if names.contains(&name) => continue,
            Piece::Open => (
                "a `{` in this text has no `}` behind it on its line".to_owned(),
                "write a place such as `{this}`, or `{{` for the sign itself".to_owned(),
            ),
            Piece::Close => (
                "a `}` in this text has no `{` before it".to_owned(),
                "write a place such as `{this}`, or `}}` for the sign itself".to_owned(),
            ),
            Piece::Place(name) if name.trim().is_empty() => (
                "`{}` in this text names nothing".to_owned(),
                format!("{binds}; `{{{{}}}}` stands for the signs themselves"),
            ),
            Piece::Place(name) => {
                let mut help = did_you_mean(name, names.iter().copied());
                if let Some((first, _)) = name.split_once('.').filter(|(first, _)| names.contains(first)) {
                    help = Some(format!("texts name things, not their attributes: write `{{{first}}}`"));
                }
                let message = format!("`{{{name}}}` stands for nothing that this rule binds");
                (message, help.unwrap_or_else(|| binds.clone()))
            }
        };
        errors.push(Diagnostic::new(&TEMPLATE, span, message).help(help));
    }
    if when.is_some() {
        typer.out.append(&mut errors);
    }
}

/// The names that a true condition has bound for certain or may have: those of its `any(…)` that are not denied.
fn found_names(cond: &Cond, out: &mut Vec<SmolStr>) {
    match cond {
        Cond::And(parts) | Cond::Or(parts) => parts.iter().for_each(|part| found_names(part, out)),
        Cond::Any(any) => {
            out.push(any.name.clone());
            found_names(&any.body, out);
        }
        _ => {}
    }
}

/// Reports names that the model does not have, or that are of a kind that makes no sense there, where a rule's
/// conditions use them.
pub(crate) fn check_names(rule: &Rule, model: &Model, out: &mut Vec<Diagnostic>) {
    let alone = rule.names.iter().filter_map(|wanted| words_of(rule, model, &wanted.name));
    let scales: BTreeMap<&str, &Scale> = alone.map(|scale| (scale.name, scale)).collect();
    for Wanted { name, span, kinds, is_type } in &rule.names {
        if *is_type {
            let namesake = model.names.get(name).filter(|thing| kinds.has(model.kind(**thing)));
            out.extend(namesake.map(|thing| ambiguous(model, *thing, name, *span)));
            continue;
        }
        let Some(thing) = model.names.get(name) else {
            if scales.values().any(|scale| scale.index(name).is_some()) {
                // `auth == session`: the word is right where the attribute is.
                continue;
            }
            let suggests = out.len() < SUGGESTED;
            let names = model.names.keys().take_while(|_| suggests).map(SmolStr::as_str);
            let error = Diagnostic::new(&UNKNOWN_NAME, *span, format!("nothing is called `{name}`"));
            let this = matches!(name.as_str(), "it" | "self" | "that" | "target" | "element" | "me");
            let help = match this {
                true => Some("the target of a rule is `this`".to_owned()),
                false => did_you_mean(name, names),
            };
            if let Some(of) = attribute_of(rule, name) {
                let help = format!("an attribute stands behind what has it: `{of}.{name}`");
                out.push(error.help(help).fix(format!("write `{of}.{name}`"), *span, format!("{of}.{name}")));
                continue;
            }
            let error = error.help_opt(help);
            out.push(if this { error.fix("write `this`", *span, "this") } else { error });
            continue;
        };
        if !kinds.has(model.kind(*thing)) {
            let is = Ty::Thing(KindSet::of(&[model.kind(*thing)])).describe();
            let message = format!("`{name}` is {is}, and {} is needed", Ty::Thing(*kinds).describe());
            let error = Diagnostic::new(&WRONG_NAME, *span, message).also(model.decl(*thing).span, "declared here");
            out.push(error.help("the condition could never hold: name another thing"));
        }
    }
}

/// What has an attribute of this name, in every scope of a rule.
fn attribute_of(rule: &Rule, name: &str) -> Option<&'static str> {
    let kinds = KindSet(rule.scope.kinds);
    let every = kinds.iter().next().is_some() && kinds.iter().all(|kind| find(kind, name).is_some());
    every.then_some(if kinds.0 == KindSet::of(&[Kind::Flow]).0 { "flow" } else { "this" })
}

/// The words of an attribute that stands alone, as if it were a name.
fn words_of(rule: &Rule, model: &Model, name: &str) -> Option<&'static Scale> {
    let kind = KindSet(rule.scope.kinds).iter().next().filter(|_| attribute_of(rule, name).is_some())?;
    match &schema::row(find(kind, name).filter(|_| !model.names.contains_key(name))?).ty {
        ValueType::Word(scale) | ValueType::Words(scale) => Some(scale),
        _ => None,
    }
}

/// Whichever were taken, who declares the other would change what the rule looks at.
fn ambiguous(model: &Model, thing: Thing, name: &str, span: Span) -> Diagnostic {
    let is = Ty::Thing(KindSet::of(&[model.kind(thing)])).describe();
    let (types, own) = (&model.vocabulary.types, model.decl(thing).span);
    let declared = types.iter().find(|ty| ty.name == name).map_or(Span::NONE, |ty| ty.span);
    let message = format!("`{name}` is {is}, and a type as well");
    let mut error = Diagnostic::new(&AMBIGUOUS, span, message).also(own, "declared here");
    if declared.is_somewhere() {
        error = error.also(declared, "and here");
    }
    error.help(format!("give one of them another name, such as `{name}-zone` for the boundary"))
}

/// The checked attributes of a declared rule.
struct Known<'a> {
    attrs: &'a Attrs,
    kind: Kind,
}

impl<'a> Known<'a> {
    fn entry(&self, name: AttrName) -> Option<&'a AttrEntry> {
        self.attrs.get(name.on(self.kind)?)
    }

    fn text(&self, name: AttrName) -> Option<(SmolStr, Span)> {
        let entry = self.entry(name)?;
        Some((entry.value.text()?.into(), entry.span))
    }

    fn items(&self, name: AttrName) -> &'a [Value] {
        self.entry(name).map_or(&[], |entry| entry.value.items())
    }

    fn bits(&self, name: AttrName) -> u8 {
        self.items(name).iter().fold(0, |bits, item| match item {
            Value::Word(word) if *word < 8 => bits | 1 << word,
            _ => bits,
        })
    }

    fn techniques(&self, name: AttrName) -> Box<[TechniqueId]> {
        let ids = self.items(name).iter().filter_map(|item| match item {
            Value::Technique(id) => Some(*id),
            _ => None,
        });
        ids.collect()
    }

    fn rules(&self, name: AttrName) -> Box<[SmolStr]> {
        let ids = self.items(name).iter().filter_map(|item| match item {
            Value::Rule(pattern) => Some(pattern.text.clone()),
            _ => None,
        });
        ids.collect()
    }

    fn severity(&self) -> u8 {
        match self.entry(attr::SEVERITY).map(|entry| &entry.value) {
            Some(Value::Word(word)) => *word,
            _ => word::severity::HIGH,
        }
    }
}

fn nowhere() -> Span {
    Span::NONE
}
