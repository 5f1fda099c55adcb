//! `[rules]`: built-in rules, families and packs that are switched off, each with a reason and a name.

use toml::de::DeValue;

use crate::config::RuleOff;
use crate::config::codes::{MISSING_KEY, UNKNOWN_KEY, WRONG_VALUE};
use crate::config::reader::{Name, Reader, Value, described};
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
        if rule == "*" {
            let help = format!("name a rule, a family or a pack: `\"privacy.*\" = {FORM}`");
            let message = "`*` would switch everything off, policies included".to_owned();
            return self.report(&WRONG_VALUE, name.span(), message, Some(help));
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
            self.config.rules_on.push(rule);
            return;
        }
        let mut missing = Vec::new();
        missing.extend(off.is_none().then_some("off = true"));
        missing.extend(reason.is_none().then_some("reason = \"…\""));
        missing.extend(by.is_none().then_some("by = \"@…\""));
        if !missing.is_empty() {
            let keys: Vec<String> =
                missing.iter().map(|each| format!("`{}`", each.split(' ').next().unwrap_or(each))).collect();
            let message = format!("`{rule}` is switched off without {}", keys.join(" and "));
            let help = format!("add `{}`: whoever reads the report must see why, and whom to ask", missing.join(", "));
            self.report(&MISSING_KEY, name.span(), message, Some(help));
            return;
        }
        // What says nothing was reported.
        let (Some(Some(reason)), Some(Some(by))) = (reason, by) else { return };
        if self.nested {
            if known.is_none() {
                self.weaker(&format!("\"{rule}\""), value, "{ off = true }", "{ off = false }");
            }
            return;
        }
        let span = self.span(name.span().start..value.span().end.max(name.span().end));
        self.config.rules_off.push(RuleOff { rule, reason, by, span });
    }
}
