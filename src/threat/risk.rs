//! Risk: likelihood × impact, before and after the controls that a rule lists under `reduces`.
//!
//! One scale of 1–5 for everything; `language.md` section 4 is the law here.

use std::sync::atomic::{AtomicU8, Ordering};

use crate::model::{ControlId, ElementId, End, Mode, Model, Statement, StatementSource, Thing, ThreatId, Value};
use crate::schema::{self, AttrId, Kind, LINDDUN, STRIDE, TRUST};
use crate::threat::eval::{Env, Run, Val, element_data, flow_data, thing};
use crate::threat::expr::Rating;
use crate::threat::written::{Written, cvss_score, likelihood};
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
    /// Looks at each flow once; how far influence goes beyond one step, the model knows.
    pub(crate) fn build(run: &Run<'_>) -> Exposure {
        let model = run.model;
        let mut exposure =
            Exposure { direct: vec![NOBODY; model.elements.len()], any: vec![NOBODY; model.elements.len()] };
        let internal = TRUST.index("internal").unwrap_or(0);
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
        for (id, (any, direct)) in model.element_ids().zip(exposure.any.iter_mut().zip(&exposure.direct)) {
            *any = model.graph.least_influence(id).map_or(*direct, |least| least.min(*direct));
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

/// The risk of a threat, by which controls count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Risks {
    /// Before any control.
    pub(crate) inherent: Risk,
    /// After those in force.
    pub(crate) residual: Risk,
    /// After those in force whose evidence was found; never below `residual`.
    pub(crate) evidenced: Risk,
}

impl Risks {
    /// A risk that no control changes.
    fn fixed(severity: u8) -> Risks {
        let risk = of_severity(severity);
        Risks { inherent: risk, residual: risk, evidenced: risk }
    }

    /// Risks of one impact and three likelihoods.
    fn of(surroundings: &Surroundings, impact: u8, inherent: u8, residual: u8, evidenced: u8) -> Risks {
        let risk = |likelihood: u8| Risk { likelihood, impact, severity: surroundings.severity(likelihood * impact) };
        // What is nearer counts: were it not there, a control further off might lower more.
        Risks { inherent: risk(inherent), residual: risk(residual), evidenced: risk(evidenced.max(residual)) }
    }
}

/// The risks of a rule on a target. `ask` is told which fact would settle an unknown impact.
pub(crate) fn risk(env: &Env<'_, '_>, rule: &Rule, target: Thing, surroundings: &Surroundings, ask: Ask<'_>) -> Risks {
    if rule.policy {
        return Risks::fixed(rule.severity);
    }
    let broken = properties(rule.stride, rule.linddun);
    let base = level(&rule.likelihood, env, broken, ask);
    let adjusted = base.saturating_add_signed(env.run.exposure().of(env.run, target).adjustment()).clamp(1, 5);
    let impact = match &rule.impact {
        Some(impact) => level(impact, env, broken, ask),
        None => rating(env, target, broken, ask).unwrap_or(MIDDLE),
    };
    let reduced = |mode: Mode| adjusted.saturating_sub(reduction(env, rule, target, mode)).max(1);
    Risks::of(surroundings, impact, adjusted, reduced(Mode::InForce), reduced(Mode::Evidenced))
}

/// How the likelihood of a derived threat came about; its impact is a number of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RiskSum {
    /// The rule's likelihood, 1–5.
    pub rule: u8,
    /// Who reaches the target.
    pub reached: Likely,
    /// By how much controls that the rule lists under `reduces` lower it.
    pub reduction: u8,
}

/// The parts of a rule's risk on a target; nothing for a policy, whose severity is stated.
pub(crate) fn sum(env: &Env<'_, '_>, rule: &Rule, target: Thing) -> Option<RiskSum> {
    if rule.policy {
        return None;
    }
    let broken = properties(rule.stride, rule.linddun);
    Some(RiskSum {
        rule: level(&rule.likelihood, env, broken, &mut |_, _| {}),
        reached: env.run.exposure().of(env.run, target),
        reduction: reduction(env, rule, target, Mode::InForce),
    })
}

pub(crate) fn level(rating_of: &Rating, env: &Env<'_, '_>, broken: u8, ask: Ask<'_>) -> u8 {
    match rating_of {
        Rating::Level(level) => *level,
        Rating::Of(term) => thing(term, env).and_then(|thing| rating(env, thing, broken, ask)).unwrap_or(MIDDLE),
        Rating::Min(parts) => parts.iter().map(|part| level(part, env, broken, ask)).min().unwrap_or(MIDDLE),
        Rating::Max(parts) => parts.iter().map(|part| level(part, env, broken, ask)).max().unwrap_or(MIDDLE),
    }
    .clamp(1, 5)
}

/// Ratings that were computed, so that each is computed once: by element, flow and datum, for each property. Without
/// places, nothing is kept.
#[derive(Default)]
pub(crate) struct Ratings {
    elements: Vec<[AtomicU8; 3]>,
    flows: Vec<[AtomicU8; 3]>,
    data: Vec<[AtomicU8; 3]>,
}

/// Not computed yet; and: computed, and nothing is known.
const FRESH: u8 = 0;
const NOTHING: u8 = u8::MAX;

impl Ratings {
    pub(crate) fn new(model: &Model) -> Ratings {
        let empty = |count: usize| std::iter::repeat_with(<[AtomicU8; 3]>::default).take(count).collect();
        Ratings {
            elements: empty(model.elements.len()),
            flows: empty(model.flows.len()),
            data: empty(model.data.len()),
        }
    }

    fn slot(&self, thing: Thing, property: usize) -> Option<&AtomicU8> {
        let slots = match thing {
            Thing::Element(id) => self.elements.get(id.index()),
            Thing::Flow(id) => self.flows.get(id.index()),
            Thing::Data(id) => self.data.get(id.index()),
            _ => None,
        };
        slots.and_then(|slots| slots.get(property))
    }
}

/// The highest rating, in the broken properties, of the data that a thing carries, returns or holds, and of the thing
/// itself; `None` where nothing is known, and then `ask` is told what would help.
pub(crate) fn rating(env: &Env<'_, '_>, thing: Thing, broken: u8, ask: Ask<'_>) -> Option<u8> {
    let broken_ones = (0..3).filter(|property| broken & (1 << property) != 0);
    let highest = broken_ones.filter_map(|property| in_property(env, thing, property)).max();
    if highest.is_none() {
        ask_for_rating(env, thing, broken, ask);
    }
    highest
}

/// The rating in one property: 0 confidentiality, 1 integrity, 2 availability.
pub(crate) fn in_property(env: &Env<'_, '_>, thing: Thing, property: usize) -> Option<u8> {
    let slot = env.run.ratings.slot(thing, property);
    if let Some(slot) = slot {
        match slot.load(Ordering::Relaxed) {
            FRESH => {}
            NOTHING => return None,
            known => return Some(known),
        }
    }
    let found = compute(env, thing, property);
    if let Some(slot) = slot {
        slot.store(found.unwrap_or(NOTHING), Ordering::Relaxed);
    }
    found
}

fn compute(env: &Env<'_, '_>, thing: Thing, property: usize) -> Option<u8> {
    let run = env.run;
    let model = run.model;
    let mut highest: Option<u8> = None;
    let mut data = |item: Val<'_>| {
        if let Val::Thing(datum) = item {
            highest = highest.max(in_property(env, datum, property));
        }
        true
    };
    match thing {
        Thing::Data(_) => return data_rating(run, thing, property),
        Thing::Flow(flow) => {
            flow_data(env, flow, &mut data);
        }
        Thing::Element(element) => {
            element_data(env, element, &mut data);
            let own = rated(run, thing).get(property).and_then(|id| word(run, thing, *id));
            return highest.max(own);
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
    inner.into_iter().fold(highest, |highest, part| highest.max(in_property(env, part, property)))
}

/// The attributes that rate the three properties of a thing: data and elements have their own.
pub(crate) fn rated(run: &Run<'_>, thing: Thing) -> [AttrId; 3] {
    let known = &run.known;
    match thing {
        Thing::Data(_) => [known.confidentiality, known.integrity, known.availability],
        _ => known.of_elements,
    }
}

/// A word of an ordered scale as 1, 2, ….
fn word(run: &Run<'_>, thing: Thing, id: AttrId) -> Option<u8> {
    match run.attr(thing, &[id]) {
        Value::Word(word) => Some(word + 1),
        _ => None,
    }
}

fn data_rating(run: &Run<'_>, data: Thing, property: usize) -> Option<u8> {
    let stated = rated(run, data).get(property).and_then(|id| word(run, data, *id));
    match property {
        0 => confidentiality(run, data, stated),
        _ => Some(stated.unwrap_or(MIDDLE)),
    }
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

/// The one fact that would help most: how a datum is classified, else what a flow carries or a store holds, else how
/// the thing itself is rated.
fn ask_for_rating(env: &Env<'_, '_>, thing: Thing, broken: u8, ask: Ask<'_>) {
    let run = env.run;
    let model = run.model;
    let mut unrated: Option<Thing> = None;
    let mut data = |item: Val<'_>| {
        if let Val::Thing(datum) = item
            && unrated.is_none_or(|first| model.name(datum) < model.name(first))
        {
            unrated = Some(datum);
        }
        true
    };
    match thing {
        Thing::Data(_) => unrated = Some(thing),
        Thing::Flow(flow) => {
            flow_data(env, flow, &mut data);
        }
        Thing::Element(element) => {
            element_data(env, element, &mut data);
        }
        _ => return,
    }
    let subject = match (unrated, thing) {
        (Some(_), _) => run.known.class,
        (None, Thing::Flow(_)) => run.known.carries,
        (None, Thing::Element(id)) if model[id].kind == Kind::Store => run.known.holds,
        _ => match (0..3).find(|property| broken & (1 << property) != 0) {
            Some(property) => rated(run, thing)[property],
            None => return,
        },
    };
    ask(unrated.unwrap_or(thing), Subject::Attribute(subject));
}

/// By how many steps the controls that count lower a rule's likelihood.
fn reduction(env: &Env<'_, '_>, rule: &Rule, target: Thing, mode: Mode) -> u8 {
    let mut steps = 0_u8;
    each_reduction(env, rule, target, mode, &mut |_, by| steps = steps.saturating_add(by));
    steps
}

/// The statements that count and lower a rule's likelihood, each with the steps that it takes off. A control counts
/// once.
pub(crate) fn each_reduction(
    env: &Env<'_, '_>,
    rule: &Rule,
    target: Thing,
    mode: Mode,
    take: &mut dyn FnMut(&Statement, u8),
) {
    let model = env.model();
    let mut things = [Some(target), None, None];
    if let Thing::Flow(id) = target {
        things = [Some(target), Some(model[id].from.thing()), Some(model[id].to.thing())];
    }
    let mut counted: Vec<ControlId> = Vec::new();
    for technique in &rule.reduces {
        let mut stated = false;
        for thing in things.into_iter().flatten() {
            let (truth, statement) = env.run.cover.has(model, thing, *technique, env.flow, mode);
            let Some(statement) = statement.filter(|_| truth.is_true()) else { continue };
            match statement.source {
                StatementSource::Control(id) if counted.contains(&id) => {}
                StatementSource::Control(id) => {
                    counted.push(id);
                    take(&statement, model[id].strength.saturating_sub(1));
                }
                StatementSource::Attribute(_) if stated => {}
                StatementSource::Attribute(_) => {
                    stated = true;
                    take(&statement, MIDDLE - 1);
                }
            }
        }
    }
}

/// The categories that a written threat names: bit `n` is word `n` of the scale.
pub(crate) fn categories(model: &Model, threat: Thing, name: &str) -> u8 {
    model.get(threat, name).value.items().iter().fold(0_u8, |bits, item| match item {
        Value::Word(word) if *word < 8 => bits | 1 << word,
        _ => bits,
    })
}

/// The risks of a written threat, before and after what blocks ways of its tree: DREAD or CVSS, else what its author
/// says, else its tree, else the rating of its assets or target.
pub(crate) fn of_written(
    env: &Env<'_, '_>,
    id: ThreatId,
    target: Thing,
    written: &Written,
    surroundings: &Surroundings,
) -> Risks {
    let model = env.model();
    let threat = Thing::Threat(id);
    let rated = match model.get(threat, "dread").value {
        Value::Dread(parts) => Some(surroundings.of_dread(*parts)),
        _ => cvss_score(model, id).map(|tenths| surroundings.of_cvss(tenths)),
    };
    if let Some(severity) = rated {
        return Risks::fixed(severity);
    }
    let stated = |name| schema::find(Kind::Threat, name).and_then(|id| word(env.run, threat, id));
    let (stride, linddun) = (categories(model, threat, "stride"), categories(model, threat, "linddun"));
    let broken = if stride | linddun == 0 { 7 } else { properties(stride, linddun) };
    let impact = stated("impact").or_else(|| {
        let assets = model.things(threat, "asset").filter_map(|asset| rating(env, asset, broken, &mut |_, _| {})).max();
        assets.or_else(|| rating(env, target, broken, &mut |_, _| {}))
    });
    let impact = impact.unwrap_or(MIDDLE);
    let (before, after) = likelihood(model, id, written.tree(id));
    let (_, proved) = likelihood(model, id, written.proved_tree(id));
    Risks::of(surroundings, impact, before, after, proved)
}
