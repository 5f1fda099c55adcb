//! A model with what was found in it: what views, the gate and comparisons read. What it can be asked beside texts stands
//! with what answers: `attack`, `closing`, `lowered`, `why`.

use smol_str::SmolStr;

use crate::model::{Cover, Model};
use crate::rules::Rule;
use crate::threat::{Threat, ThreatRule, Threats, text};

/// What was found in a model, with what it points into.
#[derive(Clone, Copy, Debug)]
pub struct Findings<'a> {
    /// The resolved model.
    pub model: &'a Model,
    /// The rules that were given to the engine: what [`ThreatRule::Rule`] points into.
    pub rules: &'a [Rule],
    /// What protects what, as the engine saw it.
    pub cover: &'a Cover,
    /// What the engine found.
    pub threats: &'a Threats,
}

impl<'a> Findings<'a> {
    /// A threat's id: `rule@target`. No numbers, no positions, no boundary paths.
    pub fn id(self, threat: &Threat) -> SmolStr {
        text::id(self.model, self.rules, threat)
    }

    /// The name of what a threat is about, as its id has it.
    pub fn target(self, threat: &Threat) -> SmolStr {
        text::target(self.model, self.rules, threat)
    }

    /// The threat with an id; one that is about several flows is also found by each of them.
    pub fn by_id(self, id: &str) -> Option<&'a Threat> {
        let of_flow = |threat: &&Threat| {
            let flow = id.strip_prefix(self.rule_id(threat)).and_then(|rest| rest.strip_prefix('@'));
            flow.is_some_and(|flow| threat.members.iter().any(|member| self.model.name(member.flow) == flow))
        };
        let all = &self.threats.threats;
        all.iter().find(|threat| self.id(threat) == id).or_else(|| all.iter().find(of_flow))
    }

    /// The rule that a threat comes from; nothing where a person wrote it.
    pub fn rule(self, threat: &Threat) -> Option<&'a Rule> {
        match threat.rule {
            ThreatRule::Rule(index) => self.rules.get(index as usize),
            ThreatRule::Written(_) => None,
        }
    }

    /// The id of a threat's rule, or the name of a written threat.
    pub fn rule_id(self, threat: &Threat) -> &'a str {
        text::rule_id(self.model, self.rules, threat.rule)
    }

    /// A threat's title, with the things that it is about by their labels.
    pub fn title(self, threat: &Threat) -> String {
        text::title(self.model, self.rules, threat)
    }

    /// What happens and why it matters, in Markdown; empty where nobody wrote it.
    pub fn description(self, threat: &Threat) -> &'a str {
        text::description(self.model, self.rules, threat)
    }

    /// What to do about it, with the things that it is about by their labels; empty where nobody wrote it.
    pub fn fix(self, threat: &Threat) -> String {
        text::fix(self.model, self.rules, threat)
    }

    /// A text with places such as `{from}`, filled with what a threat is about; what is beyond its room becomes `…`.
    pub fn fill(self, template: &str, threat: &Threat) -> String {
        text::fill(self.model, template, threat, text::Named::Several)
    }

    /// The references of a threat's rule, or of a written threat.
    pub fn refs(self, threat: &Threat) -> Vec<&'a str> {
        text::refs(self.model, self.rules, threat)
    }
}
