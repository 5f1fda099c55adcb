//! Decisions: what a person decided about which rules, and on what.

use crate::check::codes::MISPLACED;
use crate::check::context::Context;
use crate::check::values::{self, attr_value, attrs_of, no_statements, unread};
use crate::check::{names, patterns};
use crate::diag::Diagnostic;
use crate::model::{Decision, RulePattern, Target, Thing, Value, Verb};
use crate::schema::{Kind, KindSet, attr};
use crate::syntax::ast::{Head, Name, Reference, Stmt};

/// A decision from its statement; nothing where its rule or its target is none.
pub(super) fn decision(context: &mut Context, stmt: &Stmt) -> Option<Decision> {
    let Head::On { verb: word, subject, target, .. } = &stmt.head else { return None };
    let kind = Kind::of(&word.text)?;
    let verb = match kind {
        Kind::Accept => Verb::Accept,
        Kind::Warn => Verb::Warn,
        Kind::Remove => Verb::Remove,
        Kind::Transfer => Verb::Transfer,
        _ => Verb::Dismiss,
    };
    no_statements(context, stmt);
    let rule = RulePattern { text: subject.text.clone(), span: subject.span };
    let known = names::rule(context, &rule);
    let resolved = names::between(context, &rule, target).or_else(|| resolve(context, target, verb));
    if stands_for_many(target) && rule.is_wildcard() {
        let message =
            format!("`{}` cannot stand for the targets where `{}` stands for the rules", target.text(), rule.text);
        let diagnostic = Diagnostic::new(&MISPLACED, target.span(), message);
        context.report(diagnostic.help("name the rule or the target"));
        return None;
    }
    let attrs = values::attributes(context, kind, attrs_of(stmt), unread(stmt), word.span, &[]);
    let inferred = matches!(attr_value(&attrs, kind, attr::INFERRED), Some(Value::Bool(true)));
    let target_span = target.span();
    let doc = stmt.doc.as_ref().map(|doc| doc.text.clone());
    let target = resolved?;
    known.then_some(Decision { verb, rule, target, target_span, doc, attrs, span: stmt.span, inferred })
}

/// Whether a target is `*` or `cloud.*`.
fn stands_for_many(target: &Reference) -> bool {
    matches!(target, Reference::Name(name) if name.text.ends_with('*'))
}

/// What a decision is on.
fn resolve(context: &mut Context, target: &Reference, verb: Verb) -> Option<Target> {
    if let Reference::Name(name) = target {
        if name.text == "*" {
            return Some(Target::Every);
        }
        if let Some(path) = name.text.strip_suffix(".*") {
            let gone =
                verb == Verb::Remove && names::look_up(context, path).is_none() && !context.moved.contains_key(path);
            return match gone {
                true => Some(Target::Gone(name.text.clone())),
                false => patterns::inside(context, &name.text, name.span).map(Target::Inside),
            };
        }
    }
    if let Some(found) = names::peek(context, target) {
        return Some(Target::Thing(found.thing));
    }
    match target {
        Reference::Name(Name { text, .. }) if context.moved.contains_key(text) => {
            let new = context.moved.get(text).and_then(|new| context.names.get(new));
            new.filter(|found| !found.broken).map(|found| Target::Thing(found.thing))
        }
        _ if verb == Verb::Remove => Some(Target::Gone(target.text())),
        Reference::Name(name) if name.text == context.model_name => Some(Target::Thing(Thing::Model)),
        _ => names::of_reference(context, target, KindSet(u32::MAX)).map(|found| Target::Thing(found.thing)),
    }
}
