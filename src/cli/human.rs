//! What `check` says to people: diagnostics with their source, a table, what is open and why, questions, the gate.

use crate::cli::sheet::Sheet;
use crate::config::Level;
use crate::diag::{Severity, Style, quote_terminal, render};
use crate::driver::Compilation;
use crate::gate::Loosened;
use crate::model::{Thing, Tree};
use crate::rules::Subject;
use crate::schema::{LEVEL, SEVERITY};
use crate::text::Span;
use crate::threat::{self, Explainer, Provenance, Question, Status, Threat, ThreatRule};
use crate::view::inquiry::{Inquiry, inquiries};

/// So many things of a kind that loosens the gate are shown.
const LOOSENING: usize = 20;
/// So many threats that are others' are shown.
const THEIRS: usize = 10;
/// So many questions are shown.
const QUESTIONS: usize = 10;
/// So many things are named by a question about several.
const LINES: usize = 5;
/// So many threats are named by a question.
const NAMED: usize = 3;
/// So many places are named of what loosens the gate.
const PLACES: usize = 3;

/// Everything that people want to know of one model.
pub(super) fn sheet(compilation: &Compilation, style: Style) -> Sheet {
    let mut sheet = Sheet::new(style);
    sheet.each(&compilation.diagnostics, |diagnostic, sheet| {
        sheet.say(&render(&compilation.sources, diagnostic, sheet.style));
    });
    head(compilation, &mut sheet);
    table(compilation, &mut sheet);
    open(compilation, &mut sheet);
    theirs(compilation, &mut sheet);
    claimed(compilation, &mut sheet);
    under_claims(compilation, &mut sheet);
    questions(compilation, &mut sheet);
    loosening(compilation, &mut sheet);
    verdict(compilation, &mut sheet);
    sheet
}

fn head(compilation: &Compilation, sheet: &mut Sheet) {
    let model = &compilation.model;
    let label = model.decl.label.as_deref().map(|label| format!(" \"{label}\"")).unwrap_or_default();
    let (elements, flows) = (many(model.elements.len(), "element"), many(model.flows.len(), "flow"));
    let threats = many(compilation.threats.threats.len(), "threat");
    let text = quote_terminal(&format!("{}{label}: {elements}, {flows}, {threats}", compilation.name()));
    let text = sheet.style.bold(&text);
    sheet.line(&text);
    if compilation.incomplete {
        let faulty = compilation.verdict.faulty();
        sheet.line(&format!("incomplete: {faulty}, so threats may be missing"));
    }
}

/// Threats by residual severity and status; severities and statuses that do not occur are left out.
fn table(compilation: &Compilation, sheet: &mut Sheet) {
    let threats = &compilation.threats.threats;
    if threats.is_empty() {
        return;
    }
    // Open first, then towards what is certain: the order in which people act.
    let statuses: Vec<Status> =
        Status::ALL.into_iter().rev().filter(|status| threats.iter().any(|each| each.status == *status)).collect();
    let mut line = " ".repeat(10);
    for status in &statuses {
        line.push_str(&format!("  {}", status.word()));
    }
    sheet.say("\n");
    sheet.line(&line);
    for severity in (0..SEVERITY.words.len() as u8).rev() {
        let of_it: Vec<&Threat> = threats.iter().filter(|each| each.residual.severity == severity).collect();
        if of_it.is_empty() {
            continue;
        }
        let mut line = sheet.style.severity(severity, &format!("{:<10}", SEVERITY.word(severity)));
        for status in &statuses {
            let count = of_it.iter().filter(|each| each.status == *status).count();
            let count = if count == 0 { "-".to_owned() } else { count.to_string() };
            line.push_str(&format!("  {count:>width$}", width = status.word().len()));
        }
        sheet.line(&line);
    }
    let verified = threats.iter().filter(|each| each.status == Status::Verified).count();
    let others = || threats.iter().filter(|each| each.status != Status::Verified);
    let rests = |worth| others().filter(|each| each.provenance == Some(worth)).count();
    let (claimed, evidenced) = (rests(Provenance::Claimed), rests(Provenance::Evidenced));
    if claimed + evidenced + verified > 0 {
        sheet.line(&format!(
            "answered by controls or facts: {claimed} claimed, {evidenced} evidenced, {verified} verified"
        ));
    }
}

/// Threats that only things out of scope could close: they do not gate, so they are told.
fn theirs(compilation: &Compilation, sheet: &mut Sheet) {
    let theirs = |threat: &&Threat| threat.status == Status::Theirs;
    let found: Vec<&Threat> = compilation.threats.threats.iter().filter(theirs).collect();
    if found.is_empty() {
        return;
    }
    sheet.line(&format!("\n{} that only what is out of scope could close:", many(found.len(), "threat")));
    for threat in found.iter().take(THEIRS) {
        title(compilation, threat, sheet);
        let Some(threat::Answer::Theirs(things)) = &threat.answer else { continue };
        for thing in things {
            let decl = compilation.model.decl(*thing);
            item("ask", &format!("those who answer for `{}`", decl.name), decl.span, compilation, sheet);
        }
    }
    if found.len() > THEIRS {
        sheet.line(&format!("{} more: `palisade report` has all", found.len() - THEIRS));
    }
}

/// Threats whose mitigation does not count, or does not lower them, since evidence is required.
fn claimed(compilation: &Compilation, sheet: &mut Sheet) {
    let Compilation { verdict, threats, model, .. } = compilation;
    let Some(level) = verdict.require_evidence.filter(|_| !verdict.claimed.is_empty()) else { return };
    sheet.line(&format!("\nonly claimed, and evidence is required from {} upwards:", level.word()));
    for threat in verdict.claimed.iter().filter_map(|index| threats.threats.get(*index)) {
        title(compilation, threat, sheet);
        let mut controls = match &threat.answer {
            Some(threat::Answer::Controls(controls)) if threat.status.is_closed() => controls.clone(),
            _ => Vec::new(),
        };
        // Of a defence with several parts, those that have their evidence are done.
        controls.retain(|control| threats.evidenced.binary_search(control).is_err());
        let lowering = compilation.findings().lowered_by_claims(threat);
        if !lowering.is_empty() {
            let severity = threat.evidenced.severity_word();
            let text = format!("{severity} without what is only claimed to lower it");
            item("is", &text, Span::NONE, compilation, sheet);
        }
        for (control, span) in lowering.iter().filter_map(|by| by.control.map(|control| (control, by.span))) {
            let decl = &model[control].decl;
            item("add", &format!("evidence to control `{}`", decl.name), span, compilation, sheet);
        }
        for control in &controls {
            let decl = model.decl(Thing::Control(*control));
            item("add", &format!("evidence to control `{}`", decl.name), decl.span, compilation, sheet);
        }
        let bare = lowering.iter().any(|by| by.control.is_none());
        if bare || (controls.is_empty() && lowering.is_empty()) {
            let text = "a control with evidence: this rests on what the model states alone";
            item("add", text, Span::NONE, compilation, sheet);
        }
    }
}

/// Questions that are asked since what answers for them is only claimed, and evidence is required.
fn under_claims(compilation: &Compilation, sheet: &mut Sheet) {
    let Compilation { verdict, threats, .. } = compilation;
    if verdict.claimed_questions.is_empty() {
        return;
    }
    sheet.line("\nonly claims answer for what these questions could hide:");
    for question in verdict.claimed_questions.iter().filter_map(|index| threats.under_claims.get(*index)) {
        ask(compilation, question, sheet);
    }
}

/// What loosens the gate, a line a kind. Questions that nobody asks are counted in the gate's own line.
fn loosening(compilation: &Compilation, sheet: &mut Sheet) {
    let mut kinds = compilation.loosening.kinds.iter().filter(|kind| !kind.is_in_the_sentence()).peekable();
    if kinds.peek().is_none() {
        return;
    }
    let heading = sheet.style.bold("\nWhat loosens the gate");
    sheet.line(&heading);
    for kind in kinds {
        let text = format!("  {}", quote_terminal(&kind.summary));
        let unnamed = kind.unnamed();
        if unnamed.is_empty() {
            sheet.line(&format!("{text}{}", places(kind, compilation, sheet)));
            continue;
        }
        sheet.line(&text);
        for matter in unnamed.iter().take(LOOSENING) {
            let line = place(["    - ", &quote_terminal(&matter.text)].concat(), matter.span, compilation, sheet);
            sheet.line(&line);
        }
        if unnamed.len() > LOOSENING {
            sheet.line(&format!("    - {} more, which `palisade report` lists", unnamed.len() - LOOSENING));
        }
    }
}

/// Where the first of a kind stand, in brackets, each place once.
fn places(kind: &Loosened, compilation: &Compilation, sheet: &Sheet) -> String {
    let mut places: Vec<String> = Vec::new();
    for span in kind.matters.iter().map(|matter| matter.span).filter(|span| span.is_somewhere()) {
        let Some(at) = compilation.sources.line_col(span) else { continue };
        let place = format!("{}:{}", compilation.sources.path(span.source), at.line);
        if !places.contains(&place) {
            places.push(place);
        }
        if places.len() == PLACES {
            break;
        }
    }
    if places.is_empty() {
        return String::new();
    }
    let more = kind.count.saturating_sub(PLACES);
    let more = if more > 0 && places.len() == PLACES { format!(", {more} more") } else { String::new() };
    format!(" {}", sheet.style.faint(&quote_terminal(&format!("({}{more})", places.join(", ")))))
}

/// Threats that nothing closes: with a fix from the gate's level upwards, with their reasons alone below it.
fn open(compilation: &Compilation, sheet: &mut Sheet) {
    let open: Vec<&Threat> = compilation.threats.threats.iter().filter(|each| !each.status.is_closed()).collect();
    let level = compilation.verdict.fail_on.unwrap_or(Level::High);
    let (full, brief): (Vec<&Threat>, Vec<&Threat>) =
        open.into_iter().partition(|threat| threat.residual.severity >= level as u8);
    let explainer = compilation.findings().explainer();
    sheet.each(&full, |threat, sheet| {
        sheet.say("\n");
        title(compilation, threat, sheet);
        details(compilation, &explainer, threat, sheet);
    });
    if !brief.is_empty() {
        let count = many(brief.len(), "open threat");
        sheet.line(&format!("\n{count} below {}:", level.word()));
    }
    sheet.each(&brief, |threat, sheet| {
        title(compilation, threat, sheet);
        reasons(compilation, &explainer, threat, sheet);
    });
    if let Some(first) = full.first().or(brief.first()) {
        let id = quote_terminal(&format!("'{}'", compilation.findings().id(first)));
        let hint = format!("palisade explain {id} says why, and what would close it; likewise for the others");
        sheet.say("\n");
        sheet.line(&sheet.style.faint(&hint));
    }
}

/// `high: 'rule@target' Title (planned)`
fn title(compilation: &Compilation, threat: &Threat, sheet: &mut Sheet) {
    let severity = sheet.style.severity(threat.residual.severity, threat.residual.severity_word());
    let id = sheet.style.bold(&quote_terminal(&["'", &compilation.findings().id(threat), "'"].concat()));
    let title = quote_terminal(&compilation.findings().title(threat));
    let status = if threat.status == Status::Open { String::new() } else { format!(" ({})", threat.status.word()) };
    sheet.line(&[&*severity, ": ", &id, " ", &title, &status].concat());
}

fn details(compilation: &Compilation, explainer: &Explainer<'_>, threat: &Threat, sheet: &mut Sheet) {
    reasons(compilation, explainer, threat, sheet);
    way(compilation, threat, sheet);
    let fix = compilation.findings().fix(threat);
    if !fix.is_empty() {
        let fix: Vec<&str> = fix.split_whitespace().collect();
        item("fix", &fix.join(" "), Span::NONE, compilation, sheet);
    }
}

/// The facts that decided, with their places.
fn reasons(compilation: &Compilation, explainer: &Explainer<'_>, threat: &Threat, sheet: &mut Sheet) {
    let reasons = explainer.why(threat);
    if reasons.iter().all(|reason| !reason.span.is_somewhere()) {
        item("at", "", compilation.model.decl(threat.target).span, compilation, sheet);
    }
    for (index, reason) in reasons.iter().enumerate() {
        item(if index == 0 { "why" } else { "" }, &reason.text, reason.span, compilation, sheet);
    }
}

/// The cheapest open way through the tree of a written threat.
fn way(compilation: &Compilation, threat: &Threat, sheet: &mut Sheet) {
    let Compilation { model, threats, .. } = compilation;
    let ThreatRule::Written(id) = threat.rule else { return };
    let standing = threats.trees.get(id.index()).and_then(Option::as_ref);
    let (Some(tree), Some(standing)) = (&model[id].tree, standing) else { return };
    let (Some(likelihood), Some(cost)) = (standing.likelihood(), standing.cost()) else { return };
    let on_way = threat::leaves(tree).into_iter().filter(|(at, _)| standing.nodes.get(*at).is_some_and(|n| n.cheapest));
    let steps: Vec<String> = on_way
        .map(|(_, leaf)| match leaf {
            Tree::Leaf(leaf) => format!("\"{}\"", leaf.text),
            Tree::Derived(rule, target) => format!("'{}@{}'", rule.text, model.target(target)),
            Tree::All(..) | Tree::Any(..) => String::new(),
        })
        .collect();
    let level = LEVEL.word(likelihood.saturating_sub(1));
    let text = format!("{} (the cheapest, cost {cost}; likelihood of the tree {level})", steps.join(", then "));
    item("way", &text, Span::NONE, compilation, sheet);
}

/// `  why  text (file:line)`
fn item(word: &str, text: &str, span: Span, compilation: &Compilation, sheet: &mut Sheet) {
    // As `{word:<4}`, which takes the time of ten of these.
    let blanks = "    ".get(word.len()..).unwrap_or("");
    let line = place(["  ", word, blanks, &quote_terminal(text)].concat(), span, compilation, sheet);
    sheet.line(line.trim_end());
}

/// A line with a place behind it, in brackets if the line says anything but a word.
fn place(line: String, span: Span, compilation: &Compilation, sheet: &Sheet) -> String {
    let Some(at) = compilation.sources.line_col(span) else { return line };
    let (path, number) = (compilation.sources.path(span.source), at.line.to_string());
    let (open, close) = if line.trim() == "at" { ("", "") } else { ("(", ")") };
    let place = quote_terminal(&[open, path, ":", &number, close].concat());
    [line.trim_end(), " ", &sheet.style.faint(&place)].concat()
}

/// What nobody stated, the gravest first.
fn questions(compilation: &Compilation, sheet: &mut Sheet) {
    let groups = inquiries(&compilation.view());
    if groups.is_empty() {
        return;
    }
    let facts = compilation.threats.questions.len();
    let about = if facts > groups.len() { format!(" about {}", many(facts, "fact")) } else { String::new() };
    let shown = if groups.len() > QUESTIONS { format!(", the first {QUESTIONS}") } else { String::new() };
    let heading = format!("\n{}{about}{shown}", many(groups.len(), "question"));
    let heading = sheet.style.bold(&heading);
    sheet.line(&heading);
    for group in groups.iter().take(QUESTIONS) {
        match (group.lines.as_slice(), group.is_one_fact()) {
            ([line], true) => line.questions.iter().for_each(|question| ask(compilation, question, sheet)),
            _ => form(compilation, group, sheet),
        }
    }
    let more = groups.len().saturating_sub(QUESTIONS);
    let lines = groups.iter().take(QUESTIONS).any(|group| group.lines.len() > LINES || !group.is_one_fact());
    match (more, lines) {
        (0, false) => {}
        (0, true) => sheet.line("`palisade questions` has the forms, with what each answer settles"),
        (more, _) => sheet.line(&format!("{more} more: `palisade questions` has all, with what each answer settles")),
    }
}

/// A question that is asked of several things, or asks for several facts: what is asked of whom.
fn form(compilation: &Compilation, group: &Inquiry<'_>, sheet: &mut Sheet) {
    let severity = sheet.style.severity(group.severity(), SEVERITY.word(group.severity()));
    sheet.line(&format!("{severity}: {}", quote_terminal(&group.text)));
    let vocabulary = &compilation.model.vocabulary;
    for line in group.lines.iter().take(LINES) {
        let name = compilation.model.name(line.thing);
        let techniques = line.questions.iter().filter_map(|question| match question.subject {
            Subject::Technique(id) => Some(vocabulary.technique(id).name.as_str()),
            Subject::Attribute(_) => None,
        });
        let asked = if group.is_one_fact() { Vec::new() } else { techniques.collect() };
        let text = if asked.is_empty() { format!("`{name}`") } else { format!("`{name}`: {}", asked.join(", ")) };
        item("of", &text, compilation.model.decl(line.thing).span, compilation, sheet);
    }
    if group.lines.len() > LINES {
        sheet.line(&format!("  and {} more", group.lines.len() - LINES));
    }
    match (group.is_one_fact(), group.questions().next()) {
        (true, Some(first)) => {
            sheet.line(&quote_terminal(&format!("  add `{}` to each", first.answer(&compilation.model))))
        }
        _ => sheet.line("  add what is in place to `controls`, and what is not to `lacks`"),
    }
}

fn ask(compilation: &Compilation, question: &Question, sheet: &mut Sheet) {
    let severity = sheet.style.severity(question.severity, SEVERITY.word(question.severity));
    sheet.line(&format!("{severity}: {}", quote_terminal(&question.text(&compilation.model))));
    let effects = [("could raise", &question.raises), ("could close", &question.closes)];
    for (word, ids) in effects.into_iter().filter(|(_, ids)| !ids.is_empty()) {
        let mut names: Vec<String> = ids.iter().take(NAMED).map(|id| format!("'{id}'")).collect();
        if ids.len() > NAMED {
            names.push(format!("{} more", ids.len() - NAMED));
        }
        sheet.line(&quote_terminal(&format!("  {word} {}", names.join(", "))));
    }
    let model = &compilation.model;
    let text = format!("`{}` to `{}`", question.answer(model), model.name(question.thing));
    item("add", &text, model.decl(question.thing).span, compilation, sheet);
}

/// The last line: the gate, and what else decides the exit status.
fn verdict(compilation: &Compilation, sheet: &mut Sheet) {
    let warnings = compilation.diagnostics.iter().filter(|each| each.severity == Severity::Warning).count();
    let errors = compilation.diagnostics.iter().filter(|each| each.severity == Severity::Error).count();
    let mut said = Vec::new();
    let errors = errors - compilation.denied.min(errors);
    for (count, word) in [(errors, "error"), (compilation.denied, "denied warning"), (warnings, "warning")] {
        if count > 0 {
            said.push(many(count, word));
        }
    }
    sheet.say("\n");
    if !said.is_empty() {
        sheet.line(&said.join(", "));
    }
    let sentence = sheet.style.bold(&compilation.verdict.sentence());
    sheet.line(&sentence);
}

/// `1 flow`, `2 flows`.
pub(super) fn many(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
