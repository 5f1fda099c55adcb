//! What the configuration and the call loosen, and what they leave out.

use crate::config::{Config, Gate, Level, LintLevel, Lints, Thresholds};
use crate::diag::{CodeInfo, Severity};
use crate::gate::loosening::codes::{GATE, LINT, PASSED_OVER, RISK, RULES, UNSEARCHED};
use crate::gate::loosening::{Around, Loosened, Matter, PassedOver, Why, list, names};
use crate::gate::many;
use crate::text::Span;

/// Levels of the gate that ask for less than the default, or than the configuration.
pub(super) fn gate(around: &Around<'_>) -> Option<Loosened> {
    let Around { config, asked, .. } = around;
    let usual = Gate::default();
    let levels = [
        ("fail-on", usual.fail_on, config.gate.fail_on, asked.fail_on),
        ("fail-on-unknown", usual.fail_on_unknown, config.gate.fail_on_unknown, asked.fail_on_unknown),
        ("require-evidence", usual.require_evidence, config.gate.require_evidence, asked.require_evidence),
        ("require-until", usual.require_until, config.gate.require_until, None),
    ];
    let mut matters = Vec::new();
    for (name, usual, configured, called) in levels {
        // The stricter of both is what would hold if nobody loosened it.
        let strict = if asks_less(usual, configured) { configured } else { usual };
        match called {
            Some(called) if asks_less(called, strict) => {
                let text = format!("`--{name} {}` instead of `{}`", word(called), word(strict));
                matters.push(Matter::new(text, Span::NONE));
            }
            None if asks_less(configured, usual) => {
                let text = format!("`{name} = \"{}\"` instead of `{}`", word(configured), word(usual));
                matters.push(Matter::new(text, place(config, &format!("gate.{name}"))));
            }
            _ => {}
        }
    }
    if asked.exit_zero {
        matters.push(Matter::new("`--exit-zero` hides a failed gate from the exit status".to_owned(), Span::NONE));
    }
    let help = "ask for no less than the default and the configuration do";
    Loosened::each(&GATE, help, matters, |matters| format!("the gate asks for less: {}", list(matters)))
}

/// Rules that the configuration switches off.
pub(super) fn rules(around: &Around<'_>) -> Option<Loosened> {
    let each = around.config.rules_off.iter().map(|off| {
        let text = format!("`{}`: {} ({})", off.rule, off.reason, off.by);
        Matter::new(text, off.span)
    });
    let help = "switch the rule on, and decide about its threats one by one";
    Loosened::each(&RULES, help, each.collect(), |matters| {
        let verb = if matters.len() == 1 { "entry switches" } else { "entries switch" };
        let rules = around.config.rules_off.iter().map(|off| off.rule.clone()).collect();
        format!("{} {verb} {} off: {}", matters.len(), many(around.rules_off, "rule"), names(rules))
    })
}

/// Thresholds of severities that are higher than by default.
pub(super) fn risk(around: &Around<'_>) -> Option<Loosened> {
    let risk = &around.config.risk;
    let all = [
        ("thresholds", risk.scores, Thresholds::SCORES, 1),
        ("dread", risk.dread, Thresholds::DREAD, 10),
        ("cvss", risk.cvss, Thresholds::CVSS, 10),
    ];
    let higher = all.into_iter().filter(|(_, now, usual, _)| {
        now.medium > usual.medium || now.high > usual.high || now.critical > usual.critical
    });
    let matters = higher.map(|(name, now, usual, parts)| {
        let text = format!("`{name} = {{ {} }}` instead of {}", named(now, parts), plain(usual, parts));
        Matter::new(text, place(around.config, &format!("risk.{name}")))
    });
    let help = "leave the thresholds where they are, or lower them";
    Loosened::each(&RISK, help, matters.collect(), |matters| format!("severities begin later: {}", list(matters)))
}

/// Warnings that are silenced, and those that the call shows although the configuration denies them.
pub(super) fn lints(around: &Around<'_>) -> Option<Loosened> {
    let Around { config, asked, codes, .. } = around;
    let mut matters = Vec::new();
    for (code, level) in config.lints.iter().filter(|(_, level)| *level == LintLevel::Allow) {
        if in_effect(code, &asked.lints, codes) {
            let text = format!("`{code} = \"{}\"`", level.word());
            matters.push(Matter::new(text, place(config, &format!("lints.{code}"))));
        }
    }
    for (code, level) in asked.lints.iter() {
        let denied = || covered(code, codes).any(|info| config.lints.of(info) == Some(LintLevel::Deny));
        let text = match level {
            LintLevel::Allow => format!("`-A {code}`"),
            LintLevel::Warn if denied() => format!("`-W {code}`, which the configuration denies"),
            LintLevel::Warn | LintLevel::Deny => continue,
        };
        matters.push(Matter::new(text, Span::NONE));
    }
    let help = "repair what the warning is about, and take the level away";
    Loosened::each(&LINT, help, matters, |matters| {
        let what = if matters.len() == 1 { "level silences a warning" } else { "levels silence warnings" };
        format!("{} {what}: {}", matters.len(), list(matters))
    })
}

/// `.tm` files that were not read.
pub(super) fn passed_over(around: &Around<'_>) -> Option<Loosened> {
    let (files, folders) = split(around.passed_over);
    let each = files.iter().map(|file| unread(file));
    let help = "move the file, take it out, or name it in the call";
    Loosened::each(&PASSED_OVER, help, each.collect(), |matters| {
        let more = if folders.iter().any(|folder| folder.why == Why::More) { "more than " } else { "" };
        let why = |why: &Why| match files.iter().filter(|file| file.why == *why).count() {
            0 => None,
            count => Some(format!("{count} {}", why.words())),
        };
        let whys: Vec<String> = Why::OF_FILES.iter().filter_map(why).collect();
        let were = if matters.len() == 1 { "was" } else { "were" };
        format!("{more}{} {were} passed over: {}", many(matters.len(), "`.tm` file"), whys.join(", "))
    })
}

/// Folders of which nobody knows what they hold.
pub(super) fn unsearched(around: &Around<'_>) -> Option<Loosened> {
    let (_, folders) = split(around.passed_over);
    let each = folders.iter().map(|folder| unread(folder));
    let help = "take out of the folder what is no model, or search a folder that does not hold it";
    Loosened::each(&UNSEARCHED, help, each.collect(), |matters| {
        let were = if matters.len() == 1 { "was" } else { "were" };
        let paths = folders.iter().map(|folder| folder.path.clone());
        let what = if folders.iter().any(|each| each.why == Why::Astray) { "place" } else { "folder" };
        format!("{} {were} not looked through to the end: {}", many(matters.len(), what), names(paths.collect()))
    })
}

/// One thing that nobody read; of many below one folder of the project for one reason it is told how many they are.
fn unread(over: &PassedOver) -> Matter {
    let why = over.why.words();
    let shared = over.path.split_once('/').map(|(folder, _)| format!("in `{folder}`, each {why}"));
    Matter { shared, ..Matter::new(format!("`{}` is {why}", over.path), Span::NONE) }
}

/// The files and the folders among what was passed over.
fn split(all: &[PassedOver]) -> (Vec<&PassedOver>, Vec<&PassedOver>) {
    all.iter().partition(|each| Why::OF_FILES.contains(&each.why))
}

/// Whether a level of the gate asks for less than another.
fn asks_less(level: Option<Level>, than: Option<Level>) -> bool {
    match (level, than) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(level), Some(than)) => level > than,
    }
}

fn word(level: Option<Level>) -> &'static str {
    level.map_or("none", Level::word)
}

/// Whether the call leaves a configured level in force for some code.
fn in_effect(code: &str, call: &Lints, codes: &[&'static CodeInfo]) -> bool {
    covered(code, codes).any(|info| call.of(info).is_none())
}

/// The codes that a level is set for: one, or all warnings.
fn covered<'c>(code: &'c str, codes: &'c [&'static CodeInfo]) -> impl Iterator<Item = &'static CodeInfo> + 'c {
    let all = code == Lints::ALL;
    codes.iter().copied().filter(move |info| info.code.0 == code || (all && info.severity == Severity::Warning))
}

fn place(config: &Config, key: &str) -> Span {
    config.places.get(key).copied().unwrap_or(Span::NONE)
}

/// `medium = 5, high = 12, critical = 20`.
fn named(thresholds: Thresholds, parts: u8) -> String {
    let Thresholds { medium, high, critical } = thresholds;
    let each = [("medium", medium), ("high", high), ("critical", critical)];
    each.map(|(word, value)| format!("{word} = {}", number(value, parts))).join(", ")
}

/// `5, 10, 16`.
fn plain(thresholds: Thresholds, parts: u8) -> String {
    [thresholds.medium, thresholds.high, thresholds.critical].map(|value| number(value, parts)).join(", ")
}

fn number(value: u8, parts: u8) -> String {
    if parts == 1 { value.to_string() } else { format!("{}.{}", value / parts, value % parts) }
}
