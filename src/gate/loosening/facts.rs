//! What the model says of itself that hides threats: what is out of scope, and its own rules.

use rustc_hash::FxHashMap;

use crate::gate::loosening::answers::quoted;
use crate::gate::loosening::codes::{OUT_OF_SCOPE, SUPERSEDED};
use crate::gate::loosening::{Around, Loosened, Matter, sum};
use crate::gate::{above, many, reaches};
use crate::model::{Model, Thing};
use crate::rules::Rule;
use crate::schema::attr;
use crate::threat::{Findings, Status, Threat};

/// What says `out-of-scope`, with what it takes along.
pub(super) fn out_of_scope(around: &Around<'_>) -> Option<Loosened> {
    let model = around.found.model;
    let says = |thing: Thing| model.text(thing, attr::OUT_OF_SCOPE);
    let elements: Vec<Thing> = model
        .element_ids()
        .filter(|id| model[*id].out_of_scope && model[*id].foreign.is_none())
        .map(Thing::Element)
        .collect();
    let flows: Vec<Thing> = model.flow_ids().filter(|id| model[*id].out_of_scope).map(Thing::Flow).collect();
    let mut taken: FxHashMap<Thing, [Vec<Thing>; 2]> = FxHashMap::default();
    for (kind, things) in [&elements, &flows].into_iter().enumerate() {
        for thing in things {
            let lists = leaves_out(model, *thing).map(|by| taken.entry(by).or_default());
            if let Some(list) = lists.and_then(|lists| lists.get_mut(kind)) {
                list.push(*thing);
            }
        }
    }
    let boundaries = model.boundary_ids().map(Thing::Boundary);
    let saying = boundaries.chain(elements.iter().copied()).chain(flows.iter().copied());
    let matters = saying.filter_map(|thing| {
        let (text, span) = (format!("{}: {}", quoted(model, thing), says(thing)?), model.decl(thing).span);
        Some(match (thing, taken.get(&thing)) {
            (Thing::Boundary(_), Some([elements, flows])) => {
                let all = elements.iter().chain(flows).map(|thing| model.name(*thing).to_owned());
                let count = things(elements.len(), flows.len());
                Matter::naming(all.collect(), span, |all| format!("{text} (with {count}: {all})"))
            }
            _ => Matter::new(text, span),
        })
    });
    let help = "take it into scope, or give it a model of its own";
    Loosened::each(&OUT_OF_SCOPE, help, matters.collect(), |_| {
        let be = if elements.len() + flows.len() == 1 { "is" } else { "are" };
        let counted = format!("{} {be} out of scope", things(elements.len(), flows.len()));
        let level = around.verdict.fail_on.map_or_else(String::new, |level| format!(" at {}", above(level)));
        match theirs(around) {
            0 => counted,
            1 => format!("{counted}, and the remedy of 1 threat{level} is theirs"),
            count => format!("{counted}, and the remedies of {count} threats{level} are theirs"),
        }
    })
}

/// How many threats at the gate's level, or of any where it has none, wait for somebody else.
fn theirs(around: &Around<'_>) -> usize {
    let counts = |severity: u8| around.verdict.fail_on.is_none_or(|level| reaches(severity, Some(level)));
    let waits = |threat: &&Threat| threat.status == Status::Theirs && counts(threat.residual.severity);
    around.found.threats.threats.iter().filter(waits).count()
}

/// `2 elements and 1 flow`.
fn things(elements: usize, flows: usize) -> String {
    match (elements, flows) {
        (elements, 0) => many(elements, "element"),
        (0, flows) => many(flows, "flow"),
        (elements, flows) => format!("{} and {}", many(elements, "element"), many(flows, "flow")),
    }
}

/// What leaves a thing out: itself, or what lies around or across it.
fn leaves_out(model: &Model, thing: Thing) -> Option<Thing> {
    let says = |thing: &Thing| model.text(*thing, attr::OUT_OF_SCOPE).is_some();
    let around = model.enclosing(thing).map(Thing::Boundary);
    let across = match thing {
        Thing::Element(id) => &model[id].overlays[..],
        _ => &[],
    };
    std::iter::once(thing).chain(around).chain(across.iter().copied().map(Thing::Boundary)).find(says)
}

/// Rules of the model that supersede built-in ones, or those of a pack: whoever wrote these stands elsewhere.
pub(super) fn superseded(around: &Around<'_>) -> Option<Loosened> {
    let Findings { rules, threats, .. } = around.found;
    // Those of one file are one author's.
    let elsewhere = |by: &Rule, id: &str| {
        let mut named = rules.iter().filter(|rule| rule.id == id);
        named.any(|rule| !rule.span.is_somewhere() || rule.span.source != by.span.source)
    };
    // A threat is found under the last of a chain of rules, which need not name it.
    let mut stands: FxHashMap<(u32, &str), usize> = FxHashMap::default();
    for folded in &threats.folded {
        let narrower = rules.get(folded.narrower as usize);
        if let (Some(broader), Some(narrower)) = (rules.get(folded.broader as usize), narrower)
            && elsewhere(narrower, &broader.id)
        {
            *stands.entry((folded.narrower, &broader.id)).or_default() += 1;
        }
    }
    let own = || rules.iter().enumerate().filter(|(_, rule)| rule.span.is_somewhere());
    for (index, rule) in own() {
        for id in rule.supersedes.iter().filter(|id| elsewhere(rule, id)) {
            stands.entry((index as u32, id.as_str())).or_default();
        }
    }
    let mut matters = Vec::new();
    for (index, rule) in own() {
        let mut of: Vec<(&str, usize)> =
            stands.iter().filter(|((by, _), _)| *by == index as u32).map(|((_, id), count)| (*id, *count)).collect();
        of.sort_unstable();
        for (id, count) in of {
            let text = match rule.supersedes.iter().any(|direct| direct == id) {
                true => format!("`{}` supersedes `{id}` and stands for {}", rule.id, many(count, "threat")),
                false => format!("`{}` stands for {} of `{id}`, round a corner", rule.id, many(count, "threat")),
            };
            matters.push(Matter { threats: Some(count), ..Matter::new(text, rule.span) });
        }
    }
    let all_built_in = stands.keys().all(|(_, id)| rules.iter().any(|it| it.id == *id && !it.span.is_somewhere()));
    let help = "let the superseded rule speak, and dismiss what does not apply";
    Loosened::each(&SUPERSEDED, help, matters, |matters| {
        let what = if matters.len() == 1 { "rule is" } else { "rules are" };
        let count = many(sum(matters), "threat");
        let kind = if all_built_in { "built-in " } else { "" };
        format!("{} {kind}{what} superseded by rules of the model, which stand for {count}", matters.len())
    })
}
