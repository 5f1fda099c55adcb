//! One finding a line, for editors and `grep`.

use std::fmt::Write;

use crate::cli::sheet::Sheet;
use crate::diag::{Style, render_short};
use crate::driver::Compilation;
use crate::text::{Sources, Span};
use crate::threat::{Answer, Status};

/// Diagnostics, then threats that nothing closes, those whose remedy is not ours, then questions, what loosens the gate, and the gate.
pub(super) fn sheet(compilation: &Compilation, style: Style) -> Sheet {
    let mut sheet = Sheet::new(style);
    let Compilation { sources, model, threats, .. } = compilation;
    let found = compilation.findings();
    for diagnostic in &compilation.diagnostics {
        sheet.line(&render_short(sources, diagnostic));
    }
    let mut lines = Lines { sheet, sources, line: String::new(), place: (Span::NONE, String::new()) };
    for threat in threats.threats.iter().filter(|threat| !threat.status.is_closed()) {
        let (rule, target) = (found.rule_id(threat), found.target(threat));
        let title = found.title(threat);
        lines.at(model.decl(threat.target).span);
        lines.say(&["threat[", threat.residual.severity_word(), "]: '", rule, "@", &target, "' ", &title]);
        match threat.status {
            Status::Open => {}
            other => lines.say(&[" (", other.word(), ")"]),
        }
        lines.end();
    }
    for threat in &threats.threats {
        let Some(Answer::Theirs(things)) = threat.answer.as_ref().filter(|_| threat.status == Status::Theirs) else {
            continue;
        };
        let names: Vec<String> = things.iter().map(|thing| format!("`{}`", model.name(*thing))).collect();
        lines.at(model.decl(threat.target).span);
        lines.say(&["theirs[", threat.residual.severity_word(), "]: '", &found.id(threat), "' ", &found.title(threat)]);
        lines.say(&[" (the remedy is that of ", &names.join(", "), ")"]);
        lines.end();
    }
    for threat in compilation.verdict.claimed.iter().filter_map(|index| threats.threats.get(*index)) {
        let id = found.id(threat);
        let how = if threat.status.is_closed() { "answered" } else { "lowered" };
        lines.at(model.decl(threat.target).span);
        lines.say(&["claimed[", threat.evidenced.severity_word(), "]: '", &id, "' is ", how, " without evidence"]);
        lines.end();
    }
    let under_claims = compilation.verdict.claimed_questions.iter();
    let under_claims = under_claims.filter_map(|index| threats.under_claims.get(*index));
    for question in threats.questions.iter().chain(under_claims) {
        lines.at(model.decl(question.thing).span);
        lines.say(&["question[", crate::schema::SEVERITY.word(question.severity), "]: ", &question.text(model)]);
        lines.end();
    }
    let name = compilation.name();
    for kind in compilation.loosening.kinds.iter().filter(|kind| !kind.is_in_the_sentence()) {
        match kind.matters.iter().map(|matter| matter.span).find(|span| span.is_somewhere()) {
            Some(span) => lines.at(span),
            None => lines.say(&[&name, ": "]),
        }
        lines.say(&["loosens[", kind.info.code.0, "]: ", &kind.summary]);
        lines.end();
        for matter in kind.unnamed() {
            match matter.span.is_somewhere() {
                true => lines.at(matter.span),
                false => lines.say(&[&name, ": "]),
            }
            lines.say(&["loosens[", kind.info.code.0, "]: ", &matter.text]);
            lines.end();
        }
    }
    lines.say(&[&name, ": ", &compilation.verdict.sentence()]);
    lines.end();
    lines.sheet
}

/// Lines, put together piece by piece: there are a hundred for a small model.
struct Lines<'a> {
    sheet: Sheet,
    sources: &'a Sources,
    /// The line so far, not yet quoted.
    line: String,
    /// The place that was said last: much is said of one thing.
    place: (Span, String),
}

impl Lines<'_> {
    /// Says where, if it is anywhere.
    fn at(&mut self, span: Span) {
        if !span.is_somewhere() {
            return;
        }
        let (last, text) = &mut self.place;
        if *last != span {
            *last = span;
            text.clear();
            // Writing into memory does not fail.
            let _ = match self.sources.line_col(span) {
                Some(at) => write!(text, "{}:{}:{}: ", self.sources.path(span.source), at.line, at.column),
                None => write!(text, "{}: ", self.sources.place(span)),
            };
        }
        self.line.push_str(text);
    }

    fn say(&mut self, pieces: &[&str]) {
        pieces.iter().for_each(|piece| self.line.push_str(piece));
    }

    fn end(&mut self) {
        self.sheet.quoted(&self.line);
        self.line.clear();
    }
}
