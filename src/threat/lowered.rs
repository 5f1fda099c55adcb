//! What lowers the risk of a threat and is only claimed: what has to get evidence where evidence is required.

use crate::model::{ControlId, Mode, StatementSource, Thing};
use crate::rules::eval::{Budget, EACH, Env, Run};
use crate::text::Span;
use crate::threat::risk::each_reduction;
use crate::threat::{Findings, Threat, ThreatRule};

/// Something that is only claimed and lowers a risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The control; nothing where the model states a technique without one.
    pub control: Option<ControlId>,
    /// Where it stands.
    pub span: Span,
}

impl Findings<'_> {
    /// The claims without which a threat would be more severe, each once; empty where it would not.
    pub fn lowered_by_claims(self, threat: &Threat) -> Vec<Claim> {
        lowered_by_claims(self, threat)
    }
}

fn lowered_by_claims(found: Findings<'_>, threat: &Threat) -> Vec<Claim> {
    let Findings { model, rules, cover, threats } = found;
    let mut claims: Vec<Claim> = Vec::new();
    if threat.evidenced.likelihood <= threat.residual.likelihood {
        return claims;
    }
    let has_evidence = |control: &ControlId| threats.evidenced.binary_search(control).is_ok();
    let mut add = |claim: Claim| {
        if !claims.contains(&claim) {
            claims.push(claim);
        }
    };
    let of_control = |id: ControlId| Claim { control: Some(id), span: model.decl(Thing::Control(id)).span };
    match threat.rule {
        ThreatRule::Rule(index) => {
            let run = Run::light(model, cover);
            let budget = Budget::one(EACH);
            let Some(rule) = rules.get(index as usize) else { return claims };
            for (target, _) in threat.places() {
                let env = Env::new(&run, &budget, target, Mode::InForce);
                each_reduction(&env, rule, target, Mode::InForce, &mut |statement, _| match statement.source {
                    StatementSource::Control(id) if has_evidence(&id) => {}
                    StatementSource::Control(id) => add(of_control(id)),
                    StatementSource::Attribute(origin) => add(Claim { control: None, span: model.origin_span(origin) }),
                });
            }
        }
        ThreatRule::Written(id) => {
            let standing = threats.trees.get(id.index()).and_then(Option::as_ref);
            let controls = standing.map_or(&[][..], |standing| &standing.controls);
            controls.iter().filter(|control| !has_evidence(control)).for_each(|control| add(of_control(*control)));
        }
    }
    if claims.is_empty() {
        claims.push(Claim { control: None, span: Span::NONE });
    }
    claims
}
