//! What the items of the document share: where in its lists each thing stands that others speak of.

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::rules::Subject;
use crate::threat::{Question, ThreatRule};
use crate::view::Input;
use crate::view::document::make::facts::Gathered;
use crate::view::document::make::implied::Implied;
use crate::view::document::types::finding::ThreatRef;

/// A compilation with its tables.
pub(super) struct Once<'i, 'a> {
    /// The compilation.
    pub(super) input: &'i Input<'a>,
    /// What is implied.
    pub(super) implied: Implied,
    /// The facts.
    pub(super) facts: Gathered,
    /// The rules that are told.
    pub(super) rules: Rules,
    /// What questions ask for, by first mention.
    pub(super) asks: Vec<&'a Question>,
    ask: FxHashMap<Subject, u32>,
    /// The ids of the threats.
    ids: Vec<SmolStr>,
    by_id: FxHashMap<SmolStr, u32>,
}

/// The rules that raised a threat, and those of the model.
#[derive(Default)]
pub(super) struct Rules {
    /// Those of the model, in the order of declaration, then the built-in ones that raised a threat.
    pub(super) told: Vec<Telling>,
    /// For each rule, its position among those that are told.
    position: Vec<Option<u32>>,
}

/// A rule that is told.
#[derive(Clone, Copy)]
pub(super) struct Telling {
    /// Its position among the rules that were given; nothing where its declaration has a mistake.
    pub(super) rule: Option<usize>,
    /// Its position among the declared ones.
    pub(super) declared: Option<usize>,
}

impl<'i, 'a> Once<'i, 'a> {
    /// Looks at everything once.
    pub(super) fn new(input: &'i Input<'a>) -> Once<'i, 'a> {
        let ids: Vec<SmolStr> = input.threats.threats.iter().map(|threat| input.id(threat)).collect();
        let by_id = ids.iter().zip(0..).map(|(id, at)| (id.clone(), at)).collect();
        let (mut asks, mut ask) = (Vec::new(), FxHashMap::default());
        for question in &input.threats.questions {
            ask.entry(question.subject).or_insert_with(|| {
                asks.push(question);
                asks.len() as u32 - 1
            });
        }
        let implied = Implied::new(input.model);
        Once { input, implied, facts: Gathered::new(input), rules: Rules::new(input), asks, ask, ids, by_id }
    }

    /// The position of what a question asks for.
    pub(super) fn ask(&self, question: &Question) -> u32 {
        self.ask.get(&question.subject).copied().unwrap_or(0)
    }

    /// The id of the threat at a position.
    pub(super) fn id(&self, threat: usize) -> &str {
        self.ids.get(threat).map_or("", SmolStr::as_str)
    }

    /// Threats by their ids.
    pub(super) fn threats<'b>(&self, ids: &'b [SmolStr]) -> Vec<ThreatRef<'b>> {
        let threat = |id: &'b SmolStr| match self.by_id.get(id) {
            Some(at) => ThreatRef::Found(*at),
            None => ThreatRef::Other(Cow::Borrowed(id)),
        };
        ids.iter().map(threat).collect()
    }
}

impl Rules {
    fn new(input: &Input) -> Rules {
        let own = input.rules.iter().enumerate().filter(|(_, rule)| rule.span.is_somewhere());
        let mut own: FxHashMap<&str, usize> = own.map(|(at, rule)| (rule.id.as_str(), at)).collect();
        let declared: Vec<Telling> = (input.declared.iter().enumerate())
            .map(|(at, rule)| Telling { rule: own.remove(rule.id.as_str()), declared: Some(at) })
            .collect();
        let mut fired = vec![false; input.rules.len()];
        for threat in &input.threats.threats {
            if let ThreatRule::Rule(at) = threat.rule
                && let Some(fired) = fired.get_mut(at as usize)
            {
                *fired = true;
            }
        }
        for rule in declared.iter().filter_map(|telling| telling.rule) {
            if let Some(fired) = fired.get_mut(rule) {
                *fired = false;
            }
        }
        let fired = fired.iter().enumerate().filter(|(_, fired)| **fired);
        let mut rules = Rules { told: Vec::new(), position: vec![None; input.rules.len()] };
        rules.told.extend(declared);
        rules.told.extend(fired.map(|(at, _)| Telling { rule: Some(at), declared: None }));
        for (position, telling) in (0..).zip(&rules.told) {
            if let Some(slot) = telling.rule.and_then(|rule| rules.position.get_mut(rule)) {
                *slot = Some(position);
            }
        }
        rules
    }

    /// The position of a rule among those that are told.
    pub(super) fn position(&self, rule: u32) -> Option<u32> {
        self.position.get(rule as usize).copied().flatten()
    }
}
