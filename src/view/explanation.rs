//! One threat in full: the conditions clause by clause, the sum of its risk, what would close it, the rule's own words.
//!
//! What closes it was tried out by the driver and is given; everything else is asked of the engine here.

use serde::Serialize;

use crate::analysis::Likely;
use crate::catalogue;
use crate::model::{ControlId, Truth};
use crate::rules::{Clause, Reason};
use crate::schema::{SEVERITY, word};
use crate::text::Span;
use crate::threat::{Answer, Risk, Status, Threat, ThreatRule};
use crate::view::closing::{Step, Ways, edits};
use crate::view::explain::{statement, without_examples};
use crate::view::replacement::{Replacement, replacements};
use crate::view::{Input, words};

/// A threat, explained.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Explanation {
    /// `rule@target`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The word of its residual severity.
    pub severity: &'static str,
    /// The word of its status.
    pub status: &'static str,
    /// What happens and why it matters, in Markdown.
    pub description: String,
    /// The facts that decided.
    pub reasons: Vec<Fact>,
    /// The rule's conditions, clause by clause; empty for what a person wrote.
    pub conditions: Vec<Condition>,
    /// How its risk comes about.
    pub risk: Sum,
    /// Any one of these lists of steps closes it. Empty where it is closed, and where no fact or control can.
    pub closing: Vec<Vec<Advice>>,
    /// Whether more may close it that was not looked at, since that takes too many steps.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub closing_cut: bool,
    /// Controls that would close it, were their evidence not broken.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub broken_evidence: Vec<Fact>,
    /// A decision with all fields that it needs, or a new last day for the one that has expired; empty where it is closed,
    /// and where the feature is to go.
    pub decision: Vec<Advice>,
    /// What to do.
    pub fix: String,
    /// When it does not apply.
    pub false_positives: String,
    /// References.
    pub references: Vec<String>,
    /// The rule's text without its examples; empty for what a person wrote.
    pub rule: String,
    /// Whether it has examples, which are left out.
    #[serde(skip)]
    pub has_examples: bool,
}

/// A fact with the place that says it.
#[derive(Clone, Debug, Serialize)]
pub struct Fact {
    /// In words.
    pub text: String,
    /// The file, from the project's folder; nothing for what the vocabulary implies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The line, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The place itself.
    #[serde(skip)]
    pub span: Span,
}

/// A clause of a condition.
#[derive(Clone, Debug, Serialize)]
pub struct Condition {
    /// `when`, `unless` or `violated when` at the top; the clause below.
    pub text: String,
    /// `true`, `false`, `unknown`.
    pub value: &'static str,
    /// What it read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<Fact>,
    /// Its parts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Condition>,
}

/// How a risk comes about. Likelihood and impact are 1–5, the score is their product.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Sum {
    /// What its DREAD rating or CVSS vector comes to; likelihood and impact are then made up from the severity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rating: Option<Rated>,
    /// The rule's likelihood; nothing for policies and what a person wrote.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<u8>,
    /// What exposure adds: +1 to −2.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exposure: Option<i8>,
    /// Who reaches the target; of what a person wrote, what its likelihood comes from.
    pub reached: Vec<Fact>,
    /// What rates the impact.
    pub rated: Vec<Fact>,
    /// Controls that lower the likelihood, each with its steps.
    pub reduced: Vec<Fact>,
    /// Likelihood, impact and score before controls.
    pub inherent: [u8; 3],
    /// The same after them.
    pub residual: [u8; 3],
    /// The severity before controls.
    pub inherent_severity: &'static str,
    /// The severity after them.
    pub residual_severity: &'static str,
}

/// A rating by another system.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Rated {
    /// `dread` or `cvss-4.0`.
    pub system: &'static str,
    /// 0 to 10: the mean of the five parts of DREAD, or the CVSS score.
    pub value: f64,
}

/// One step that closes a threat.
#[derive(Clone, Debug, Serialize)]
pub struct Advice {
    /// The text to paste.
    pub text: String,
    /// Where it goes.
    #[serde(flatten)]
    pub place: Fact,
    /// The edits that do it alone; none where something in the text is left to fill in.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub edits: Vec<Replacement>,
}

/// Explains a threat. `ways` are the ways that close it.
pub fn explanation(input: &Input<'_>, found: &Threat, ways: &Ways) -> Explanation {
    let (model, rules) = (input.model, input.rules);
    let fact = |reason: Reason| fact(input, reason.text, reason.span);
    let rule = match found.rule {
        ThreatRule::Rule(index) => rules.get(index as usize),
        ThreatRule::Written(_) => None,
    };
    let conditions = input.explainer.clauses(found).into_iter().map(|(word, clause)| Condition {
        text: word.to_owned(),
        value: value(clause.truth),
        facts: Vec::new(),
        parts: top(input, clause),
    });
    let advice = |step: &Step| {
        let edits = edits(input.sources, std::slice::from_ref(step));
        // A declaration may stand anywhere; an attribute has its line.
        let span = edits.first().filter(|_| !step.alone).map_or(step.span, |edit| edit.span);
        Advice {
            text: step.text.clone(),
            place: self::fact(input, step.place.clone(), span),
            edits: replacements(input, &edits),
        }
    };
    let closed = found.status.is_closed();
    let (text, has_examples) = rule.map_or_else(Default::default, |rule| rule_text(input, &rule.id, rule.span));
    Explanation {
        id: input.id(found).to_string(),
        title: input.title(found),
        severity: found.residual.severity_word(),
        status: found.status.word(),
        description: input.description(found).to_owned(),
        reasons: words::reasons(input, found).into_iter().map(fact).collect(),
        conditions: conditions.collect(),
        risk: sum(input, found),
        closing_cut: !ways.complete && ways.closing.is_empty(),
        closing: ways.closing.iter().map(|way| way.iter().map(advice).collect()).collect(),
        broken_evidence: broken(found)
            .iter()
            .map(|control| {
                let decl = &model[*control].decl;
                self::fact(input, format!("the evidence of control `{}`", decl.name), decl.span)
            })
            .chain(input.unproved(found).into_iter().map(|thing| {
                let decl = model.decl(thing);
                self::fact(input, format!("the evidence of what `{}` states", decl.name), decl.span)
            }))
            .collect(),
        decision: if closed { Vec::new() } else { decision(input, found) },
        fix: input.fix(found),
        false_positives: rule.map_or_else(String::new, |rule| input.fill(&rule.false_positives, found)),
        references: input.refs(found).into_iter().map(str::to_owned).collect(),
        rule: text,
        has_examples,
    }
}

/// The controls of a threat whose evidence was lost.
fn broken(found: &Threat) -> &[ControlId] {
    match &found.answer {
        Some(Answer::Controls(controls)) if found.status == Status::Lapsed => controls,
        _ => &[],
    }
}

fn fact(input: &Input<'_>, text: String, span: Span) -> Fact {
    let at = input.sources.line_col(span);
    Fact { text, file: at.map(|_| input.file(span.source).to_owned()), line: at.map(|at| at.line), span }
}

fn value(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "true",
        Truth::False => "false",
        Truth::Unknown => "unknown",
    }
}

/// The clauses below `when`: an `and` at the top goes without saying.
fn top(input: &Input<'_>, clause: Clause) -> Vec<Condition> {
    match clause.text == "all of" && !clause.parts.is_empty() {
        true => clause.parts.into_iter().map(|part| condition(input, part)).collect(),
        false => vec![condition(input, clause)],
    }
}

fn condition(input: &Input<'_>, clause: Clause) -> Condition {
    Condition {
        text: clause.text,
        value: value(clause.truth),
        facts: clause.reasons.into_iter().map(|reason| fact(input, reason.text, reason.span)).collect(),
        parts: clause.parts.into_iter().map(|part| condition(input, part)).collect(),
    }
}

fn sum(input: &Input<'_>, found: &Threat) -> Sum {
    let numbers = |risk: Risk| [risk.likelihood, risk.impact, risk.score()];
    let parts = input.explainer.risk(found);
    let reasons = input.explainer.risk_reasons(found).unwrap_or_default();
    let facts = |reasons: Vec<Reason>| reasons.into_iter().map(|each| fact(input, each.text, each.span)).collect();
    let rating = match found.rule {
        ThreatRule::Written(id) => words::score(input.model, id),
        ThreatRule::Rule(_) => None,
    };
    Sum {
        rating: rating.map(|(system, value)| Rated { system, value }),
        rule: parts.map(|parts| parts.rule),
        exposure: parts.map(|parts| parts.reached.adjustment()),
        reached: match (reasons.reached, parts.map(|parts| parts.reached)) {
            // The way of somebody as trusted as the target explains nothing.
            (Some(way), Some(Likely::Untrusted | Likely::Outside | Likely::Internal) | None) => facts(vec![way]),
            _ => Vec::new(),
        },
        rated: facts(reasons.impact),
        reduced: facts(reasons.reductions),
        inherent: numbers(found.inherent),
        residual: numbers(found.residual),
        inherent_severity: SEVERITY.word(found.inherent.severity),
        residual_severity: SEVERITY.word(found.residual.severity),
    }
}

/// An `accept` that lacks nothing but its reason, its author and its day; where a decision was taken before, what keeps
/// it in force.
fn decision(input: &Input<'_>, found: &Threat) -> Vec<Advice> {
    let model = input.model;
    if let Some(Answer::Decision(index)) = found.answer {
        let decision = model.decisions.get(index as usize).filter(|_| found.status == Status::Lapsed);
        return decision
            .map(|decision| Advice {
                text: "until = YYYY-MM-DD".to_owned(),
                edits: Vec::new(),
                place: fact(input, "in the decision, once it was taken again".to_owned(), decision.span),
            })
            .into_iter()
            .collect();
    }
    let grave = found.residual.severity >= word::severity::HIGH;
    let by = if grave { ", by = @HANDLE" } else { "" };
    let ends = input.threats.require_until.is_some_and(|least| found.residual.severity >= least);
    let until = if ends { ", until = YYYY-MM-DD" } else { "" };
    let (rule, target) = (input.rule_id(found), input.target(found));
    let text = format!("accept {rule} on {target} {{ because = \"…\"{by}{until} }}");
    let place = fact(input, "anywhere in the model".to_owned(), Span::NONE);
    vec![Advice { text, place, edits: Vec::new() }]
}

/// The text of a rule without its examples, and whether it has any.
fn rule_text(input: &Input<'_>, id: &str, span: Span) -> (String, bool) {
    if !span.is_somewhere() {
        let found = catalogue::declaration("rule", id);
        return found.map_or_else(Default::default, |rule| without_examples(&rule.stmt, rule.text));
    }
    let decl = input.declared.iter().find(|decl| decl.id == id);
    let source = input.sources.get(span.source);
    let found = source.zip(decl).and_then(|(source, decl)| Some((statement(source, decl.span)?, source)));
    found.map_or_else(Default::default, |(stmt, source)| without_examples(&stmt, &source.text))
}
