//! Names: what a word, a path or `a->b` stands for.

use smol_str::{SmolStr, format_smolstr};

use crate::check::codes::{UNKNOWN_NAME, UNKNOWN_RULE};
use crate::check::context::{Context, Declared, suggest};
use crate::diag::Diagnostic;
use crate::model::{RulePattern, Target};
use crate::schema::{Kind, KindSet};
use crate::syntax::ast::{Expr, ExprKind, Name, Reference};
use crate::text::Span;

/// What an expression names; reports a name that nothing declares. `wanted` narrows the suggestions. A flow that was
/// reported since it joins nothing is nothing, without a word.
pub(super) fn of_expr(context: &mut Context, expr: &Expr, wanted: KindSet) -> Option<Declared> {
    match &expr.kind {
        ExprKind::Path(text) => of_path(context, text, expr.span, wanted),
        ExprKind::FlowRef(from, to) => of_flow(context, from, to, expr.span),
        _ => None,
    }
}

/// What a reference names.
pub(super) fn of_reference(context: &mut Context, reference: &Reference, wanted: KindSet) -> Option<Declared> {
    match reference {
        Reference::Name(name) => of_path(context, &name.text, name.span, wanted),
        Reference::Flow { from, to, span } => of_flow(context, from, to, *span),
    }
}

/// Like [`of_reference`], without a word where there is nothing.
pub(super) fn peek(context: &Context, reference: &Reference) -> Option<Declared> {
    declared(context, reference).filter(|found| !found.broken)
}

/// Whether a reference names a flow that joins nothing: that was reported where it is declared, and is no news elsewhere.
pub(super) fn is_broken(context: &Context, reference: &Reference) -> bool {
    declared(context, reference).is_some_and(|found| found.broken)
}

fn declared(context: &Context, reference: &Reference) -> Option<Declared> {
    match reference {
        Reference::Name(name) => look_up(context, &name.text),
        Reference::Flow { from, to, .. } => look_up(context, &flow_name(context, from, to)),
    }
}

/// What a name or dotted path stands for.
pub(super) fn of_path(context: &mut Context, text: &SmolStr, span: Span, wanted: KindSet) -> Option<Declared> {
    if let Some(found) = look_up(context, text) {
        return Some(found).filter(|found| !found.broken);
    }
    let last = text.rsplit('.').next().unwrap_or(text);
    let message = format!("nothing here is called `{text}`");
    let diagnostic = Diagnostic::new(&UNKNOWN_NAME, span, message);
    if let Some(new) = context.moved.get(text) {
        let new = new.clone();
        let diagnostic = diagnostic.help(format!("it was renamed: write `{new}`")).fix("use the new name", span, new);
        context.report(diagnostic);
        return None;
    }
    if let Some(theirs) = context.hidden.get(text) {
        let diagnostic = diagnostic.also(*theirs, "declared here, and not exported");
        let help = "its model has to say `export = true` of it, or name something that is exported";
        context.report(diagnostic.help(help));
        return None;
    }
    if last != text
        && let Some(found) = context.names.get(last)
    {
        let diagnostic = diagnostic.also(found.span, format!("`{last}` is declared here, in other boundaries"));
        context.report(diagnostic.help(format!("write `{last}`: names are unique in a model")).fix(
            "leave the path out",
            span,
            last,
        ));
        return None;
    }
    let what = match wanted.iter().count() {
        1 => wanted.iter().next().map_or("thing", Kind::word),
        _ => "thing",
    };
    let diagnostic = suggest(diagnostic, text, span, of_kinds(context, wanted), what);
    context.report(diagnostic);
    None
}

/// The names of things of some kinds, in no order; none where too much was said to look for another one.
fn of_kinds(context: &Context, wanted: KindSet) -> impl Iterator<Item = &str> + Clone {
    let all = context.names.iter().take_while(|_| context.suggests());
    all.filter(move |(_, declared)| wanted.has(declared.kind)).map(|(name, _)| name.as_str())
}

/// The name of the unnamed flow between two names as written.
pub(super) fn flow_name(context: &Context, from: &Name, to: &Name) -> SmolStr {
    let end = |name: &Name| {
        let key = if context.names.contains_key(&name.text) { name.text.as_str() } else { name.last() };
        context
            .moved
            .get(key)
            .filter(|_| !context.names.contains_key(key))
            .map_or_else(|| SmolStr::from(key), SmolStr::clone)
    };
    format_smolstr!("{}->{}", end(from), end(to))
}

/// The ends of all flows between two names as written, where each of them has a name of its own and a rule that a pattern
/// stands for gives one threat for all.
pub(super) fn between(context: &Context, rule: &RulePattern, reference: &Reference) -> Option<Target> {
    let Reference::Flow { from, to, .. } = reference else { return None };
    let name = flow_name(context, from, to);
    if context.names.contains_key(&name) || !context.named_flows.contains_key(&name) {
        return None;
    }
    let (from, to) = name.split_once("->")?;
    let end = |name: &str| context.names.get(name).map(|found| found.thing);
    let paired = match rule.is_wildcard() {
        true => context.paired.iter().any(|id| context.rules.contains(id) && rule.matches(id)),
        false => context.paired.contains(&rule.text),
    };
    Some(Target::Between(end(from)?, end(to)?)).filter(|_| paired)
}

fn of_flow(context: &mut Context, from: &Name, to: &Name, span: Span) -> Option<Declared> {
    let name = flow_name(context, from, to);
    if let Some(found) = context.names.get(&name) {
        return Some(*found).filter(|found| !found.broken);
    }
    let message = format!("there is no unnamed flow `{name}`");
    let diagnostic = Diagnostic::new(&UNKNOWN_NAME, span, message);
    let back = flow_name(context, to, from);
    let back_is_unnamed = context.names.contains_key(&back).then(|| back.clone());
    let named = |name: &SmolStr| context.named_flows.get(name).cloned();
    let diagnostic = match (named(&name), back_is_unnamed.or_else(|| named(&back))) {
        (Some(named), _) => diagnostic.help(format!("the flow between these two is called `{named}`")).fix(
            "use the flow's name",
            span,
            named,
        ),
        (None, Some(other)) => diagnostic
            .help(format!("the flow between these two is started at the other end: `{other}`"))
            .fix("use the flow's name", span, other),
        (None, None) => suggest(diagnostic, &name, span, of_kinds(context, KindSet::of(&[Kind::Flow])), "flow"),
    };
    context.report(diagnostic);
    None
}

/// A declared name, or a path whose boundaries are around what it names; flows that are broken too.
pub(super) fn look_up(context: &Context, text: &str) -> Option<Declared> {
    if let Some(found) = context.names.get(text) {
        return Some(*found);
    }
    let (path, last) = text.rsplit_once('.')?;
    let found = *context.names.get(last)?;
    let mut around: Option<&SmolStr> = context.around.get(last);
    for segment in path.rsplit('.') {
        loop {
            let boundary = around?;
            around = context.around.get(boundary);
            if boundary == segment {
                break;
            }
        }
    }
    Some(found)
}

/// Whether a rule, policy, written threat or family of them exists; reports it otherwise.
pub(super) fn rule(context: &mut Context, pattern: &RulePattern) -> bool {
    let text = &pattern.text;
    let threats = |name: &str| context.names.get(name).is_some_and(|declared| declared.kind == Kind::Threat);
    let exists = match pattern.is_wildcard() {
        true => {
            context.rules.iter().any(|rule| pattern.matches(rule))
                || context.names.iter().any(|(name, declared)| declared.kind == Kind::Threat && pattern.matches(name))
        }
        false => context.rules.contains(text) || threats(text),
    };
    if exists {
        return true;
    }
    let diagnostic =
        Diagnostic::new(&UNKNOWN_RULE, pattern.span, format!("there is no rule or written threat `{text}`"));
    if let Some(pack) = context.rules_elsewhere.get(text) {
        let diagnostic = diagnostic.help(format!("it belongs to a pack: add `use {pack}` to the model's root file"));
        context.report(diagnostic);
        return false;
    }
    let rules = context.rules.iter().take_while(|_| context.suggests()).map(SmolStr::as_str);
    let known = rules.chain(of_kinds(context, KindSet::of(&[Kind::Threat])));
    let diagnostic = match crate::diag::nearest(text, known) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")).fix(
            format!("replace it by `{near}`"),
            pattern.span,
            near,
        ),
        None => diagnostic.help("the book's reference lists the rules of every pack"),
    };
    context.report(diagnostic);
    false
}
