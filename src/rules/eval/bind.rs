//! What the true `any(…)` of a rule that fires bound, for its texts.

use smol_str::SmolStr;

use crate::model::{Thing, Truth};
use crate::rules::eval::{Bindings, Env, Val, each, truth};
use crate::rules::expr::Cond;

/// Collects, for a condition that holds, the things that its `any(…)` found, by the name that they are bound to; a
/// thing that several items lead to comes several times.
pub(crate) fn bindings<'a>(cond: &'a Cond, env: &Env<'a, '_>, out: &mut Bindings) {
    match cond {
        Cond::And(parts) | Cond::Or(parts) => {
            for part in parts.iter() {
                if truth(part, env) == Truth::True {
                    bindings(part, env, out);
                }
            }
        }
        Cond::Any(any) => {
            each(&any.list, env, &mut |item| {
                let inner = env.with(any.slot, item);
                if truth(&any.body, &inner) == Truth::True {
                    if let Val::Thing(thing) = item {
                        add(out, &any.name, thing);
                    }
                    bindings(&any.body, &inner, out);
                }
                true
            });
        }
        _ => {}
    }
}

fn add(out: &mut Bindings, name: &SmolStr, thing: Thing) {
    match out.iter_mut().find(|(known, _)| known == name) {
        Some((_, things)) => things.push(thing),
        None => out.push((name.clone(), vec![thing])),
    }
}
