//! Texts of threats: ids, titles, descriptions, fixes.

use std::ops::RangeInclusive;

use smol_str::{SmolStr, format_smolstr};

use crate::catalogue;
use crate::model::{Model, Thing, Value};
use crate::rules::Rule;
use crate::rules::template::{Piece, join, pieces};
use crate::schema::attr;
use crate::threat::grouping::about;
use crate::threat::{Member, Threat, ThreatRule};

/// A threat's id: `rule@target`. No numbers, no positions, no boundary paths.
pub(super) fn id(model: &Model, rules: &[Rule], threat: &Threat) -> SmolStr {
    format_smolstr!("{}@{}", rule_id(model, rules, threat.rule), target(model, rules, threat))
}

/// The name of what a threat is about, as its id has it.
pub(super) fn target(model: &Model, rules: &[Rule], threat: &Threat) -> SmolStr {
    model.target(&about(model, rules, threat.rule, threat.target))
}

/// The id of a threat's rule, or the name of a written threat.
pub(super) fn rule_id<'a>(model: &'a Model, rules: &'a [Rule], rule: ThreatRule) -> &'a str {
    match rule {
        ThreatRule::Rule(index) => rules.get(index as usize).map_or("", |rule| &rule.id),
        ThreatRule::Written(id) => &model[id].decl.name,
    }
}

/// A threat's title, with the things that it is about by their labels.
pub(super) fn title(model: &Model, rules: &[Rule], threat: &Threat) -> String {
    match threat.rule {
        ThreatRule::Rule(index) => {
            let Some(rule) = rules.get(index as usize) else { return String::new() };
            fill(model, if rule.title.is_empty() { &rule.id } else { &rule.title }, threat, Named::One)
        }
        ThreatRule::Written(written) => model[written].decl.title().to_owned(),
    }
}

/// What happens and why it matters, in Markdown; empty where nobody wrote it.
pub(super) fn description<'a>(model: &'a Model, rules: &'a [Rule], threat: &Threat) -> &'a str {
    match threat.rule {
        ThreatRule::Rule(index) => rules.get(index as usize).map_or("", catalogue::doc),
        ThreatRule::Written(written) => model[written].decl.doc.as_deref().unwrap_or(""),
    }
}

/// What to do about it, with the things that it is about by their labels; empty where nobody wrote it.
pub(super) fn fix(model: &Model, rules: &[Rule], threat: &Threat) -> String {
    match threat.rule {
        ThreatRule::Rule(index) => {
            rules.get(index as usize).map_or(String::new(), |rule| fill(model, &rule.fix, threat, Named::Several))
        }
        ThreatRule::Written(written) => model.text(Thing::Threat(written), attr::FIX).unwrap_or("").to_owned(),
    }
}

/// The references of a threat's rule, or of a written threat.
pub(super) fn refs<'a>(model: &'a Model, rules: &'a [Rule], threat: &Threat) -> Vec<&'a str> {
    match threat.rule {
        ThreatRule::Rule(index) => {
            rules.get(index as usize).map_or(Vec::new(), |rule| rule.refs.iter().map(SmolStr::as_str).collect())
        }
        ThreatRule::Written(written) => {
            model.get(Thing::Threat(written), attr::REFS).value.items().iter().filter_map(Value::text).collect()
        }
    }
}

/// So many bytes the titles of a model's threats have together, and so many their fixes: a hundred places for a long label,
/// for every threat of every rule, would fill memory and disk.
const FILLED: usize = 64 << 20;
/// So many bytes a text has at most, and may always have: no built-in rule has a longer one.
const FILLED_EACH: RangeInclusive<usize> = 1_000..=10_000;

/// The room for each text where there are so many threats.
pub(super) fn room(threats: usize) -> usize {
    (FILLED / threats.max(1)).clamp(*FILLED_EACH.start(), *FILLED_EACH.end())
}

/// How many things a place names that an `any(…)` found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// The first: a title is read at a glance, and its verb is in the singular. Reasons name all.
    One,
    /// The first three, and how many more.
    Several,
}

/// A text with places such as `{from}`, filled with what a threat is about; what is beyond its room becomes `…`.
pub(super) fn fill(model: &Model, template: &str, threat: &Threat, named: Named) -> String {
    let mut text = String::with_capacity(template.len().min(threat.room) + 32);
    let mut said = Vec::new();
    for piece in pieces(template) {
        match piece {
            Piece::Text(part) => text.push_str(part),
            Piece::Open => text.push('{'),
            Piece::Close => text.push('}'),
            Piece::Place(name) => place(model, name, threat, (named, &mut said), &mut text),
        }
        if text.len() > threat.room {
            let whole = (0..=threat.room).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            text.truncate(whole);
            text.push('…');
            break;
        }
    }
    text
}

/// What a place stands for: the target or one of its ends, or what an `any(…)` found.
///
/// Of what was found, one that is alone is one that was not said before: "joins names with addresses".
fn place(model: &Model, name: &str, threat: &Threat, (named, said): (Named, &mut Vec<Thing>), text: &mut String) {
    let end = |thing: Thing, from: bool| match thing {
        Thing::Flow(id) => Some(if from { model[id].from.thing() } else { model[id].to.thing() }),
        _ => None,
    };
    let of = |thing: Thing| match name {
        "this" | "flow" => Some(thing),
        "from" => end(thing, true),
        "to" => end(thing, false),
        _ => None,
    };
    // Of flows that share a threat, those that are answered are named where all are.
    let named_too = |member: &&Member| threat.status.is_closed() || !member.status.is_closed();
    let mut among: Vec<Thing> = threat.members.iter().filter(named_too).filter_map(|member| of(member.flow)).collect();
    among.sort_by(|a, b| model.name(*a).cmp(model.name(*b)));
    among.dedup();
    match (of(threat.target), among.len()) {
        (Some(thing), 0 | 1) => text.push_str(model.decl(thing).title()),
        (single, _) => {
            let bound = threat.bound.iter().find(|(known, _)| known == name);
            let bound = bound.map_or(&[][..], |(_, things)| things);
            let things = if single.is_some() { among.as_slice() } else { bound };
            // What is not shown is counted only: there may be thousands.
            let title = |thing: &Thing| model.decl(*thing).title();
            match things {
                [first, ..] if named == Named::One && single.is_none() => {
                    let one = things.iter().find(|thing| !said.contains(thing)).unwrap_or(first);
                    said.push(*one);
                    text.push_str(title(one));
                }
                [one, two, three, _, ..] => {
                    let more = format!(" and {} more", things.len() - 3);
                    [title(one), ", ", title(two), ", ", title(three), &more]
                        .iter()
                        .for_each(|part| text.push_str(part));
                }
                few => text.push_str(&join(&few.iter().map(|thing| title(thing).to_owned()).collect::<Vec<_>>(), 3)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::room;

    /// A hundred places for a long label, on sixty thousand threats: the titles stay within 64 MB.
    #[test]
    fn texts_share_their_room() {
        assert_eq!((room(0), room(1), room(6_000)), (10_000, 10_000, 10_000));
        assert!((room(20_000) * 20_000).abs_diff(64 << 20) < 20_000);
        assert_eq!(room(1 << 16), 1 << 10);
        assert_eq!(room(1 << 20), 1_000, "what the longest built-in text needs");
    }
}
