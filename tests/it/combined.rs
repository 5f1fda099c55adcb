//! All packs at once: what the whole catalogue says about the small models that the rules bring along.
//!
//! Each `fires` is a realistic shape with one hazard. With every rule in force it must still hold that no two open
//! threats of one target say the same, and that the rule itself is heard: it fires, or a narrower one speaks for it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use palisade::catalogue;
use palisade::check::{self, ExampleKind};
use palisade::model::{Bits, Thing};
use palisade::rules::Rule;
use palisade::threat::examples::day;
use palisade::threat::{Surroundings, ThreatRule, derive};

/// Whether `narrow` folds `broad` away, itself or through others.
fn speaks_for(rules: &[Rule], narrow: &Rule, broad: &str) -> bool {
    narrow
        .supersedes
        .iter()
        .any(|id| id == broad || rules.iter().any(|rule| rule.id == *id && speaks_for(rules, rule, broad)))
}

#[test]
fn rules_stand_each_other() {
    let built = catalogue::from_text();
    let (vocabulary, rules) = (&built.library.vocabulary, &built.library.rules);
    let mut packs = Bits::default();
    (0..vocabulary.packs.len()).for_each(|index| packs.insert(index as u16));
    let mut said = String::new();
    for decl in &built.decls {
        for example in decl.examples.iter().filter(|example| example.kind == ExampleKind::Fires) {
            let checked = check::example(vocabulary, &packs, &example.body);
            let model = &checked.model;
            let found = derive(model, rules, &Surroundings::on(day()));
            let mut seen: BTreeMap<(Thing, &str, &str), &str> = BTreeMap::new();
            let mut heard = false;
            for threat in found.threats.iter().filter(|threat| !threat.status.is_closed()) {
                let ThreatRule::Rule(index) = threat.rule else { continue };
                let rule = &rules[index as usize];
                heard |= rule.id == decl.id || speaks_for(rules, rule, &decl.id);
                for weakness in rule.refs.iter().filter(|each| each.starts_with("CWE-")) {
                    for category in rule.stride_words() {
                        let Some(other) = seen.insert((threat.target, weakness, category), &rule.id) else { continue };
                        let target = model.name(threat.target);
                        writeln!(
                            said,
                            "in {}: `{}` and `{other}` on `{target}`: {weakness}, {category}",
                            decl.id, rule.id
                        )
                        .unwrap();
                    }
                }
            }
            if !heard {
                writeln!(said, "{} is not heard among all others", decl.id).unwrap();
            }
        }
    }
    assert!(said.is_empty(), "\n{said}");
}
