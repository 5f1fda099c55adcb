//! A diagnostic as data: code, severity, message, labels, help, fix.
//!
//! Every phase declares its own codes next to the code that reports them ([`CodeInfo`]); the book's
//! reference of diagnostics is generated from those tables. How a diagnostic looks is `render`'s matter.
//!
//! This module must not know what any code means.

mod codes;
mod excerpt;
mod fix;
#[cfg(test)]
pub(crate) mod hostile;
mod quote;
mod render;
mod suggest;

pub(crate) use codes::codes;
pub use fix::{Certainty, Edit, Fix, apply, overlap, with_line_ends};
pub use quote::{
    hints_direction, is_bidi_control, is_invisible, is_obeyed, opens_marker, quote_terminal, quote_terminal_into,
    quote_terminal_lines, quote_workflow, quote_workflow_message, starts_marker, turns_direction,
};
pub use render::{Style, render, render_short};
pub use suggest::{SUGGESTED, are_opposite, article, did_you_mean, nearest, related};

use crate::text::Span;

/// A diagnostic's stable name, in kebab-case: `unknown-name`. Open: any phase may declare one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code(pub &'static str);

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Worth saying; changes nothing.
    Note,
    /// Probably a mistake; the model still means something. Can be raised, lowered or silenced by code.
    Warning,
    /// The model does not mean anything at that place. Cannot be silenced.
    Error,
}

impl Severity {
    /// `error`, `warning` or `note`.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// What the reference says of a code. Each check declares one beside its logic.
#[derive(Debug)]
pub struct CodeInfo {
    /// The code.
    pub code: Code,
    /// Its severity unless the configuration says otherwise.
    pub severity: Severity,
    /// One line, lower case, no full stop: the fault.
    pub summary: &'static str,
    /// Markdown: what it means, why it matters and how to repair it.
    pub explanation: &'static str,
}

/// A place that a diagnostic points at, with what is to be said there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What stands there; may be empty.
    pub text: String,
    /// Whether this is the place itself or a related one.
    pub primary: bool,
}

/// One thing to say about the sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable code.
    pub code: Code,
    /// How bad; phases use the code's default, the driver applies `[lints]`.
    pub severity: Severity,
    /// Lower case, no full stop, user text in backticks.
    pub message: String,
    /// Where; the first primary label is the place by which diagnostics are sorted.
    pub labels: Vec<Label>,
    /// What to do about it, one sentence each.
    pub help: Vec<String>,
    /// Facts worth knowing, one each.
    pub notes: Vec<String>,
    /// Repairs that a machine can apply, the likeliest first; at most one of them is what was meant.
    pub fixes: Vec<Fix>,
}

impl Diagnostic {
    /// A diagnostic of a declared code, at its default severity.
    pub fn new(info: &CodeInfo, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code: info.code,
            severity: info.severity,
            message: message.into(),
            labels: vec![Label { span, text: String::new(), primary: true }],
            help: Vec::new(),
            notes: Vec::new(),
            fixes: Vec::new(),
        }
    }

    /// Says something at the primary place.
    #[must_use]
    pub fn here(mut self, text: impl Into<String>) -> Diagnostic {
        if let Some(label) = self.labels.first_mut() {
            label.text = text.into();
        }
        self
    }

    /// Points at a related place.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.labels.push(Label { span, text: text.into(), primary: false });
        self
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Diagnostic {
        self.help.push(text.into());
        self
    }

    /// Adds what to do about it, if there is anything to say.
    #[must_use]
    pub fn help_opt(mut self, text: Option<String>) -> Diagnostic {
        self.help.extend(text);
        self
    }

    /// Adds a fact.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Diagnostic {
        self.notes.push(text.into());
        self
    }

    /// Adds a repair of one replacement that a reader has to look at.
    #[must_use]
    pub fn fix(self, title: impl Into<String>, span: Span, text: impl Into<String>) -> Diagnostic {
        self.offer(Fix::maybe(title, vec![Edit { span, text: text.into() }]))
    }

    /// Adds a repair of one replacement that can be applied unseen; see [`Certainty`] for when that is so.
    #[must_use]
    pub fn sure_fix(self, title: impl Into<String>, span: Span, text: impl Into<String>) -> Diagnostic {
        self.offer(Fix::sure(title, vec![Edit { span, text: text.into() }]))
    }

    /// Adds a repair.
    #[must_use]
    pub fn offer(mut self, fix: Fix) -> Diagnostic {
        self.fixes.push(fix);
        self
    }

    /// The place by which it is sorted.
    pub fn span(&self) -> Span {
        self.labels.iter().find(|label| label.primary).map_or(Span::NONE, |label| label.span)
    }
}

/// Sorts by place, then code, then message, and drops exact repetitions: the order in which people read.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| (a.span(), a.code, &a.message).cmp(&(b.span(), b.code, &b.message)));
    diagnostics.dedup();
}

/// A number with commas between thousands.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
