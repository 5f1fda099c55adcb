//! A model with what was found in it: what views, the gate and comparisons read.

use smol_str::SmolStr;

use crate::analysis::paths::{Ask, AttackPaths};
use crate::model::{Cover, Model};
use crate::rules::{Reason, Rule};
use crate::threat::{Candidates, Claim, Explainer, Threat, ThreatRule, Threats, attack, closing, lowered, text, why};

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

    /// The threat with an id.
    pub fn by_id(self, id: &str) -> Option<&'a Threat> {
        self.threats.threats.iter().find(|threat| self.id(threat) == id)
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
        text::fill(self.model, template, threat)
    }

    /// The references of a threat's rule, or of a written threat.
    pub fn refs(self, threat: &Threat) -> Vec<&'a str> {
        text::refs(self.model, self.rules, threat)
    }

    /// What explains the threats; prepared once for all of them.
    pub fn explainer(self) -> Explainer<'a> {
        Explainer::new(self)
    }

    /// The deciding facts of one threat; [`Findings::explainer`] is for several.
    pub fn why(self, threat: &Threat) -> Vec<Reason> {
        why::why(self, threat)
    }

    /// The claims without which a threat would be more severe, each once; empty where it would not.
    pub fn lowered_by_claims(self, threat: &Threat) -> Vec<Claim> {
        lowered::lowered_by_claims(self, threat)
    }

    /// What would close a threat that is open, planned or lapsed: candidates, which the driver tries out. None where no
    /// fact or control of the model can, so that only a change of the design or a decision is left.
    pub fn closings(self, threat: &Threat) -> Candidates {
        closing::closings(self.model, self.rules, self.cover, threat)
    }

    /// The attack paths that are asked for, the cheapest first.
    pub fn attack_paths(self, ask: &Ask) -> AttackPaths {
        attack::attack_paths(self, ask)
    }
}
