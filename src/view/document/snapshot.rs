//! The document of an earlier run → what comparisons compare.

use std::collections::HashMap;

use smol_str::{SmolStr, format_smolstr};

use crate::config::Level;
use crate::gate::{Asking, Decided, Held, Key, Levels, Snapshot, Standing};
use crate::schema::SEVERITY;
use crate::threat::{Status, asked_about};
use crate::view::document::{Declared, Document, Threat, Value};

impl Document<'_> {
    /// What the model came to. A threat whose status or severity is no word of this version is left out: an earlier
    /// version cannot have it, and what a later one means by it nobody knows here.
    pub fn snapshot(&self) -> Snapshot {
        let facts: Vec<(&str, _)> =
            self.facts.iter().flat_map(|all| all.facts.iter().map(|fact| (all.on.as_ref(), fact))).collect();
        let told = |number: &u32| {
            let (on, fact) = facts.get(*number as usize)?;
            Some(fact.told(on, &self.sentences))
        };
        let threats = self.threats.iter().filter_map(|threat| {
            let facts = threat.reasons.iter().filter_map(told).collect();
            let held = Held { standing: standing(threat)?, title: threat.title.to_string(), facts };
            Some((SmolStr::new(&threat.id), held))
        });
        let level = |word: &str| Level::ALL.into_iter().find(|level| level.word() == word);
        let loosening = self.loosening.iter().map(|kind| {
            let matters = kind.matters.iter().map(|matter| matter.text.to_string());
            (SmolStr::new(&kind.code), matters.collect())
        });
        Snapshot {
            threats: threats.collect(),
            questions: self.asking(),
            decisions: self.decided(),
            levels: Levels {
                fail_on: level(&self.gate.level),
                fail_on_unknown: level(&self.gate.unknown_level),
                require_evidence: level(&self.gate.evidence_level),
            },
            loosening: loosening.collect(),
        }
    }

    fn asking(&self) -> Vec<Asking> {
        let titles: HashMap<&str, &str> = self.declared().map(|it| (it.name.as_ref(), it.title())).collect();
        let flows: HashMap<&str, [&str; 2]> =
            self.flows.iter().map(|it| (it.declared.name.as_ref(), [it.from.as_ref(), it.to.as_ref()])).collect();
        let asking = self.questions.iter().filter_map(|question| {
            let ask = self.asks.get(question.ask as usize)?;
            let on = question.on.as_ref();
            let key = Key { on: on.into(), technique: ask.kind == "technique", name: SmolStr::new(&ask.name) };
            let title = |name| titles.get(name).copied().unwrap_or(name);
            let ends = flows.get(on).map(|ends| ends.map(title));
            Some(Asking { key, text: asked_about(&ask.text, on, title(on), ends) })
        });
        asking.collect()
    }

    fn decided(&self) -> Vec<Decided> {
        let decided = self.decisions.iter().map(|decision| {
            let says = decision.attributes.iter().map(|(name, attribute)| {
                let text = if let Value::Text(text) = &attribute.value { text.to_string() } else { String::new() };
                (SmolStr::new(name), text)
            });
            let text = format_smolstr!("{} {} on {}", decision.verb, decision.rule, decision.target);
            Decided { text: text.to_string(), says: says.collect(), closes: decision.closes }
        });
        decided.collect()
    }

    /// Everything that has a name.
    fn declared(&self) -> impl Iterator<Item = &Declared<'_>> {
        let plain = [&self.assumptions, &self.depends, &self.scenarios, &self.personas, &self.views];
        std::iter::once(&self.model)
            .chain(plain.into_iter().flatten())
            .chain(self.boundaries.iter().map(|it| &it.declared))
            .chain(self.elements.iter().map(|it| &it.declared))
            .chain(self.flows.iter().map(|it| &it.declared))
            .chain(self.data.iter().map(|it| &it.declared))
            .chain(self.entries.iter().map(|it| &it.declared))
            .chain(self.controls.iter().map(|it| &it.declared))
            .chain(self.written_threats.iter().map(|it| &it.declared))
    }
}

impl Declared<'_> {
    /// What texts call it: its label, with its name where another thing has the same one, else its name.
    pub fn title(&self) -> &str {
        self.called.as_deref().or(self.label.as_deref()).unwrap_or(&self.name)
    }
}

fn standing(threat: &Threat<'_>) -> Option<Standing> {
    let status = Status::ALL.into_iter().find(|status| status.word() == threat.status)?;
    let [likelihood, impact] = threat.risk;
    Some(Standing { status, severity: SEVERITY.index(&threat.severity)?, score: likelihood.saturating_mul(impact) })
}
