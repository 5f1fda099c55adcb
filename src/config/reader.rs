//! Values of a configuration by their types, and what is reported of those that are none.
//!
//! This file must not know any key.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use crate::config::Config;
use crate::config::codes::{WEAKER, WRONG_VALUE};
use crate::diag::{CodeInfo, Diagnostic, nearest};
use crate::text::{SourceId, Span};

/// A key, with its place.
pub(super) type Name<'a> = Spanned<std::borrow::Cow<'a, str>>;
/// What stands behind a key, with its place.
pub(super) type Value<'a> = Spanned<DeValue<'a>>;

/// What was read, and what was wrong.
pub(super) struct Reader<'a> {
    pub(super) source: SourceId,
    pub(super) known: &'a [&'static CodeInfo],
    /// Whether `config` began as that of a folder around.
    pub(super) nested: bool,
    pub(super) config: Config,
    /// Whether the key that is being read has no effect, since the configuration around is stricter.
    pub(super) overruled: bool,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    pub(super) fn string(&mut self, name: &Name, value: &Value) -> Option<String> {
        let text = value.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            self.wrong_type(name, value, "a string", None);
        }
        text
    }

    pub(super) fn not_empty(&mut self, name: &Name, value: &Value, text: &str) -> bool {
        let empty = text.trim().is_empty();
        if empty {
            self.report(&WRONG_VALUE, value.span(), format!("`{}` is empty", name.get_ref()), None);
        }
        !empty
    }

    pub(super) fn word(&mut self, name: &Name, value: &Value, words: &[&str]) -> Option<String> {
        let choices = || {
            let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
            format!("one of {}", quoted.join(", "))
        };
        let Some(word) = value.get_ref().as_str() else {
            self.wrong_type(name, value, "a string", Some(choices()));
            return None;
        };
        if words.contains(&word) {
            return Some(word.to_owned());
        }
        let help = match nearest(word, words.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => choices(),
        };
        self.report(&WRONG_VALUE, value.span(), format!("`{}` cannot be `{word}`", name.get_ref()), Some(help));
        None
    }

    pub(super) fn wrong_type(&mut self, name: &Name, value: &Value, wanted: &str, help: Option<String>) {
        let message = format!("`{}` is {wanted}, this is {}", name.get_ref(), described(value));
        self.report(&WRONG_VALUE, value.span(), message, help);
    }

    pub(super) fn report(&mut self, info: &CodeInfo, range: Range<usize>, message: String, help: Option<String>) {
        let diagnostic = Diagnostic::new(info, self.span(range), message).help_opt(help);
        self.diagnostics.push(diagnostic);
    }

    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.source, range.start, range.end)
    }

    /// Reports what the configuration around makes void.
    pub(super) fn weaker(&mut self, key: &str, value: &Value, what: &str, holds: &str) {
        let message = format!("`{key} = {what}` is weaker than `{key} = {holds}` of the configuration around it");
        let help = format!("change the outer `palisade.toml`, or delete this line; `{holds}` holds");
        self.report(&WEAKER, value.span(), message, Some(help));
        self.overruled = true;
    }
}

/// What a value is, in words.
pub(super) fn described(value: &Value) -> &'static str {
    match value.get_ref() {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
