//! What was found → the document's items, one at a time.

use std::borrow::Cow;

use smol_str::SmolStr;

use crate::diag;
use crate::gate;
use crate::rules::Subject;
use crate::schema::{SEVERITY, row};
use crate::threat::{self, Provenance, ThreatRule};
use crate::view::whole::finding::{
    Answer, Diagnostic, Edit, Fix, Gate, Label, Loosened, Matter, Question, Reason, Risk, RunVerdict, Threat,
};
use crate::view::whole::place::place;
use crate::view::whole::things::verb;
use crate::view::{Input, words};

type Text<'a> = Cow<'a, str>;

/// A threat.
pub(super) fn threat<'a>(input: &Input<'a>, threat: &'a threat::Threat) -> Threat<'a> {
    let model = input.model;
    let reasons = words::reasons(input, threat).into_iter();
    let assets = words::assets(model, threat).into_iter();
    Threat {
        id: owned(words::id(input, threat)),
        rule: Cow::Borrowed(words::rule(input, threat)),
        written: matches!(threat.rule, ThreatRule::Written(_)),
        target_kind: Cow::Borrowed(model.kind(threat.target).word()),
        target: Cow::Borrowed(model.name(threat.target)),
        title: Cow::Owned(words::title(input, threat)),
        description: Cow::Borrowed(words::description(input, threat)),
        status: Cow::Borrowed(threat.status.word()),
        provenance: threat.provenance.map(|provenance| Cow::Borrowed(rests_on(provenance))),
        closed: threat.status.is_closed(),
        inherent: risk(threat.inherent),
        residual: risk(threat.residual),
        evidenced: (threat.evidenced != threat.residual).then(|| risk(threat.evidenced)),
        stride: borrowed(words::stride(input, threat)),
        linddun: borrowed(words::linddun(input, threat)),
        assets: assets.map(|thing| Cow::Borrowed(model.name(thing))).collect(),
        refs: borrowed(words::refs(input, threat)),
        fix: Cow::Owned(words::fix(input, threat)),
        reasons: reasons
            .map(|reason| Reason { at: place(input, reason.span), text: Cow::Owned(reason.text) })
            .collect(),
        answer: threat.answer.as_ref().map(|given| answer(input, given)),
        tickets: borrowed(words::tickets(model, threat)),
    }
}

/// A question.
pub(super) fn question<'a>(input: &Input<'a>, question: &'a threat::Question) -> Question<'a> {
    let (subject_kind, subject) = match question.subject {
        Subject::Attribute(id) => ("attribute", row(id).name),
        Subject::Technique(id) => ("technique", input.model.vocabulary.technique(id).name.as_str()),
    };
    Question {
        on: Cow::Borrowed(input.model.name(question.thing)),
        subject_kind: Cow::Borrowed(subject_kind),
        subject: Cow::Borrowed(subject),
        text: Cow::Borrowed(&question.text),
        answer: Cow::Borrowed(&question.answer),
        severity: Cow::Borrowed(SEVERITY.word(question.severity)),
        raises: borrowed(question.raises.iter().map(SmolStr::as_str).collect()),
        closes: borrowed(question.closes.iter().map(SmolStr::as_str).collect()),
        rates: borrowed(question.rates.iter().map(SmolStr::as_str).collect()),
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
    let edit = |edit: &'a diag::Edit| Edit { at: place(input, edit.span), text: Cow::Borrowed(&edit.text) };
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
pub(super) fn gate<'a>(input: &Input<'a>) -> Gate<'a> {
    Gate {
        level: Cow::Borrowed(&input.gate.level),
        unknown_level: Cow::Borrowed(&input.gate.unknown_level),
        configurations: Cow::Borrowed(&input.gate.configurations),
        judged: input.gate.judged,
        passed: input.gate.passed,
        sentence: Cow::Borrowed(&input.gate.sentence),
        denied: input.gate.denied,
        evidence_level: Cow::Borrowed(&input.gate.evidence_level),
        blocking: borrowed(input.gate.blocking.iter().map(SmolStr::as_str).collect()),
        claimed: borrowed(input.gate.claimed.iter().map(SmolStr::as_str).collect()),
        run: input.gate.run.as_ref().map(|run| RunVerdict {
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

fn answer<'a>(input: &Input<'a>, answer: &threat::Answer) -> Answer<'a> {
    let model = input.model;
    match answer {
        threat::Answer::Decision(index) => {
            let decision = model.decisions.get(*index as usize);
            Answer::Decision { index: *index, verb: Cow::Borrowed(decision.map_or("", |decision| verb(decision.verb))) }
        }
        threat::Answer::Assumption(id) => Answer::Assumption { name: Cow::Borrowed(&model[*id].decl.name) },
        threat::Answer::Controls(ids) => {
            Answer::Controls { names: ids.iter().map(|id| Cow::Borrowed(model[*id].decl.name.as_str())).collect() }
        }
    }
}

fn risk(risk: threat::Risk) -> Risk<'static> {
    let severity = Cow::Borrowed(risk.severity_word());
    Risk { likelihood: risk.likelihood, impact: risk.impact, score: risk.score(), severity }
}

fn borrowed(texts: Vec<&str>) -> Vec<Text<'_>> {
    texts.into_iter().map(Cow::Borrowed).collect()
}

fn owned(text: SmolStr) -> Text<'static> {
    Cow::Owned(text.into())
}
