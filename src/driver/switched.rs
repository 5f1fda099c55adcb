//! Takes out the rules that the configuration switches off.

use std::sync::Arc;

use smol_str::SmolStr;

use crate::catalogue;
use crate::config::{Config, UNKNOWN_RULE};
use crate::diag::{Diagnostic, did_you_mean};
use crate::model::{Model, RulePattern, Vocabulary};
use crate::rules::Rule;
use crate::text::Span;

/// Takes out the rules that are switched off; gives their ids. An entry that no rule has is reported.
pub(crate) fn switch_off(
    config: &Config,
    model: &Model,
    rules: &mut Arc<[Rule]>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<SmolStr> {
    if config.rules_off.is_empty() && config.rules_on.is_empty() {
        return Vec::new();
    }
    let vocabulary = &model.vocabulary;
    let off = config.rules_off.iter().map(|off| (&off.rule, off.span));
    for (entry, span) in off.chain(config.rules_on.iter().map(|on| (&on.rule, on.span))) {
        let pattern = pattern(entry);
        let built_in = catalogue::rule_names().iter().any(|(id, _)| pattern.matches(id));
        let own = || rules.iter().any(|rule| pattern.matches(&rule.id));
        if !built_in && !own() && pack(entry, vocabulary).is_none() {
            diagnostics.push(unknown((entry, span), rules, vocabulary));
        }
    }
    let names = |entry: &str, rule: &Rule| match pack(entry, vocabulary) {
        // The core is in scope everywhere: its rules name no pack.
        Some(0) => rule.packs.iter().next().is_none() && !rule.span.is_somewhere(),
        Some(pack) => rule.packs.has(pack),
        None => pattern(entry).matches(&rule.id),
    };
    // How closely an entry names a rule: a pack, a family, the longer the closer, or the rule itself.
    let close = |entry: &str, rule: &Rule| match pack(entry, vocabulary) {
        Some(_) => 0,
        None if entry == rule.id => usize::MAX,
        None => entry.len(),
    };
    let is_off = |rule: &Rule| {
        let closest = |entries: &mut dyn Iterator<Item = &str>| {
            entries.filter(|entry| names(entry, rule)).map(|entry| close(entry, rule)).max()
        };
        if config.rules_on.iter().any(|on| on.nested && names(&on.rule, rule)) {
            return false;
        }
        let off = closest(&mut config.rules_off.iter().map(|off| off.rule.as_str()));
        off.is_some() && off >= closest(&mut config.rules_on.iter().map(|on| on.rule.as_str()))
    };
    let ids = rules.iter().filter(|rule| is_off(rule)).map(|rule| rule.id.clone()).collect();
    *rules = rules.iter().filter(|rule| !is_off(rule)).cloned().collect();
    ids
}

fn pattern(entry: &str) -> RulePattern {
    RulePattern { text: SmolStr::from(entry), span: Span::NONE }
}

/// The pack that an entry names.
fn pack(entry: &str, vocabulary: &Vocabulary) -> Option<u16> {
    vocabulary.packs.iter().position(|pack| *pack == entry).map(|index| index as u16)
}

fn unknown((entry, span): (&str, Span), rules: &[Rule], vocabulary: &Vocabulary) -> Diagnostic {
    let built_in = catalogue::rule_names().iter().map(|(id, _)| id.as_str());
    let own = rules.iter().map(|rule| rule.id.as_str());
    let packs = vocabulary.packs.iter().map(SmolStr::as_str);
    let near = did_you_mean(entry, built_in.chain(own).chain(packs));
    let error = Diagnostic::new(&UNKNOWN_RULE, span, format!("there is no rule, family or pack `{entry}`"));
    error.help(
        near.unwrap_or_else(|| "write a rule, a family such as `privacy.*`, or a pack such as `std.web`".to_owned()),
    )
}
