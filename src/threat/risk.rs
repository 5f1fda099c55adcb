//! Risk: likelihood × impact, before and after the controls that a rule lists under `reduces`.
//!
//! One scale of 1–5 for everything; `language.md` section 4 is the law here.

use crate::model::{ControlId, ElementId, End, Mode, StatementSource, Thing, Value};
use crate::schema::{self, AttrId, Kind, LINDDUN, STRIDE, TRUST};
use crate::threat::eval::{Env, Run, Val, element_data, flow_data, thing};
use crate::threat::expr::Rating;
use crate::threat::{Likely, Risk, Rule, Subject, Surroundings};

/// Properties that a threat breaks, as bits.
pub(crate) const CONFIDENTIALITY: u8 = 1;
pub(crate) const INTEGRITY: u8 = 2;
pub(crate) const AVAILABILITY: u8 = 4;

/// What counts where nothing is known.
const MIDDLE: u8 = 3;
const NOBODY: u8 = u8::MAX;

type Ask<'v> = &'v mut dyn FnMut(Thing, Subject);

/// Who reaches each element: the least trust among those one step away, and among all, however far.
#[derive(Debug)]
pub(crate) struct Exposure {
    direct: Vec<u8>,
    any: Vec<u8>,
}

impl Exposure {
    /// Walks the flows and replies from the least trusted elements up; linear in the model.
    pub(crate) fn build(run: &Run<'_>) -> Exposure {
        let model = run.model;
        let mut exposure =
            Exposure { direct: vec![NOBODY; model.elements.len()], any: vec![NOBODY; model.elements.len()] };
        let internal = TRUST.index("internal").unwrap_or(0);
        let mut next: Vec<Vec<ElementId>> = vec![Vec::new(); TRUST.words.len()];
        for id in model.element_ids() {
            if let Some(level) = next.get_mut(model[id].trust as usize) {
                level.push(id);
            }
        }
        for flow in model.flow_ids() {
            let (from, to) = (model[flow].from, model[flow].to);
            let mut direct = |at: End, by: End| {
                let trust = model.end_trust(by).unwrap_or(internal);
                if let Some(known) = at.element().and_then(|id| exposure.direct.get_mut(id.index())) {
                    *known = (*known).min(trust);
                }
            };
            direct(to, from);
            if model.graph.replies(flow) {
                direct(from, to);
            }
        }
        // A boundary at an end passes on its own trust only.
        for (any, direct) in exposure.any.iter_mut().zip(&exposure.direct) {
            *any = *direct;
        }
        let mut done = vec![false; model.elements.len()];
        for trust in 0..TRUST.words.len() as u8 {
            let mut stack = std::mem::take(next.get_mut(trust as usize).unwrap_or(&mut Vec::new()));
            while let Some(at) = stack.pop() {
                match done.get_mut(at.index()) {
                    Some(done) if !*done => *done = true,
                    _ => continue,
                }
                let forth = run.flows_at(at, false).map(|flow| model[flow].to);
                let back =
                    run.flows_at(at, true).filter(|flow| model.graph.replies(*flow)).map(|flow| model[flow].from);
                for to in forth.chain(back).filter_map(End::element) {
                    if let Some(any) = exposure.any.get_mut(to.index()) {
                        *any = (*any).min(trust);
                    }
                    stack.push(to);
                }
            }
        }
        exposure
    }

    /// Who reaches a thing.
    pub(crate) fn of(&self, run: &Run<'_>, thing: Thing) -> Likely {
        let model = run.model;
        match thing {
            Thing::Element(id) => self.element(id),
            Thing::Flow(id) => {
                let start = model[id].from;
                let direct = model.end_trust(start).unwrap_or(NOBODY);
                let any = start.element().and_then(|id| self.any.get(id.index())).copied().unwrap_or(NOBODY);
                likely(direct, any.min(direct))
            }
            Thing::Data(id) => {
                let index = run.data_index();
                let flows = index.flows(id).iter().map(|flow| self.of(run, Thing::Flow(*flow)));
                let places = index.places(id).iter().map(|place| self.element(*place));
                flows.chain(places).min().unwrap_or(Likely::Nobody)
            }
            Thing::Boundary(id) => {
                let elements = model[id].elements.iter().map(|element| self.element(*element));
                let children = model[id].children.iter().map(|child| self.of(run, Thing::Boundary(*child)));
                elements.chain(children).min().unwrap_or(Likely::Nobody)
            }
            Thing::Entry(id) => {
                let flows = model.things(thing, "flows").map(|flow| self.of(run, flow));
                flows.chain([self.of(run, model[id].on)]).min().unwrap_or(Likely::Outside)
            }
            _ => Likely::Outside,
        }
    }

    fn element(&self, id: ElementId) -> Likely {
        let at = |list: &[u8]| list.get(id.index()).copied().unwrap_or(NOBODY);
        likely(at(&self.direct), at(&self.any))
    }
}

fn likely(direct: u8, any: u8) -> Likely {
    let level = |word| TRUST.index(word).unwrap_or(0);
    if direct <= level("untrusted") {
        Likely::Untrusted
    } else if any <= level("exposed") {
        Likely::Outside
    } else if any <= level("internal") {
        Likely::Internal
    } else {
        Likely::Nobody
    }
}

impl Likely {
    /// By how much it moves a likelihood: +1 to −2.
    pub fn adjustment(self) -> i8 {
        match self {
            Likely::Untrusted => 1,
            Likely::Outside => 0,
            Likely::Internal => -1,
            Likely::Nobody => -2,
        }
    }
}

/// The properties that some categories break.
pub(crate) fn properties(stride: u8, linddun: u8) -> u8 {
    let broken = [
        ("spoofing", CONFIDENTIALITY | INTEGRITY),
        ("tampering", INTEGRITY),
        ("repudiation", INTEGRITY),
        ("information-disclosure", CONFIDENTIALITY),
        ("denial-of-service", AVAILABILITY),
        ("elevation-of-privilege", CONFIDENTIALITY | INTEGRITY | AVAILABILITY),
    ];
    let of_stride = broken.iter().filter(|(word, _)| STRIDE.index(word).is_some_and(|bit| stride & (1 << bit) != 0));
    let privacy = if linddun & ((1 << LINDDUN.words.len()) - 1) != 0 { CONFIDENTIALITY } else { 0 };
    of_stride.fold(privacy, |sum, (_, bits)| sum | bits)
}

/// A risk of a severity alone, with a likelihood and an impact that sort like it.
pub(crate) fn of_severity(severity: u8) -> Risk {
    let (likelihood, impact) = match severity {
        0 => (2, 2),
        1 => (3, 3),
        2 => (3, 4),
        _ => (4, 5),
    };
    Risk { likelihood, impact, severity }
}

/// The severity of a DREAD rating: the mean of five values.
pub(crate) fn dread(parts: [u8; 5]) -> u8 {
    let sum: u32 = parts.iter().map(|part| u32::from(*part)).sum();
    [15, 30, 40].iter().filter(|least| sum >= **least).count() as u8
}

/// Inherent and residual risk of a rule on a target. `ask` is told which fact would settle an unknown impact.
pub(crate) fn risk(
    env: &Env<'_, '_>,
    rule: &Rule,
    target: Thing,
    exposure: &Exposure,
    surroundings: &Surroundings,
    ask: Ask<'_>,
) -> (Risk, Risk) {
    if rule.policy {
        let risk = of_severity(rule.severity);
        return (risk, risk);
    }
    let broken = properties(rule.stride, rule.linddun);
    let base = level(&rule.likelihood, env, broken, ask);
    let adjusted = base.saturating_add_signed(exposure.of(env.run, target).adjustment()).clamp(1, 5);
    let impact = match &rule.impact {
        Some(impact) => level(impact, env, broken, ask),
        None => rating(env, target, broken, ask).unwrap_or(MIDDLE),
    };
    let reduced = adjusted.saturating_sub(reduction(env, rule, target)).max(1);
    let risk = |likelihood: u8| Risk { likelihood, impact, severity: surroundings.severity(likelihood * impact) };
    (risk(adjusted), risk(reduced))
}

fn level(rating_of: &Rating, env: &Env<'_, '_>, broken: u8, ask: Ask<'_>) -> u8 {
    match rating_of {
        Rating::Level(level) => *level,
        Rating::Of(term) => thing(term, env).and_then(|thing| rating(env, thing, broken, ask)).unwrap_or(MIDDLE),
        Rating::Min(parts) => parts.iter().map(|part| level(part, env, broken, ask)).min().unwrap_or(MIDDLE),
        Rating::Max(parts) => parts.iter().map(|part| level(part, env, broken, ask)).max().unwrap_or(MIDDLE),
    }
    .clamp(1, 5)
}

/// The highest rating, in the broken properties, of the data that a thing carries, returns or holds, and of the thing
/// itself; `None` where nothing is known.
pub(crate) fn rating(env: &Env<'_, '_>, thing: Thing, broken: u8, ask: Ask<'_>) -> Option<u8> {
    let run = env.run;
    let model = run.model;
    let mut highest: Option<u8> = None;
    let mut first_unrated = None;
    let mut data = |item: Val<'_>| {
        if let Val::Thing(Thing::Data(id)) = item {
            let found = data_rating(run, Thing::Data(id), broken);
            highest = highest.max(found);
            if found.is_none()
                && first_unrated.is_none_or(|first: Thing| model.name(Thing::Data(id)) < model.name(first))
            {
                first_unrated = Some(Thing::Data(id));
            }
        }
        true
    };
    match thing {
        Thing::Data(_) => {
            data(Val::Thing(thing));
        }
        Thing::Flow(flow) => {
            flow_data(env, flow, &mut data);
        }
        Thing::Element(element) => {
            element_data(env, element, &mut data);
        }
        Thing::Model => model.data_ids().for_each(|id| {
            data(Val::Thing(Thing::Data(id)));
        }),
        _ => {}
    }
    let inner: Vec<Thing> = match thing {
        Thing::Boundary(id) => {
            let elements = model[id].elements.iter().map(|element| Thing::Element(*element));
            elements.chain(model[id].children.iter().map(|child| Thing::Boundary(*child))).collect()
        }
        Thing::Entry(id) => vec![model[id].on],
        Thing::Depends(_) => model.things(thing, "on").collect(),
        Thing::Threat(id) => model[id].targets.to_vec(),
        Thing::Control(id) => model[id].on.to_vec(),
        _ => Vec::new(),
    };
    for part in inner {
        highest = highest.max(rating(env, part, broken, &mut |_, _| {}));
    }
    highest = highest.max(own_rating(run, thing, broken));
    if highest.is_none() {
        ask_for_rating(run, thing, first_unrated, broken, ask);
    }
    highest
}

fn own_rating(run: &Run<'_>, thing: Thing, broken: u8) -> Option<u8> {
    if !matches!(thing, Thing::Element(_)) {
        return None;
    }
    rated(run, broken).filter_map(|(_, id)| word(run, thing, id)).max()
}

/// The attributes that rate the broken properties.
fn rated<'r>(run: &'r Run<'_>, broken: u8) -> impl Iterator<Item = (u8, AttrId)> + 'r {
    let known = run.known;
    [(CONFIDENTIALITY, known.confidentiality), (INTEGRITY, known.integrity), (AVAILABILITY, known.availability)]
        .into_iter()
        .filter(move |(property, _)| broken & property != 0)
}

/// A word of an ordered scale as 1, 2, ….
fn word(run: &Run<'_>, thing: Thing, id: AttrId) -> Option<u8> {
    match run.attr(thing, &[id]) {
        Value::Word(word) => Some(word + 1),
        _ => None,
    }
}

fn data_rating(run: &Run<'_>, data: Thing, broken: u8) -> Option<u8> {
    rated(run, broken)
        .filter_map(|(property, id)| match (word(run, data, id), property) {
            (stated, CONFIDENTIALITY) => confidentiality(run, data, stated),
            (stated, _) => Some(stated.unwrap_or(MIDDLE)),
        })
        .max()
}

fn confidentiality(run: &Run<'_>, data: Thing, stated: Option<u8>) -> Option<u8> {
    let known = run.known;
    let is = |id: AttrId| *run.attr(data, &[id]) == Value::Bool(true);
    let class = match run.attr(data, &[known.class]) {
        Value::Word(class) => [1, 2, 4, 5].get(*class as usize).copied(),
        _ => None,
    };
    let personal = is(known.personal).then_some(4);
    let credential = is(known.credential).then_some(5);
    stated.or(class).max(personal).max(credential)
}

/// The one fact that would help most: what a flow carries or a store holds, else how a datum is classified, else how
/// the thing itself is rated.
fn ask_for_rating(run: &Run<'_>, thing: Thing, unrated: Option<Thing>, broken: u8, ask: Ask<'_>) {
    if let Some(data) = unrated {
        ask(data, Subject::Attribute(run.known.class));
        return;
    }
    match thing {
        Thing::Flow(_) => ask(thing, Subject::Attribute(run.known.carries)),
        Thing::Element(id) if run.model[id].kind == Kind::Store => ask(thing, Subject::Attribute(run.known.holds)),
        Thing::Element(_) => {
            if let Some((_, id)) = rated(run, broken).next() {
                ask(thing, Subject::Attribute(id));
            }
        }
        _ => {}
    }
}

/// By how many steps the controls in force lower a rule's likelihood.
fn reduction(env: &Env<'_, '_>, rule: &Rule, target: Thing) -> u8 {
    let model = env.model();
    let mut things = [Some(target), None, None];
    if let Thing::Flow(id) = target {
        things = [Some(target), Some(model[id].from.thing()), Some(model[id].to.thing())];
    }
    let mut counted: Vec<ControlId> = Vec::new();
    let mut steps = 0_u8;
    for technique in &rule.reduces {
        let mut stated = false;
        for thing in things.into_iter().flatten() {
            let (truth, statement) = env.run.cover.has(model, thing, *technique, env.flow, Mode::InForce);
            let Some(statement) = statement.filter(|_| truth.is_true()) else { continue };
            match statement.source {
                StatementSource::Control(id) if counted.contains(&id) => {}
                StatementSource::Control(id) => {
                    counted.push(id);
                    steps = steps.saturating_add(model[id].strength.saturating_sub(1));
                }
                StatementSource::Attribute(_) if stated => {}
                StatementSource::Attribute(_) => {
                    stated = true;
                    steps = steps.saturating_add(MIDDLE - 1);
                }
            }
        }
    }
    steps
}

/// The risk of a written threat: DREAD, or what its author says, else the rating of its assets or target.
pub(crate) fn of_written(env: &Env<'_, '_>, threat: Thing, target: Thing, surroundings: &Surroundings) -> Risk {
    let model = env.model();
    if let Value::Dread(parts) = model.get(threat, "dread").value {
        return of_severity(dread(*parts));
    }
    let stated = |name| schema::find(Kind::Threat, name).and_then(|id| word(env.run, threat, id));
    let bits = |name: &str| {
        model.get(threat, name).value.items().iter().fold(0_u8, |bits, item| match item {
            Value::Word(word) if *word < 8 => bits | 1 << word,
            _ => bits,
        })
    };
    let (stride, linddun) = (bits("stride"), bits("linddun"));
    let broken = if stride | linddun == 0 { 7 } else { properties(stride, linddun) };
    let likelihood = stated("likelihood").unwrap_or(MIDDLE);
    let impact = stated("impact").or_else(|| {
        let assets = model.things(threat, "asset").filter_map(|asset| rating(env, asset, broken, &mut |_, _| {})).max();
        assets.or_else(|| rating(env, target, broken, &mut |_, _| {}))
    });
    let impact = impact.unwrap_or(MIDDLE);
    Risk { likelihood, impact, severity: surroundings.severity(likelihood * impact) }
}
