//! What was found → the document's items, one at a time.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::config::Level;
use crate::diag;
use crate::gate;
use crate::model::{Model, Thing};
use crate::rules::Subject;
use crate::schema::{SEVERITY, row};
use crate::threat::{self, Provenance, ThreatRule};
use crate::view::document::make::once::Once;
use crate::view::document::make::place::place;
use crate::view::document::types::finding::{
    Answer, Ask, Diagnostic, Edit, Fix, FlowStanding, Label, Loosened, Matter, Question, Rated, RunVerdict, Threat,
    ThreatRef, Verdict,
};
use crate::view::{Input, words};

type Text<'a> = Cow<'a, str>;

/// The threat at a position.
pub(super) fn threat<'i>(once: &'i Once<'i, '_>, at: usize, threat: &'i threat::Threat) -> Threat<'i> {
    let (input, model) = (once.input, once.input.model);
    let (rule, written) = match threat.rule {
        ThreatRule::Rule(rule) => (once.rules.position(rule), None),
        ThreatRule::Written(id) => (None, Some(id.0)),
    };
    let Rated { severity, risk } = rated(threat.residual);
    Threat {
        id: Cow::Borrowed(once.id(at)),
        rule,
        written,
        target: (threat.target != Thing::Model).then(|| Cow::Owned(input.target(threat).into())),
        flows: threat.members.iter().map(|member| member_of(model, member)).collect(),
        title: Cow::Owned(input.title(threat)),
        places: places(input, threat),
        status: Cow::Borrowed(threat.status.word()),
        severity,
        risk,
        inherent: (threat.inherent != threat.residual).then(|| rated(threat.inherent)),
        evidenced: (threat.evidenced != threat.residual).then(|| rated(threat.evidenced)),
        provenance: threat.provenance.filter(|it| *it != Provenance::Claimed).map(|it| Cow::Borrowed(rests_on(it))),
        answer: threat.answer.as_ref().and_then(|given| answer(input, given)),
        tickets: borrowed(words::tickets(model, threat)),
        reasons: once.facts.reasons(at).to_vec(),
    }
}

fn member_of<'i>(model: &'i Model, member: &threat::Member) -> FlowStanding<'i> {
    FlowStanding { flow: Cow::Borrowed(model.name(member.flow)), status: Cow::Borrowed(member.status.word()) }
}

/// What stands in the places of a fix that no end of the target fills, or the ends of several flows together.
fn places<'i>(input: &Input, threat: &'i threat::Threat) -> BTreeMap<Text<'i>, Text<'i>> {
    let ThreatRule::Rule(rule) = threat.rule else { return BTreeMap::new() };
    let Some(rule) = input.rules.get(rule as usize) else { return BTreeMap::new() };
    let filled = |name: &'i str| {
        let template = format!("{{{name}}}");
        let wanted = rule.fix.contains(&template);
        wanted.then(|| (Cow::Borrowed(name), Cow::Owned(input.fill(&template, threat))))
    };
    // Flows that share a threat may share one end only.
    let ends: &[&str] = if threat.members.len() > 1 { &["this", "flow", "from", "to"] } else { &[] };
    threat.bound.iter().map(|(name, _)| name.as_str()).chain(ends.iter().copied()).filter_map(filled).collect()
}

/// A question.
pub(super) fn question<'i>(once: &Once<'i, '_>, question: &'i threat::Question) -> Question<'i> {
    Question {
        on: Cow::Borrowed(once.input.model.name(question.thing)),
        ask: once.ask(question),
        severity: Cow::Borrowed(SEVERITY.word(question.severity)),
        raises: once.threats(&question.raises),
        closes: once.threats(&question.closes),
        rates: once.threats(&question.rates),
    }
}

/// What a question asks for, of anything.
pub(super) fn ask<'a>(input: &Input<'a>, question: &'a threat::Question) -> Ask<'a> {
    let (kind, name) = match question.subject {
        Subject::Attribute(id) => ("attribute", row(id).name),
        Subject::Technique(id) => ("technique", input.model.vocabulary.technique(id).name.as_str()),
    };
    Ask {
        kind: Cow::Borrowed(kind),
        name: Cow::Borrowed(name),
        text: Cow::Owned(threat::asked_in_places(input.model, question.subject)),
        answer: Cow::Owned(question.answer(input.model)),
    }
}

/// A diagnostic.
pub(super) fn diagnostic<'a>(input: &Input<'a>, said: &'a diag::Diagnostic) -> Diagnostic<'a> {
    // The place itself first; the rest stays in order.
    let mut labels: Vec<&diag::Label> = said.labels.iter().collect();
    labels.sort_by_key(|label| !label.primary);
    let label = |label: &&'a diag::Label| Label {
        at: place(input, label.span),
        text: Cow::Borrowed(&label.text),
        primary: label.primary,
    };
    let edit = |edit: &'a diag::Edit| {
        let text = match input.sources.get(edit.span.source) {
            Some(source) => diag::with_line_ends(&edit.text, &source.text),
            None => Cow::Borrowed(edit.text.as_str()),
        };
        Edit { at: place(input, edit.span), text }
    };
    Diagnostic {
        code: Cow::Borrowed(said.code.0),
        severity: Cow::Borrowed(said.severity.word()),
        message: Cow::Borrowed(&said.message),
        labels: labels.iter().map(label).collect(),
        help: said.help.iter().map(|text| Cow::Borrowed(text.as_str())).collect(),
        notes: said.notes.iter().map(|text| Cow::Borrowed(text.as_str())).collect(),
        fixes: said
            .fixes
            .iter()
            .map(|fix| Fix {
                title: Cow::Borrowed(&fix.title),
                sure: fix.is_sure(),
                edits: fix.edits.iter().map(edit).collect(),
            })
            .collect(),
    }
}

/// The gate.
pub(super) fn gate<'a>(input: &Input<'a>) -> Verdict<'a> {
    let verdict = input.verdict;
    let word = |level: Option<Level>| Cow::Borrowed(level.map_or("none", Level::word));
    let threats = |positions: &[usize]| positions.iter().map(|position| ThreatRef::Found(*position as u32)).collect();
    Verdict {
        level: word(verdict.fail_on),
        unknown_level: word(verdict.fail_on_unknown),
        evidence_level: word(verdict.require_evidence),
        configurations: Cow::Owned(input.configurations.clone()),
        outcome: Cow::Borrowed(verdict.outcome()),
        unknowns: verdict.unasked,
        judged: verdict.judged(),
        passed: verdict.passed(),
        sentence: Cow::Owned(verdict.sentence()),
        denied: verdict.denied,
        blocking: threats(&verdict.threats),
        claimed: threats(&verdict.claimed),
        run: input.run.map(|run| RunVerdict {
            judged: run.judged,
            passed: run.passed,
            sentence: Cow::Borrowed(&run.sentence),
        }),
    }
}

/// What loosens the gate, of one kind.
pub(super) fn loosened<'a>(input: &Input<'a>, kind: &'a gate::Loosened) -> Loosened<'a> {
    let matters = kind.matters.iter().map(|matter| Matter {
        text: Cow::Borrowed(matter.in_full()),
        at: place(input, matter.span),
        threats: matter.threats,
    });
    Loosened {
        code: Cow::Borrowed(kind.info.code.0),
        summary: Cow::Borrowed(&kind.summary),
        count: kind.count,
        matters: matters.collect(),
    }
}

/// What a mitigation rests on, in a word.
pub(crate) fn rests_on(provenance: Provenance) -> &'static str {
    match provenance {
        Provenance::Claimed => "claimed",
        Provenance::Evidenced => "evidenced",
    }
}

fn answer<'a>(input: &Input<'a>, answer: &threat::Answer) -> Option<Answer<'a>> {
    let model = input.model;
    Some(match answer {
        threat::Answer::Decision(index) => Answer::Decision(*index),
        threat::Answer::Assumption(id) => Answer::Assumption(Cow::Borrowed(&model[*id].decl.name)),
        threat::Answer::Theirs(things) => {
            Answer::Theirs(things.iter().map(|thing| Cow::Borrowed(model.name(*thing))).collect())
        }
        threat::Answer::Controls(ids) if ids.is_empty() => return None,
        threat::Answer::Controls(ids) => {
            Answer::Controls(ids.iter().map(|id| Cow::Borrowed(model[*id].decl.name.as_str())).collect())
        }
    })
}

fn rated(risk: threat::Risk) -> Rated<'static> {
    Rated { severity: Cow::Borrowed(risk.severity_word()), risk: [risk.likelihood, risk.impact] }
}

fn borrowed(texts: Vec<&str>) -> Vec<Text<'_>> {
    texts.into_iter().map(Cow::Borrowed).collect()
}
