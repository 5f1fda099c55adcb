//! `palisade.toml` to a [`Config`], with every mistake of the file in one run.

use toml::de::{DeTable, DeValue};

use crate::config::codes::{FIXED_LINT, SYNTAX, UNKNOWN_KEY, UNKNOWN_LINT, WRONG_VALUE};
use crate::config::reader::{Name, Reader, Value, described};
use crate::config::thresholds::{CVSS, DREAD, SCORES};
use crate::config::{Config, KEYS, Level, LintLevel, LintProblem, SECTIONS};
use crate::diag::{CodeInfo, Diagnostic, did_you_mean};
use crate::text::SourceId;

/// Reads a configuration. `text` is that of the source, without a byte-order mark; `known` are the
/// codes of every phase, for `[lints]`. What is wrong keeps its default and is in the diagnostics.
///
/// With an `outer` one, that of a folder around, the result is both together: what is stricter of each setting that
/// decides whether a build fails, and the inner one's name and output folder.
pub fn parse(
    source: SourceId,
    text: &str,
    known: &[&'static CodeInfo],
    outer: Option<&Config>,
) -> (Config, Vec<Diagnostic>) {
    let (table, faults) = DeTable::parse_recoverable(text);
    let config = outer.cloned().unwrap_or_default();
    let mut reader =
        Reader { source, known, nested: outer.is_some(), config, overruled: false, diagnostics: Vec::new() };
    for fault in faults {
        let span = reader.span(fault.span().unwrap_or(0..0));
        let message = fault.message().trim_end_matches('.').replace('\n', "; ");
        reader.diagnostics.push(Diagnostic::new(&SYNTAX, span, message));
    }
    for (name, value) in table.get_ref() {
        reader.section(name, value);
    }
    (reader.config, reader.diagnostics)
}

impl Reader<'_> {
    fn section(&mut self, name: &Name, value: &Value) {
        let section = name.get_ref().as_ref();
        if !SECTIONS.iter().any(|(known, _)| *known == section) {
            let home = KEYS.iter().find(|key| key.name == section);
            let help = match home {
                Some(key) => Some(format!("`{}` belongs into the table `[{}]`", key.name, key.section)),
                None => did_you_mean(section, SECTIONS.iter().map(|(name, _)| *name)).or_else(|| {
                    let names: Vec<String> = SECTIONS.iter().map(|(name, _)| format!("`[{name}]`")).collect();
                    Some(format!("the tables are {}", names.join(", ")))
                }),
            };
            let message = match value.get_ref() {
                DeValue::Table(_) => format!("unknown table `[{section}]`"),
                _ => format!("unknown key `{section}`"),
            };
            self.report(&UNKNOWN_KEY, name.span(), message, help);
            return;
        }
        let Some(table) = value.get_ref().as_table() else {
            let message = format!("`{section}` is a table, this is {}", described(value));
            self.report(&WRONG_VALUE, value.span(), message, Some(format!("write it as `[{section}]`")));
            return;
        };
        for (name, value) in table {
            self.key(section, name, value);
        }
    }

    fn key(&mut self, section: &str, name: &Name, value: &Value) {
        let place = self.span(name.span().start..value.span().end.max(name.span().end));
        let key = format!("{section}.{}", name.get_ref());
        let before = self.config.places.insert(key.clone(), place);
        match (section, name.get_ref().as_ref()) {
            ("project", "name") => {
                if let Some(text) = self.string(name, value).filter(|text| self.not_empty(name, value, text)) {
                    self.config.project = Some(text);
                }
            }
            ("gate", "fail-on") => {
                let level = self.gate_level(name, value, self.config.gate.fail_on);
                self.config.gate.fail_on = level;
            }
            ("gate", "fail-on-unknown") => {
                let level = self.gate_level(name, value, self.config.gate.fail_on_unknown);
                self.config.gate.fail_on_unknown = level;
            }
            ("gate", "require-evidence") => {
                let level = self.gate_level(name, value, self.config.gate.require_evidence);
                self.config.gate.require_evidence = level;
            }
            ("gate", "require-until") => {
                let level = self.gate_level(name, value, self.config.gate.require_until);
                self.config.gate.require_until = level;
            }
            ("rules", _) => self.rule(name, value),
            ("lints", _) => self.lint(name, value),
            ("risk", "thresholds") => {
                self.config.risk.scores = self.risk(name, value, &SCORES, self.config.risk.scores)
            }
            ("risk", "dread") => self.config.risk.dread = self.risk(name, value, &DREAD, self.config.risk.dread),
            ("risk", "cvss") => self.config.risk.cvss = self.risk(name, value, &CVSS, self.config.risk.cvss),
            ("output", "dir") => self.output_dir(name, value),
            (_, key) => self.unknown_key(section, name, key),
        }
        if std::mem::take(&mut self.overruled) {
            // What holds stands elsewhere, or nowhere.
            match before {
                Some(before) => self.config.places.insert(key, before),
                None => self.config.places.remove(&key),
            };
        }
    }

    fn unknown_key(&mut self, section: &str, name: &Name, key: &str) {
        let here = || KEYS.iter().filter(|known| known.section == section).map(|known| known.name);
        let help = match KEYS.iter().find(|known| known.name == key) {
            Some(home) => Some(format!("`{key}` belongs into the table `[{}]`", home.section)),
            None => did_you_mean(key, here()).or_else(|| {
                let names: Vec<String> = here().map(|name| format!("`{name}`")).collect();
                Some(format!("`[{section}]` knows {}", names.join(", ")))
            }),
        };
        self.report(&UNKNOWN_KEY, name.span(), format!("unknown key `{key}` in `[{section}]`"), help);
    }

    /// The level that a value gives; the one before where it is wrong or, nested, weaker, which is then reported.
    fn gate_level(&mut self, name: &Name, value: &Value, before: Option<Level>) -> Option<Level> {
        let words: Vec<&str> = std::iter::once("none").chain(Level::ALL.map(Level::word)).collect();
        let Some(word) = self.word(name, value, &words) else { return before };
        let level = Level::of(&word);
        // The lower the level, the more it fails; without one nothing does.
        let weight = |level: Option<Level>| level.map_or(Level::ALL.len(), |level| level as usize);
        if self.nested && weight(level) > weight(before) {
            let holds = before.map_or("none", Level::word);
            self.weaker(name.get_ref(), value, &word, holds);
            return before;
        }
        level
    }

    fn lint(&mut self, name: &Name, value: &Value) {
        let code = name.get_ref().as_ref();
        let words = LintLevel::ALL.map(LintLevel::word);
        let level = self.word(name, value, &words).and_then(|word| LintLevel::of(&word));
        if self.nested
            && let Some(level) = level
            && let Some(before) = self.config.lints.usual(code, self.known)
            && level < before
        {
            return self.weaker(code, value, level.word(), before.word());
        }
        // A wrong level must not hide that the code is wrong as well.
        match self.config.lints.set(code, level.unwrap_or(LintLevel::Warn), self.known) {
            Ok(()) => {}
            Err(LintProblem::Unknown { nearest }) => {
                let help = nearest.map(|code| format!("did you mean `{code}`?"));
                self.report(&UNKNOWN_LINT, name.span(), format!("no diagnostic has the code `{code}`"), help);
            }
            Err(LintProblem::Fixed) => {
                let help = "repair what it points at, and delete this line".to_owned();
                let message = format!("`{code}` is an error, and errors cannot be silenced");
                self.report(&FIXED_LINT, name.span(), message, Some(help));
            }
        }
    }

    fn output_dir(&mut self, name: &Name, value: &Value) {
        let Some(text) = self.string(name, value).filter(|text| self.not_empty(name, value, text)) else { return };
        let path = text.replace('\\', "/");
        let drive = path.get(1..2) == Some(":");
        if path.starts_with('/') || drive || path.split('/').any(|segment| segment == "..") {
            let message = format!("the output folder `{text}` is outside the project");
            let help = "name a folder below this file, or use `--out` on the command line".to_owned();
            self.report(&WRONG_VALUE, value.span(), message, Some(help));
            return;
        }
        if path.split('/').any(|segment| segment.starts_with('.') && segment != ".") {
            let message = format!("the output folder `{text}` has a part that begins with a dot");
            let help = "what begins with a dot belongs to other programs; name another folder".to_owned();
            self.report(&WRONG_VALUE, value.span(), message, Some(help));
            return;
        }
        self.config.output_dir = Some(text);
    }
}
