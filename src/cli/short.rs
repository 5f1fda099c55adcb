//! One finding a line, for editors and `grep`.

use crate::cli::sheet::Sheet;
use crate::diag::{Style, quote_terminal, render_short};
use crate::driver::Compilation;
use crate::text::Span;
use crate::threat::Status;

/// Diagnostics, then threats that nothing closes, then questions, what loosens the gate, and the gate.
pub(super) fn sheet(compilation: &Compilation, style: Style) -> Sheet {
    let mut sheet = Sheet::new(style);
    let Compilation { sources, model, threats, .. } = compilation;
    for diagnostic in &compilation.diagnostics {
        sheet.line(&render_short(sources, diagnostic));
    }
    let place = |span: Span| if span.is_somewhere() { format!("{}: ", sources.place(span)) } else { String::new() };
    for threat in threats.threats.iter().filter(|threat| !threat.status.is_closed()) {
        let (id, title) = (compilation.findings().id(threat), compilation.findings().title(threat));
        let at = place(model.decl(threat.target).span);
        let severity = threat.residual.severity_word();
        let status = match threat.status {
            Status::Open => String::new(),
            other => format!(" ({})", other.word()),
        };
        sheet.line(&quote_terminal(&format!("{at}threat[{severity}]: '{id}' {title}{status}")));
    }
    for threat in compilation.verdict.claimed.iter().filter_map(|index| threats.threats.get(*index)) {
        let id = compilation.findings().id(threat);
        let at = place(model.decl(threat.target).span);
        let severity = threat.evidenced.severity_word();
        let how = if threat.status.is_closed() { "answered" } else { "lowered" };
        sheet.line(&quote_terminal(&format!("{at}claimed[{severity}]: '{id}' is {how} without evidence")));
    }
    let under_claims = compilation.verdict.claimed_questions.iter();
    let under_claims = under_claims.filter_map(|index| threats.under_claims.get(*index));
    for question in threats.questions.iter().chain(under_claims) {
        let at = place(model.decl(question.thing).span);
        let severity = crate::schema::SEVERITY.word(question.severity);
        sheet.line(&quote_terminal(&format!("{at}question[{severity}]: {}", question.text)));
    }
    let name = compilation.name();
    for kind in compilation.loosening.kinds.iter().filter(|kind| !kind.is_in_the_sentence()) {
        let first = kind.matters.iter().map(|matter| matter.span).find(|span| span.is_somewhere());
        let at = first.map_or_else(|| format!("{name}: "), place);
        sheet.line(&quote_terminal(&format!("{at}loosens[{}]: {}", kind.info.code.0, kind.summary)));
        for matter in kind.unnamed() {
            let at = if matter.span.is_somewhere() { place(matter.span) } else { format!("{name}: ") };
            sheet.line(&quote_terminal(&format!("{at}loosens[{}]: {}", kind.info.code.0, matter.text)));
        }
    }
    sheet.line(&quote_terminal(&format!("{name}: {}", compilation.verdict.sentence())));
    sheet
}
