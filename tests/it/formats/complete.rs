//! The document says each thing once, and nothing is lost by that: what the engine says is put together again from it.

use std::collections::BTreeMap;

use palisade::catalogue;
use palisade::driver::Compilation;
use palisade::model::{Origin, Thing};
use palisade::rules::Subject;
use palisade::schema;
use palisade::text::Span;
use palisade::threat::{self, ThreatRule};
use palisade::view::document::{Declared, Document, FactPlace, OriginKind, Place, ThreatRef};

use crate::formats::{compiled, example, examples, json_of};
use crate::generate::{files, plan};

/// Every example, and generated models in one file and in several.
fn models() -> Vec<(String, Compilation)> {
    let mut models: Vec<_> = examples().into_iter().map(|name| (name.clone(), compiled(&example(&name)))).collect();
    for (count, per_file) in [(30, usize::MAX), (230, 100)] {
        models.push((format!("{count} elements"), compiled(&files(&plan(count), per_file))));
    }
    models
}

fn document(compilation: &Compilation) -> Document<'static> {
    serde_json::from_str(&json_of(compilation)).unwrap()
}

/// File, line, column, end: of a span, and of a place beside what is declared at another.
type Full = (String, u32, u32, u32, u32);

fn full(compilation: &Compilation, span: Span) -> Option<Full> {
    let view = compilation.view();
    let source = view.sources.get(span.source)?;
    let (start, end) = (source.line_col(span.start), source.line_col(span.end));
    Some((view.file(span.source).to_owned(), start.line, start.column, end.line, end.column))
}

fn resolved(document: &Document, place: Option<Place>, near: Option<Place>) -> Option<Full> {
    match place? {
        Place::Beside { column, end_column } => {
            let (file, line, ..) = resolved(document, near, None).unwrap();
            Some((file, line, column, line, end_column))
        }
        Place::At { file, line, column, end_line, end_column } => {
            Some((document.sources[file as usize].to_string(), line, column, end_line, end_column))
        }
    }
}

/// Everything declared that has a name, by it.
fn things<'d>(document: &'d Document) -> BTreeMap<&'d str, &'d Declared<'d>> {
    let plain = [&document.assumptions, &document.depends, &document.scenarios, &document.personas, &document.views];
    (plain.into_iter().flatten())
        .chain(document.boundaries.iter().map(|it| &it.declared))
        .chain(document.elements.iter().map(|it| &it.declared))
        .chain(document.flows.iter().map(|it| &it.declared))
        .chain(document.data.iter().map(|it| &it.declared))
        .chain(document.entries.iter().map(|it| &it.declared))
        .chain(document.controls.iter().map(|it| &it.declared))
        .chain(document.written_threats.iter().map(|it| &it.declared))
        .map(|declared| (declared.name.as_ref(), declared))
        .collect()
}

#[test]
fn every_reason_is_there_with_its_place() {
    for (name, compilation) in models() {
        let (document, view) = (document(&compilation), compilation.view());
        let things = things(&document);
        let facts: Vec<(&str, _)> =
            document.facts.iter().flat_map(|all| all.facts.iter().map(|fact| (all.on.as_ref(), fact))).collect();
        let mut used = vec![false; facts.len()];
        for (threat, told) in compilation.threats.threats.iter().zip(&document.threats) {
            let said: Vec<(String, Option<Full>)> = view
                .explainer
                .why(threat)
                .into_iter()
                .map(|reason| (reason.text, full(&compilation, reason.span)))
                .collect();
            let fact = |number: &u32| {
                used[*number as usize] = true;
                let (on, fact) = facts[*number as usize];
                let near = things.get(on).and_then(|declared| declared.at);
                let at = match fact.at {
                    FactPlace::Declared => resolved(&document, near, None),
                    FactPlace::Nowhere => None,
                    FactPlace::At(place) => resolved(&document, Some(place), near),
                };
                (fact.told(on, &document.sentences), at)
            };
            let told: Vec<(String, Option<Full>)> = told.reasons.iter().map(fact).collect();
            assert_eq!(told, said, "{name}: {}", compilation.findings().id(threat));
        }
        assert!(used.iter().all(|used| *used), "{name}: a fact that decides nothing");
        let texts: Vec<String> = facts.iter().map(|(on, fact)| format!("{on} {fact:?}")).collect();
        let once: std::collections::BTreeSet<&String> = texts.iter().collect();
        assert_eq!(once.len(), texts.len(), "{name}: a fact stands twice");
    }
}

#[test]
fn every_threat_is_there_with_what_its_rule_says() {
    for (name, compilation) in models() {
        let document = document(&compilation);
        let (model, rules) = (&compilation.model, &compilation.rules);
        assert_eq!(document.threats.len(), compilation.threats.threats.len());
        for (found, told) in compilation.threats.threats.iter().zip(&document.threats) {
            assert_eq!(told.id, compilation.findings().id(found).as_str(), "{name}");
            let target = compilation.findings().target(found);
            assert_eq!(told.target.as_deref(), (found.target != Thing::Model).then_some(target.as_str()));
            let risk = |risk: threat::Risk| (risk.severity_word().to_owned(), [risk.likelihood, risk.impact]);
            let residual = (told.severity.to_string(), told.risk);
            assert_eq!(residual, risk(found.residual), "{name}: {}", told.id);
            let other = |rated: &Option<palisade::view::document::Rated>| {
                rated.as_ref().map_or(residual.clone(), |rated| (rated.severity.to_string(), rated.risk))
            };
            assert_eq!(other(&told.inherent), risk(found.inherent), "{name}: {}", told.id);
            assert_eq!(other(&told.evidenced), risk(found.evidenced), "{name}: {}", told.id);
            match found.rule {
                ThreatRule::Written(id) => {
                    let written = &document.written_threats[told.written.unwrap() as usize];
                    assert_eq!((told.rule, written.declared.name.as_ref()), (None, model[id].decl.name.as_str()));
                }
                ThreatRule::Rule(index) => {
                    let (rule, says) = (&rules[index as usize], &document.rules[told.rule.unwrap() as usize]);
                    assert_eq!((&*says.id, told.written), (rule.id.as_str(), None), "{name}");
                    assert_eq!(says.description.as_deref().unwrap_or(""), catalogue::doc(rule), "{name}: {}", rule.id);
                    assert_eq!(says.fix.as_deref().unwrap_or(""), rule.fix, "{name}: {}", rule.id);
                    assert!(says.refs.iter().eq(rule.refs.iter().map(|text| text.as_str())), "{name}: {}", rule.id);
                    assert!(says.stride.iter().eq(rule.stride_words()), "{}", rule.id);
                    assert!(says.linddun.iter().eq(rule.linddun_words()), "{}", rule.id);
                }
            }
        }
        let mut ids: Vec<&str> = document.rules.iter().map(|rule| rule.id.as_ref()).collect();
        let fired = document.threats.iter().filter_map(|threat| threat.rule);
        let fired: std::collections::BTreeSet<u32> = fired.collect();
        let built_in = document.rules.iter().filter(|rule| rule.text.is_none()).count();
        assert!(fired.len() >= built_in, "{name}: a built-in rule that raised nothing");
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), document.rules.len(), "{name}: a rule stands twice");
    }
}

/// What a thing says and what is implied of it are all that is known of it, with where it comes from.
#[test]
fn every_attribute_is_there_with_its_origin() {
    for (name, compilation) in models() {
        let (document, model) = (document(&compilation), &compilation.model);
        let told = things(&document);
        let things = (model.element_ids().map(Thing::Element))
            .chain(model.flow_ids().map(Thing::Flow))
            .chain(model.boundary_ids().map(Thing::Boundary))
            .chain(model.data_ids().map(Thing::Data));
        for thing in things {
            let declared = told[model.name(thing)];
            assert_eq!(resolved(&document, declared.at, None), full(&compilation, model.decl(thing).span));
            let implied = declared.implied.map(|at| &document.implied[at as usize]);
            let mut count = 0;
            for (id, row) in schema::attributes_of(model.kind(thing)) {
                let found = model.attr(thing, id);
                let own = declared.attributes.get(row.name);
                let by = implied.and_then(|implied| implied.get(row.name));
                let kind = own.or(by).map(|attribute| attribute.origin.kind);
                let expected = match found.origin {
                    Origin::Declared(_) => Some(OriginKind::Declared),
                    Origin::Type(_) => Some(OriginKind::Type),
                    Origin::Protocol(_) => Some(OriginKind::Protocol),
                    Origin::Defaults(..) => Some(OriginKind::Defaults),
                    Origin::Boundary(..) => Some(OriginKind::Boundary),
                    Origin::Derived(_) => Some(OriginKind::Derived),
                    Origin::Vocabulary | Origin::Unset => None,
                };
                assert_eq!(kind, expected, "{name}: {} {}", model.name(thing), row.name);
                assert!(own.is_none() || by.is_none(), "{name}: {} is said twice", row.name);
                let Some(attribute) = own.or(by) else { continue };
                count += 1;
                let at = resolved(&document, attribute.origin.at, declared.at);
                assert_eq!(at, full(&compilation, model.origin_span(found.origin)), "{name}: {}", row.name);
            }
            let all = declared.attributes.len() + implied.map_or(0, BTreeMap::len);
            assert_eq!(count, all, "{name}: {} has more than its kind", model.name(thing));
        }
    }
}

/// Left, entered and crossed boundaries follow from those around both ends.
#[test]
fn crossings_follow_from_the_boundaries_around_both_ends() {
    for (name, compilation) in models() {
        let (document, model) = (document(&compilation), &compilation.model);
        let around = |end: &str| -> Vec<String> {
            if let Some(element) = document.elements.iter().find(|it| it.declared.name == end) {
                return element.boundaries.iter().map(|it| it.to_string()).collect();
            }
            let of = |name: &str| document.boundaries.iter().find(|it| it.declared.name == name);
            let mut chain: Vec<String> = std::iter::successors(of(end), |it| of(it.parent.as_deref()?))
                .map(|it| it.declared.name.to_string())
                .collect();
            chain.reverse();
            chain
        };
        for (id, told) in model.flow_ids().zip(&document.flows) {
            let (from, to) = (around(&told.from), around(&told.to));
            let without = |list: &[String], other: &[String]| -> Vec<String> {
                list.iter().filter(|name| !other.contains(name)).cloned().collect()
            };
            let mut leaves = without(&from, &to);
            leaves.reverse();
            let enters: Vec<String> =
                without(&to, &from).into_iter().chain(told.across.iter().map(|it| it.to_string())).collect();
            let names = |ids: &[palisade::model::BoundaryId]| -> Vec<String> {
                ids.iter().map(|id| model[*id].decl.name.to_string()).collect()
            };
            assert_eq!((leaves, enters), (names(&model[id].leaves), names(&model[id].enters)), "{name}: {}", told.from);
        }
    }
}

#[test]
fn every_question_is_there_in_words() {
    for (name, compilation) in models() {
        let document = document(&compilation);
        let ids = |refs: &[ThreatRef]| -> Vec<String> {
            refs.iter()
                .map(|it| match it {
                    ThreatRef::Found(at) => document.threats[*at as usize].id.to_string(),
                    ThreatRef::Other(id) => id.to_string(),
                })
                .collect()
        };
        for (found, told) in compilation.threats.questions.iter().zip(&document.questions) {
            let ask = &document.asks[told.ask as usize];
            let model = &compilation.model;
            let title = |thing: Thing| model.decl(thing).title();
            let this = match found.thing {
                Thing::Flow(id) => {
                    let (own, from, to) = (model.name(found.thing), model[id].from.thing(), model[id].to.thing());
                    let named = if own.contains("->") { String::new() } else { format!("`{own}` ") };
                    assert!(found.text(model).contains(&format!(
                        "the flow {named}from {} to {}",
                        title(from),
                        title(to)
                    )));
                    found.text(model)
                }
                thing => ask.text.replace("{this}", title(thing)),
            };
            assert_eq!(this, found.text(model), "{name}");
            assert_eq!(ask.answer, found.answer(model), "{name}");
            let subject = match found.subject {
                Subject::Attribute(id) => schema::row(id).name,
                Subject::Technique(id) => compilation.model.vocabulary.technique(id).name.as_str(),
            };
            assert_eq!(ask.name, subject);
            let expected = [&found.raises, &found.closes, &found.rates];
            for (told, expected) in [&told.raises, &told.closes, &told.rates].into_iter().zip(expected) {
                assert!(ids(told).iter().eq(expected.iter().map(|id| id.as_str())), "{name}: {}", found.text(model));
            }
        }
        let found = compilation.findings();
        let blocking = compilation.verdict.threats.iter().map(|at| found.id(&found.threats.threats[*at]));
        assert!(
            ids(&document.gate.blocking).iter().eq(blocking.collect::<Vec<_>>().iter().map(|id| id.as_str())),
            "{name}"
        );
        assert!(document.gate.blocking.iter().all(|it| matches!(it, ThreatRef::Found(_))), "{name}");
    }
}

/// Where data are, `dataFlows` says for the attack paths too.
#[test]
fn assets_are_where_their_data_are() {
    for (name, compilation) in models() {
        let (document, model) = (document(&compilation), &compilation.model);
        for asset in
            &compilation.view().attack_paths(&palisade::analysis::paths::Ask { limit: 1, ..Default::default() }).assets
        {
            let flow = document.data_flows.iter().find(|it| it.data == model.name(asset.thing)).unwrap();
            let reached = flow.reached.iter().map(|it| &it.0);
            let mut places: Vec<&str> = flow.origins.iter().chain(reached).map(AsRef::as_ref).collect();
            let outside = |name: &str| {
                let element = document.elements.iter().find(|it| it.declared.name == name).unwrap();
                ["untrusted", "partner"].contains(&&*element.trust)
            };
            places.retain(|name| !outside(name));
            places.sort_unstable();
            let expected: Vec<&str> = asset.places.iter().map(|id| model.name(Thing::Element(*id))).collect();
            assert_eq!(places, expected, "{name}: {}", model.name(asset.thing));
        }
    }
}

/// Trust comes from the attribute, the type, the nearest boundary that has one, or the kind.
#[test]
fn trust_follows_from_what_is_said() {
    for (name, compilation) in models() {
        let document = document(&compilation);
        let said = |declared: &Declared| {
            let implied = declared.implied.and_then(|at| document.implied[at as usize].get("trust"));
            declared.attributes.get("trust").or(implied).and_then(|it| it.value.text().map(str::to_owned))
        };
        for element in &document.elements {
            let around = element.boundaries.iter().rev().find_map(|name| {
                let boundary = document.boundaries.iter().find(|it| it.declared.name == *name)?;
                boundary.trust.as_ref().and_then(|_| said(&boundary.declared))
            });
            let kind = if ["actor", "external"].contains(&&*element.kind) { "untrusted" } else { "internal" };
            let expected = said(&element.declared).or(around).unwrap_or_else(|| kind.to_owned());
            if element.foreign.is_none() {
                assert_eq!(element.trust, expected, "{name}: {}", element.declared.name);
            }
        }
    }
}

/// What was agreed upon: a large model takes at most some 2.7 KB an element.
#[test]
fn a_thousand_elements_take_at_most_2_7_kilobytes_each() {
    let compilation = compiled(&files(&plan(1_000), usize::MAX));
    let bytes = json_of(&compilation).len();
    assert!(bytes <= 2_750_000, "{bytes} bytes");
}

/// What comparisons compare is the same, made from a compilation or read from what it wrote.
#[test]
fn a_snapshot_is_read_as_it_was_made() {
    let mut threats = 0;
    for (name, compilation) in models() {
        let (made, read) = (compilation.snapshot(), document(&compilation).snapshot());
        for (id, held) in &made.threats {
            assert_eq!(read.threats.get(id), Some(held), "{name}: {id}");
        }
        assert_eq!(read.questions, made.questions, "{name}");
        assert_eq!(read.decisions, made.decisions, "{name}");
        assert_eq!(read, made, "{name}");
        assert!(palisade::gate::difference(&made, &read).is_empty());
        threats += made.threats.len();
    }
    assert!(threats > 100, "the models have threats to compare: {threats}");
}
