//! Why a risk is what it is: who reaches the target and by which way, what rates the impact, which controls count.

use std::collections::VecDeque;

use crate::analysis::{Facts, each_part, in_property, properties, rated, rating, share};
use crate::model::{ElementId, End, Mode, Model, StatementSource, Thing, ThreatId, Value};
use crate::rules::eval::{Env, Reasons, quoted, thing};
use crate::rules::expr::Rating;
use crate::rules::{Reason, Rule};
use crate::schema::{self, AttrId, AttrName, Kind, LEVEL, TRUST, attr, word};
use crate::text::Span;
use crate::threat::risk::{categories, each_reduction, level};

/// What the numbers of a risk rest on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RiskReasons {
    /// Who reaches the target, with the way; nothing where nobody less trusted than it does, or where it has no place
    /// in the diagram.
    pub reached: Option<Reason>,
    /// What rates the impact; empty where nothing is known, so that the middle counts.
    pub impact: Vec<Reason>,
    /// What lowers the likelihood, with the steps that it takes off.
    pub reductions: Vec<Reason>,
}

/// The reasons of a rule's risk on a target.
pub(crate) fn risk_reasons(facts: &Facts<'_>, env: &Env<'_, '_>, rule: &Rule, target: Thing) -> RiskReasons {
    let model = env.model();
    let broken = properties(rule.stride, rule.linddun);
    let mut impact = Reasons::default();
    match &rule.impact {
        Some(rating) => of_rating(rating, facts, env, broken, &mut impact),
        None => rated_by(facts, target, broken, &mut impact),
    }
    let mut reductions = Vec::new();
    each_reduction(env, rule, target, Mode::InForce, &mut |statement, by| {
        let technique = &model.vocabulary.technique(statement.technique).name;
        let (name, span) = match statement.source {
            StatementSource::Control(id) => {
                (format!("control `{}` (`{technique}`)", model[id].decl.name), model[id].decl.span)
            }
            StatementSource::Attribute(origin) => {
                (format!("`{technique}` on {}", quoted(model, statement.on)), model.origin_span(origin))
            }
        };
        reductions.push(Reason { text: format!("-{by}: {name}"), span });
    });
    RiskReasons { reached: reached(model, target), impact: impact.finish(), reductions }
}

/// The reasons of the likelihood and the impact of a threat that a person wrote, without DREAD or CVSS; `reached` says
/// what the likelihood comes from.
pub(crate) fn written_reasons(facts: &Facts<'_>, id: ThreatId, target: Thing) -> RiskReasons {
    let (model, threat) = (facts.run.model, Thing::Threat(id));
    let says = |name: AttrName| {
        let id = name.on(Kind::Threat)?;
        matches!(model.get(threat, name).value, Value::Word(_)).then_some(id)
    };
    let name = quoted(model, threat);
    let mut likely = Reasons::default();
    match (says(attr::LIKELIHOOD), model[id].tree.is_some()) {
        (Some(attribute), _) => likely.attribute(model, threat, attribute),
        (None, true) => likely.say(format!("that is the likelihood of the tree of {name}"), model[id].decl.span),
        (None, false) => {
            likely.say(format!("{name} does not say `likelihood`, so medium counts"), model[id].decl.span);
        }
    }
    let mut impact = Reasons::default();
    match says(attr::IMPACT) {
        Some(attribute) => impact.attribute(model, threat, attribute),
        None => {
            let (stride, linddun) = (categories(model, threat, attr::STRIDE), categories(model, threat, attr::LINDDUN));
            let broken = if stride | linddun == 0 { 7 } else { properties(stride, linddun) };
            let rating = |thing: &Thing| rating(facts, *thing, broken, &mut |_, _| {});
            let assets: Vec<Thing> =
                model.things(threat, attr::ASSET).filter(|asset| rating(asset).is_some()).collect();
            let most = assets.iter().map(rating).max().flatten();
            let rated = assets.iter().find(|asset| rating(asset) == most).copied().unwrap_or(target);
            rated_by(facts, rated, broken, &mut impact);
        }
    }
    RiskReasons { reached: likely.finish().into_iter().next(), impact: impact.finish(), reductions: Vec::new() }
}

/// The way from the least trusted element that reaches a thing: the shortest one, ties by name.
fn reached(model: &Model, target: Thing) -> Option<Reason> {
    let goal = match target {
        Thing::Element(id) => id,
        Thing::Flow(id) => match model[id].from {
            End::Element(start) if model[start].trust <= word::trust::EXPOSED => {
                let text = format!(
                    "{} starts at {}, which is `{}`",
                    quoted(model, target),
                    quoted(model, Thing::Element(start)),
                    TRUST.word(model[start].trust)
                );
                return Some(Reason { text, span: model[id].decl.span });
            }
            End::Element(start) => start,
            End::Boundary(_) => return None,
        },
        Thing::Entry(id) => return reached(model, model[id].on),
        _ => return None,
    };
    way(model, goal)
}

fn way(model: &Model, goal: ElementId) -> Option<Reason> {
    // Backwards from the goal, over flows and replies, nearest first.
    let mut seen: Vec<Option<(ElementId, Thing)>> = vec![None; model.elements.len()];
    let mut queue = VecDeque::from([goal]);
    let mut best: Option<(u8, usize, &str, ElementId)> = None;
    let mut depth = vec![0usize; model.elements.len()];
    let mut into: Vec<Vec<(ElementId, Thing)>> = vec![Vec::new(); model.elements.len()];
    for flow in model.followed_flows() {
        let (Some(from), Some(to)) = (model[flow].from.element(), model[flow].to.element()) else { continue };
        let mut step = |to: ElementId, from: ElementId| {
            if let Some(list) = into.get_mut(to.index()) {
                list.push((from, Thing::Flow(flow)));
            }
        };
        step(to, from);
        if model.graph.replies(flow) {
            step(from, to);
        }
    }
    while let Some(at) = queue.pop_front() {
        let steps = depth.get(at.index()).copied().unwrap_or(0);
        if at != goal {
            let here = (model[at].trust, steps, model.name(Thing::Element(at)), at);
            if best.is_none_or(|best| (here.0, here.1, here.2) < (best.0, best.1, best.2)) {
                best = Some(here);
            }
        }
        let mut next = into.get(at.index()).cloned().unwrap_or_default();
        next.sort_by(|a, b| {
            (model.name(Thing::Element(a.0)), model.name(a.1)).cmp(&(model.name(Thing::Element(b.0)), model.name(b.1)))
        });
        for (from, flow) in next {
            if let Some(slot) = seen.get_mut(from.index()).filter(|slot| slot.is_none())
                && from != goal
            {
                *slot = Some((at, flow));
                if let Some(place) = depth.get_mut(from.index()) {
                    *place = steps + 1;
                }
                queue.push_back(from);
            }
        }
    }
    let (trust, _, name, source) = best?;
    let mut text = name.to_owned();
    let mut at = source;
    let mut span = Span::NONE;
    while let Some((next, flow)) = seen.get(at.index()).copied().flatten() {
        if !span.is_somewhere() {
            span = model.decl(flow).span;
        }
        text.push_str(&format!(" → {}", model.name(Thing::Element(next))));
        at = next;
    }
    Some(Reason {
        text: format!(
            "`{name}` is `{}` and reaches {}: `{text}`",
            TRUST.word(trust),
            quoted(model, Thing::Element(goal))
        ),
        span,
    })
}

/// What a rating comes from: of several parts, those that decide.
fn of_rating(rating: &Rating, facts: &Facts<'_>, env: &Env<'_, '_>, broken: u8, out: &mut Reasons) {
    let is = |rating: &Rating| level(rating, facts, env, broken, &mut |_, _| {});
    match rating {
        Rating::Level(number) => {
            let word = LEVEL.word(number.saturating_sub(1));
            out.say(format!("the rule says `{word}`"), Span::NONE);
        }
        Rating::Of(term) => {
            if let Some(thing) = thing(term, env) {
                rated_by(facts, thing, broken, out);
            }
        }
        Rating::Account(term) => {
            let Some(rated) = thing(term, env) else { return };
            let share = if let Thing::Flow(flow) = rated { share(facts, env, flow, broken) } else { None };
            match share {
                Some((Some(datum), _)) => {
                    out.say("one account of many shows a level less than all of them".to_owned(), Span::NONE);
                    rated_by(facts, datum, broken, out);
                }
                Some((None, _)) => {
                    out.say("what an account shows is not known, so medium counts".to_owned(), Span::NONE)
                }
                None => rated_by(facts, rated, broken, out),
            }
        }
        Rating::Min(parts) | Rating::Max(parts) => {
            let whole = is(rating);
            parts.iter().filter(|part| is(part) == whole).for_each(|part| of_rating(part, facts, env, broken, out));
        }
    }
}

/// What gives a thing its highest rating in the broken properties.
fn rated_by(facts: &Facts<'_>, subject: Thing, broken: u8, out: &mut Reasons) {
    let properties = (0..3).filter(|property| broken & (1 << property) != 0);
    let rated = properties.filter_map(|property| Some((in_property(facts, subject, property)?, property)));
    // The highest; of equal ones the first.
    let best = rated.reduce(|best, next| if next.0 > best.0 { next } else { best });
    if let Some((level, property)) = best {
        in_part(facts, subject, property, level, out);
    }
}

fn in_part(facts: &Facts<'_>, subject: Thing, property: usize, level: u8, out: &mut Reasons) {
    let (run, model) = (&facts.run, facts.run.model);
    let own = rated(subject).get(property).copied();
    let stated = own.filter(|id| {
        let own = schema::find(model.kind(subject), schema::row(*id).name);
        own.is_some_and(|own| matches!(model.attr(subject, own).value, Value::Word(word) if *word + 1 == level))
    });
    if let Thing::Data(_) = subject {
        return of_datum(model, subject, property, level, stated, out);
    }
    if let Some(row) = stated.map(schema::row)
        && let Some(id) = schema::find(model.kind(subject), row.name)
    {
        return out.attribute(model, subject, id);
    }
    let mut parts: Vec<Thing> = Vec::new();
    each_part(run, subject, &mut |part| parts.push(part));
    parts.retain(|part| in_property(facts, *part, property) == Some(level));
    parts.sort_by(|a, b| model.name(*a).cmp(model.name(*b)));
    if let Some(first) = parts.first() {
        in_part(facts, *first, property, level, out);
    }
}

/// The attribute of a datum that rates it.
fn of_datum(model: &Model, datum: Thing, property: usize, level: u8, stated: Option<AttrId>, out: &mut Reasons) {
    let is = |name: AttrName| model.flag(datum, name);
    let by = match (property, stated) {
        (_, Some(id)) => Some(id),
        (0, None) if level == 5 && is(attr::CREDENTIAL) => attr::CREDENTIAL.on(Kind::Data),
        (0, None)
            if level == 4
                && is(attr::PERSONAL)
                && *model.get(datum, attr::CLASS).value != Value::Word(word::class::CONFIDENTIAL) =>
        {
            attr::PERSONAL.on(Kind::Data)
        }
        (0, None) => attr::CLASS.on(Kind::Data),
        _ => None,
    };
    match by {
        Some(id) => out.attribute(model, datum, id),
        None => {
            let what = if property == 1 { "integrity" } else { "availability" };
            out.say(
                format!("{} does not say `{what}`, so medium counts", quoted(model, datum)),
                model.decl(datum).span,
            );
        }
    }
}
