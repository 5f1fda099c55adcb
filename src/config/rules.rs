//! `[rules]`: built-in rules, families and packs that are switched off, each with a reason and a name.

use toml::de::DeValue;

use crate::config::codes::{MISSING_KEY, UNKNOWN_KEY, WEAKER, WRONG_VALUE};
use crate::config::reader::{Name, Reader, Value, described};
use crate::config::{RuleOff, RuleOn};
use crate::diag::did_you_mean;

/// How an entry is written.
const FORM: &str = "{ off = true, reason = \"…\", by = \"@…\" }";

impl Reader<'_> {
    /// `"injection.sql" = { off = true, reason = "…", by = "@ana" }`
    pub(super) fn rule(&mut self, name: &Name, value: &Value) {
        let rule = name.get_ref().to_string();
        let Some(table) = value.get_ref().as_table() else {
            let message = format!("`{rule}` is a table, this is {}", described(value));
            self.report(&WRONG_VALUE, value.span(), message, Some(format!("write `\"{rule}\" = {FORM}`")));
            return;
        };
        // A name without quotes is read as tables in tables.
        if let Some((part, _)) = table.iter().find(|(_, value)| value.get_ref().is_table()) {
            let whole = format!("{rule}.{}", part.get_ref());
            let help = format!("put the name in quotes: `\"{whole}\" = {FORM}`");
            self.report(
                &WRONG_VALUE,
                name.span(),
                "the name of a rule stands here without quotes".to_owned(),
                Some(help),
            );
            return;
        }
        let everything = match rule.as_str() {
            "*" => Some("`*` would switch everything off, policies included"),
            "std.core" => Some("`std.core` would switch off what every model is looked at by"),
            _ => None,
        };
        if let Some(message) = everything {
            let help = format!("name a rule, a family or another pack: `\"privacy.*\" = {FORM}`");
            return self.report(&WRONG_VALUE, name.span(), message.to_owned(), Some(help));
        }
        let (mut off, mut reason, mut by) = (None, None, None);
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "off" => match value.get_ref() {
                    DeValue::Boolean(flag) => off = Some(*flag),
                    _ => self.wrong_type(key, value, "true or false", None),
                },
                "reason" => reason = Some(self.string(key, value).filter(|text| self.not_empty(key, value, text))),
                "by" => by = Some(self.string(key, value).filter(|text| self.not_empty(key, value, text))),
                other => {
                    let names = ["off", "reason", "by"];
                    let help = did_you_mean(other, names).or(Some("it takes `off`, `reason` and `by`".to_owned()));
                    self.report(&UNKNOWN_KEY, key.span(), format!("unknown key `{other}` of a rule"), help);
                }
            }
        }
        let known = self.config.rules_off.iter().position(|known| known.rule == rule);
        if off == Some(false) {
            // A configuration within may switch on again what one around switches off.
            self.config.rules_off.retain(|known| known.rule != rule);
            let span = self.span(name.span().start..value.span().end.max(name.span().end));
            self.config.rules_on.push(RuleOn { rule, nested: self.nested, span });
            return;
        }
        let mut missing = Vec::new();
        missing.extend(off.is_none().then_some("off = true"));
        missing.extend(reason.is_none().then_some("reason = \"…\""));
        missing.extend(by.is_none().then_some("by = \"@…\""));
        if !missing.is_empty() {
            let keys: Vec<String> =
                missing.iter().map(|each| format!("`{}`", each.split(' ').next().unwrap_or(each))).collect();
            let message = match off {
                Some(_) => format!("`{rule}` is switched off without {}", keys.join(" and ")),
                None => {
                    format!("this does not say whether `{rule}` is switched off: {} is missing", keys.join(" and "))
                }
            };
            let help = format!("add `{}`: whoever reads the report must see why, and whom to ask", missing.join(", "));
            self.report(&MISSING_KEY, name.span(), message, Some(help));
            return;
        }
        // What says nothing was reported.
        let (Some(Some(reason)), Some(Some(by))) = (reason, by) else { return };
        if self.nested {
            if known.is_none() {
                let message = format!("`{rule}` stays on: the configuration around this one does not switch it off");
                let help = "switch it off in the outer `palisade.toml`, or delete this line".to_owned();
                self.report(&WEAKER, value.span(), message, Some(help));
                self.overruled = true;
            }
            return;
        }
        let span = self.span(name.span().start..value.span().end.max(name.span().end));
        self.config.rules_off.push(RuleOff { rule, reason, by, span });
    }
}
