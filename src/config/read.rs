//! `palisade.toml` to a [`Config`], with every mistake of the file in one run.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::config::{Config, KEYS, Level, LintLevel, LintProblem, SECTIONS, Thresholds};
use crate::diag::{Code, CodeInfo, Diagnostic, Severity, did_you_mean, nearest};
use crate::text::{SourceId, Span};

/// The codes that reading the configuration reports.
pub const CODES: &[&CodeInfo] = &[&SYNTAX, &UNKNOWN_KEY, &WRONG_VALUE, &UNKNOWN_LINT, &FIXED_LINT, &WEAKER];

static SYNTAX: CodeInfo = CodeInfo {
    code: Code("config-syntax"),
    severity: Severity::Error,
    summary: "the configuration is not valid TOML",
    explanation: "`palisade.toml` is a [TOML](https://toml.io) file. What could be read around the fault still \
        counts, but an exit status computed from half a configuration would be worth nothing, so this is an error. \
        The most common causes are a string without quotes and a key that stands there twice.",
};

static UNKNOWN_KEY: CodeInfo = CodeInfo {
    code: Code("config-unknown-key"),
    severity: Severity::Error,
    summary: "the configuration has a key that means nothing",
    explanation: "A misspelt key would silently leave the default in force: with `fail_on` for `fail-on` a gate could \
        stand open for years. So a key that is not known is an error. The help names the nearest key that exists, \
        or the table to which the key belongs.",
};

static WRONG_VALUE: CodeInfo = CodeInfo {
    code: Code("config-wrong-value"),
    severity: Severity::Error,
    summary: "a value of the configuration is not one that its key can have",
    explanation: "The value has the wrong type, is none of the words that the key knows, or lies outside its range. \
        Thresholds must ascend (`1 < medium < high < critical <= 25`, those of DREAD and CVSS up to 10.0); the output folder must lie inside the project. \
        The default stays in force for the rest of the run.",
};

static UNKNOWN_LINT: CodeInfo = CodeInfo {
    code: Code("config-unknown-lint"),
    severity: Severity::Error,
    summary: "a lint level is set for a code that no diagnostic has",
    explanation: "`[lints]` maps the code of a warning, as shown in brackets in its first line, to `allow`, `warn` or \
        `deny`. A code that no diagnostic has would change nothing. Correct it, or delete the line if the warning no \
        longer exists.",
};

static FIXED_LINT: CodeInfo = CodeInfo {
    code: Code("config-fixed-lint"),
    severity: Severity::Error,
    summary: "a lint level is set for an error",
    explanation: "Only warnings can be silenced or raised. An error says that a part of the model has no meaning; \
        hiding it would hide that threats are missing. Repair what it points at, and delete the line.",
};

static WEAKER: CodeInfo = CodeInfo {
    code: Code("config-weaker"),
    severity: Severity::Warning,
    summary: "a nested configuration is weaker than one around it",
    explanation: "A `palisade.toml` in a folder inside another one's adds to it: it may raise the gate, deny warnings \
        and lower thresholds of risk. What would weaken the outer one has no effect, so that nobody opens the gate of a \
        project from a folder further down. Change the outer one, or delete the line.",
};

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

/// What thresholds are about.
struct Measure {
    usual: Thresholds,
    least: u8,
    most: u8,
    /// Whether numbers are kept in tenths, and may be written with one digit behind the point.
    tenths: bool,
    help: &'static str,
}

static SCORES: Measure = Measure {
    usual: Thresholds::SCORES,
    least: 2,
    most: 25,
    tenths: false,
    help: "scores are likelihood times impact, both from 1 to 5",
};
static DREAD: Measure = Measure {
    usual: Thresholds::DREAD,
    least: 1,
    most: 100,
    tenths: true,
    help: "the mean of a DREAD rating is from 0 to 10; one digit behind the point counts",
};
static CVSS: Measure = Measure {
    usual: Thresholds::CVSS,
    least: 1,
    most: 100,
    tenths: true,
    help: "a CVSS score is from 0 to 10, with one digit behind the point",
};

impl Measure {
    fn number(&self, value: u8) -> String {
        if self.tenths { format!("{}.{}", value / 10, value % 10) } else { value.to_string() }
    }

    /// `medium = 5, high = 10, critical = 16`
    fn written(&self, thresholds: &Thresholds, between: &str) -> String {
        let Thresholds { medium, high, critical } = *thresholds;
        let each = [("medium", medium), ("high", high), ("critical", critical)];
        each.map(|(word, value)| format!("{word}{between}{}", self.number(value))).join(", ")
    }
}

/// A number with at most one digit behind its point, in tenths; nothing where it has more or is too large.
fn tenths(text: &str) -> Option<u8> {
    let tenths = text.replace('_', "").parse::<f64>().ok()? * 10.0;
    let whole = tenths.round();
    ((tenths - whole).abs() < 1e-6 && (0.0..=255.0).contains(&whole)).then_some(whole as u8)
}

type Name<'a> = Spanned<std::borrow::Cow<'a, str>>;
type Value<'a> = Spanned<DeValue<'a>>;

struct Reader<'a> {
    source: SourceId,
    known: &'a [&'static CodeInfo],
    /// Whether `config` began as that of a folder around.
    nested: bool,
    config: Config,
    /// Whether the key that is being read has no effect, since the configuration around is stricter.
    overruled: bool,
    diagnostics: Vec<Diagnostic>,
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

    /// The thresholds that a value gives; those before where it is wrong or, nested, higher, which is then reported.
    fn risk(&mut self, name: &Name, value: &Value, measure: &Measure, before: Thresholds) -> Thresholds {
        let Some(read) = self.thresholds(name, value, measure, before) else { return before };
        let higher = read.medium > before.medium || read.high > before.high || read.critical > before.critical;
        if self.nested && higher {
            let (what, holds) = (measure.written(&read, " = "), measure.written(&before, " = "));
            self.weaker(name.get_ref(), value, &format!("{{ {what} }}"), &format!("{{ {holds} }}"));
            return before;
        }
        read
    }

    fn weaker(&mut self, key: &str, value: &Value, what: &str, holds: &str) {
        let message = format!("`{key} = {what}` is weaker than `{key} = {holds}` of the configuration around it");
        let help = format!("change the outer `palisade.toml`, or delete this line; `{holds}` holds");
        self.report(&WEAKER, value.span(), message, Some(help));
        self.overruled = true;
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

    /// `None` where something is wrong, which is then reported.
    fn thresholds(&mut self, name: &Name, value: &Value, measure: &Measure, before: Thresholds) -> Option<Thresholds> {
        const NAMES: [&str; 3] = ["medium", "high", "critical"];
        let Some(table) = value.get_ref().as_table() else {
            let help = format!("write `{} = {{ {} }}`", name.get_ref(), measure.written(&measure.usual, " = "));
            self.wrong_type(name, value, "a table", Some(help));
            return None;
        };
        let mut thresholds = before;
        let mut sound = true;
        for (key, value) in table {
            let word = key.get_ref().as_ref();
            if !NAMES.contains(&word) {
                let help =
                    did_you_mean(word, NAMES).or(Some("the thresholds are `medium`, `high`, `critical`".to_owned()));
                self.report(&UNKNOWN_KEY, key.span(), format!("unknown threshold `{word}`"), help);
                continue;
            }
            let Some(number) = self.threshold(key, value, measure) else {
                sound = false;
                continue;
            };
            match word {
                "medium" => thresholds.medium = number,
                "high" => thresholds.high = number,
                _ => thresholds.critical = number,
            }
        }
        let Thresholds { medium, high, critical } = thresholds;
        if sound && !(medium < high && high < critical) {
            let these = [medium, high, critical].map(|each| measure.number(each)).join(", ");
            let message = format!("thresholds must ascend, these are {these}");
            let help = format!("what is left out stays as it is: {}", measure.written(&before, " "));
            self.report(&WRONG_VALUE, value.span(), message, Some(help));
            return None;
        }
        sound.then_some(thresholds)
    }

    fn threshold(&mut self, name: &Name, value: &Value, measure: &Measure) -> Option<u8> {
        let (text, number) = match value.get_ref() {
            DeValue::Integer(number) => {
                let read = u8::from_str_radix(number.as_str(), number.radix()).ok();
                (number.as_str(), if measure.tenths { read.and_then(|whole| whole.checked_mul(10)) } else { read })
            }
            DeValue::Float(number) if measure.tenths => (number.as_str(), tenths(number.as_str())),
            _ => {
                self.wrong_type(name, value, if measure.tenths { "a number" } else { "a whole number" }, None);
                return None;
            }
        };
        let number = number.filter(|number| (measure.least..=measure.most).contains(number));
        if number.is_none() {
            let (least, most) = (measure.number(measure.least), measure.number(measure.most));
            let message = format!("`{}` is {text}, a threshold is from {least} to {most}", name.get_ref());
            self.report(&WRONG_VALUE, value.span(), message, Some(measure.help.to_owned()));
        }
        number
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

    fn string(&mut self, name: &Name, value: &Value) -> Option<String> {
        let text = value.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            self.wrong_type(name, value, "a string", None);
        }
        text
    }

    fn not_empty(&mut self, name: &Name, value: &Value, text: &str) -> bool {
        let empty = text.trim().is_empty();
        if empty {
            self.report(&WRONG_VALUE, value.span(), format!("`{}` is empty", name.get_ref()), None);
        }
        !empty
    }

    fn word(&mut self, name: &Name, value: &Value, words: &[&str]) -> Option<String> {
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

    fn wrong_type(&mut self, name: &Name, value: &Value, wanted: &str, help: Option<String>) {
        let message = format!("`{}` is {wanted}, this is {}", name.get_ref(), described(value));
        self.report(&WRONG_VALUE, value.span(), message, help);
    }

    fn report(&mut self, info: &CodeInfo, range: Range<usize>, message: String, help: Option<String>) {
        let diagnostic = Diagnostic::new(info, self.span(range), message).help_opt(help);
        self.diagnostics.push(diagnostic);
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.source, range.start, range.end)
    }
}

fn described(value: &Value) -> &'static str {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Gate, Risk};
    use crate::diag::{hostile, render_short, sort};
    use crate::text::{Source, Sources};
    use proptest::prelude::*;

    static UNUSED: CodeInfo =
        CodeInfo { code: Code("unused-element"), severity: Severity::Warning, summary: "", explanation: "" };
    static UNKNOWN: CodeInfo =
        CodeInfo { code: Code("unknown-name"), severity: Severity::Error, summary: "", explanation: "" };

    fn read(text: &str) -> (Config, String) {
        let mut sources = Sources::default();
        let id = sources.add(Source::new("palisade.toml", text));
        let (config, mut diagnostics) = parse(id, text, &[&UNUSED, &UNKNOWN], None);
        sort(&mut diagnostics);
        let lines = diagnostics.iter().map(|each| {
            let help: String = each.help.iter().map(|help| format!(" => {help}")).collect();
            format!("{}{help}\n", render_short(&sources, each))
        });
        (config, lines.collect())
    }

    #[test]
    fn everything_can_be_said() {
        let (config, said) = read(
            "[project]\nname = \"Shop\"\n[gate]\nfail-on = \"critical\"\nfail-on-unknown = \"high\"\nrequire-evidence = \"medium\"\n\
             [lints]\nunused-element = \"allow\"\nwarnings = \"deny\"\n\
             [risk]\nthresholds = { medium = 4, high = 0x09, critical = 20 }\n\
             dread = { medium = 2, high = 5.5 }\ncvss = { critical = 9.5 }\n[output]\ndir = \"out/models\"\n",
        );
        assert_eq!(said, "");
        assert_eq!(config.project.as_deref(), Some("Shop"));
        let gate = Gate {
            fail_on: Some(Level::Critical),
            fail_on_unknown: Some(Level::High),
            require_evidence: Some(Level::Medium),
        };
        assert_eq!(config.gate, gate);
        assert_eq!(config.risk.scores, Thresholds { medium: 4, high: 9, critical: 20 });
        assert_eq!(config.risk.dread, Thresholds { medium: 20, high: 55, critical: 80 });
        assert_eq!(config.risk.cvss, Thresholds { medium: 40, high: 70, critical: 95 });
        assert_eq!(config.output_dir.as_deref(), Some("out/models"));
        assert_eq!(read("[gate]\nfail-on = \"none\"\n").0.gate.fail_on, None);
        assert_eq!(read(""), (Config::default(), String::new()));
    }

    #[test]
    fn every_mistake_in_one_run() {
        let (config, said) = read(
            "fail-on = 1\n[gates]\n[gate]\nfail_on = \"high\"\nfail-on = \"hihg\"\nfail-on-unknown = true\n\
             [lints]\nunused-elment = \"allow\"\nunknown-name = \"allow\"\nunused-element = \"ignore\"\n\
             [risk]\nthresholds = { medium = 12, hihg = 3, critical = 26 }\n[output]\ndir = \"../out\"\nname = \"x\"\n",
        );
        assert_eq!(
            said,
            "\
palisade.toml:1:1: error[config-unknown-key]: unknown key `fail-on` => `fail-on` belongs into the table `[gate]`
palisade.toml:2:2: error[config-unknown-key]: unknown table `[gates]` => did you mean `gate`?
palisade.toml:4:1: error[config-unknown-key]: unknown key `fail_on` in `[gate]` => did you mean `fail-on`?
palisade.toml:5:11: error[config-wrong-value]: `fail-on` cannot be `hihg` => did you mean `high`?
palisade.toml:6:19: error[config-wrong-value]: `fail-on-unknown` is a string, this is true or false => one of `none`, `low`, `medium`, `high`, `critical`
palisade.toml:8:1: error[config-unknown-lint]: no diagnostic has the code `unused-elment` => did you mean `unused-element`?
palisade.toml:9:1: error[config-fixed-lint]: `unknown-name` is an error, and errors cannot be silenced => repair what it points at, and delete this line
palisade.toml:10:18: error[config-wrong-value]: `unused-element` cannot be `ignore` => one of `allow`, `warn`, `deny`
palisade.toml:12:29: error[config-unknown-key]: unknown threshold `hihg` => did you mean `high`?
palisade.toml:12:50: error[config-wrong-value]: `critical` is 26, a threshold is from 2 to 25 => scores are likelihood times impact, both from 1 to 5
palisade.toml:14:7: error[config-wrong-value]: the output folder `../out` is outside the project => name a folder below this file, or use `--out` on the command line
palisade.toml:15:1: error[config-unknown-key]: unknown key `name` in `[output]` => `name` belongs into the table `[project]`
"
        );
        assert_eq!(config.gate, Gate::default());
        assert_eq!(config.risk, Risk::default());
    }

    #[test]
    fn thresholds_of_other_ratings_have_one_digit() {
        let (config, said) = read(
            "[risk]\ndread = { medium = 3.25, high = 11, critical = -1 }\ncvss = { medium = 7.0 }\n\
             thresholds = { medium = 4.5 }\n",
        );
        for part in [
            "2:20: error[config-wrong-value]: `medium` is 3.25, a threshold is from 0.1 to 10.0 => the mean of a DREAD",
            "2:33: error[config-wrong-value]: `high` is 11, a threshold is from 0.1 to 10.0",
            "2:48: error[config-wrong-value]: `critical` is -1, a threshold is from 0.1 to 10.0",
            "3:8: error[config-wrong-value]: thresholds must ascend, these are 7.0, 7.0, 9.0 => what is left out stays as \
             it is: medium 4.0, high 7.0, critical 9.0",
            "4:25: error[config-wrong-value]: `medium` is a whole number, this is",
        ] {
            assert!(said.contains(part), "{part}\n{said}");
        }
        assert_eq!(config.risk, Risk::default());
    }

    #[test]
    fn a_nested_one_adds_and_weakens_nothing() {
        let known: [&'static CodeInfo; 2] = [&UNUSED, &UNKNOWN];
        let outer = "[gate]\nfail-on = \"medium\"\nrequire-evidence = \"critical\"\n[lints]\nwarnings = \"deny\"\n\
                     [risk]\nthresholds = { medium = 6, high = 12 }\n[output]\ndir = \"a\"\n";
        let both = |outer: &str, inner: &str| {
            let mut sources = Sources::default();
            let (first, second) =
                (sources.add(Source::new("o.toml", outer)), sources.add(Source::new("i.toml", inner)));
            let (outer, _) = parse(first, outer, &known, None);
            let (config, said) = parse(second, inner, &known, Some(&outer));
            let said: Vec<String> = said.iter().map(|each| render_short(&sources, each)).collect();
            (config, said.join("\n"))
        };
        assert_eq!(both(outer, "").0, both(outer, "").0);
        let (config, said) =
            both(outer, "[gate]\nfail-on = \"low\"\nfail-on-unknown = \"high\"\n[output]\ndir = \"b\"\n");
        assert_eq!(said, "");
        assert_eq!(config.gate.fail_on, Some(Level::Low));
        assert_eq!(config.gate.fail_on_unknown, Some(Level::High));
        assert_eq!(config.gate.require_evidence, Some(Level::Critical));
        assert_eq!(config.output_dir.as_deref(), Some("b"));
        assert_eq!(config.places.get("output.dir").map(|span| span.source), Some(SourceId(1)));
        assert_eq!(config.places.get("gate.fail-on").map(|span| span.source), Some(SourceId(1)));
        assert_eq!(config.risk.scores, Thresholds { medium: 6, high: 12, critical: 16 });
        for inner in [
            "[gate]\nfail-on = \"high\"\n",
            "[gate]\nfail-on = \"none\"\n",
            "[gate]\nrequire-evidence = \"none\"\n",
            "[lints]\nwarnings = \"warn\"\n",
            "[lints]\nunused-element = \"allow\"\n",
            "[risk]\nthresholds = { medium = 5, high = 13 }\n",
            "[risk]\ndread = { critical = 8.5 }\n",
        ] {
            let (config, said) = both(outer, inner);
            assert!(said.contains("warning[config-weaker]"), "{inner}{said}");
            assert_eq!(config, both(outer, "").0, "{inner}");
        }
        // What the outer one leaves at its default is not weakened either.
        let (config, said) = both("", "[gate]\nfail-on = \"critical\"\n[lints]\nunused-element = \"allow\"\n");
        assert_eq!(config, Config::default());
        assert!(said.contains("`fail-on = critical` is weaker than `fail-on = high`"), "{said}");
        assert!(said.contains("`unused-element = allow` is weaker than `unused-element = warn`"), "{said}");
        assert_eq!(both("", "[lints]\nunused-element = \"deny\"\n").1, "");
    }

    #[test]
    fn thresholds_ascend() {
        let (config, said) = read("[risk]\nthresholds = { high = 16 }\n");
        assert!(said.contains("thresholds must ascend, these are 5, 16, 16"), "{said}");
        assert_eq!(config.risk, Risk::default());
    }

    #[test]
    fn what_is_not_toml_is_an_error_and_the_rest_counts() {
        let (config, said) = read("[gate]\nfail-on = high\n[output]\ndir = \"out\"\ndir = \"b\"\n");
        assert!(said.contains("palisade.toml:2:11: error[config-syntax]"), "{said}");
        assert!(said.contains("palisade.toml:5:1: error[config-syntax]: duplicate key"), "{said}");
        assert_eq!(config.output_dir.as_deref(), Some("out"));
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in hostile::text(), key in hostile::text()) {
            let _ = read(&text);
            let _ = read(&format!("[gate]\nfail-on = {text}\n[lints]\n{key} = \"allow\"\n"));
        }
    }
}
