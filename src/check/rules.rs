//! Rules and policies: their plain attributes are checked here, their conditions are left to `threat`.

use crate::check::codes::{DUPLICATE_NAME, MISPLACED, UNKNOWN_KIND, WRONG_VALUE};
use crate::check::context::Context;
use crate::check::rule_decl::{Example, ExampleKind, RuleDecl};
use crate::check::values::{self, unread};
use crate::diag::Diagnostic;
use crate::diag::codes;
use crate::model::Bits;
use crate::schema::{Kind, attr};
use crate::syntax::ast::{Attr, Expr, ExprKind, Head, Item, Stmt};

codes! {
    /// A rule without an example.
    RULE_WITHOUT_EXAMPLE Warning "rule-without-example" "a rule that no example shows" "
Every rule has at least a model in which it `fires` and one in which it is `silent`, so that `palisade test` can
tell when it stops doing what it says.

```tm warn
rule own.unreviewed \"{this} is not reviewed\" {
  stride     = tampering
  on         = process
  when       = this.custom-code
  likelihood = low
  fix        = \"Review {this}.\"
}
```
"
}

const TYPED_LATER: [&str; 7] = ["on", "when", "unless", "forbid", "require", "likelihood", "impact"];

/// Registers the ids of rules and policies, so that decisions can name them; reports repeated ones.
pub(super) fn register(context: &mut Context, stmts: &[&Stmt]) -> Vec<bool> {
    let mut fresh = Vec::with_capacity(stmts.len());
    for stmt in stmts {
        let Head::Decl { name: Some(name), .. } = &stmt.head else {
            fresh.push(false);
            continue;
        };
        let first = context.rule_spans.get(&name.text).copied();
        if first.is_some() || context.rules.contains(&name.text) {
            let diagnostic =
                Diagnostic::new(&DUPLICATE_NAME, name.span, format!("rule `{}` is declared twice", name.text));
            let diagnostic = match first {
                Some(span) => diagnostic.also(span, "first declared here"),
                None => diagnostic.note("the first one is built in"),
            };
            context.report(diagnostic.help("give one of them another name"));
            fresh.push(false);
            continue;
        }
        context.rules.insert(name.text.clone());
        context.rule_spans.insert(name.text.clone(), name.span);
        fresh.push(true);
    }
    fresh
}

/// A rule or policy from its statement.
pub(super) fn declare(context: &mut Context, stmt: &Stmt, packs: Bits) -> Option<RuleDecl> {
    let Head::Decl { kind: word, name: Some(name), label, .. } = &stmt.head else { return None };
    let kind = Kind::of(&word.text)?;
    let mut attrs: Vec<&Attr> = Vec::new();
    let mut examples = Vec::new();
    for item in stmt.body.iter().flat_map(|body| &body.items) {
        match item {
            Item::Attr(attr) => attrs.push(attr),
            Item::Stmt(inner) => examples.extend(example(context, inner)),
        }
    }
    let taken = |wanted: &str| -> Option<Expr> {
        attrs.iter().find(|attr| attr.name.text == wanted).map(|attr| attr.value.clone())
    };
    let (on, when, unless, forbid, require, likelihood, impact) = (
        taken("on"),
        taken("when"),
        taken("unless"),
        taken("forbid"),
        taken("require"),
        taken("likelihood"),
        taken("impact"),
    );
    if let Some(Expr { kind: ExprKind::List(items), span }) = taken(attr::ONE.name())
        && items.is_empty()
        && kind == Kind::Rule
    {
        let error = Diagnostic::new(&WRONG_VALUE, span, "`one` of a rule is empty");
        let help = "write `one = [from, to]`, `one = from` or `one = to`, or take it out";
        context.report(error.help(help).fix("name both ends", span, "[from, to]"));
    }
    let checked = values::attributes(context, kind, attrs.into_iter(), unread(stmt), name.span, &TYPED_LATER);
    if kind == Kind::Rule && context.warn_examples {
        let lacking: Vec<&str> = [ExampleKind::Fires, ExampleKind::Silent]
            .into_iter()
            .filter(|kind| !examples.iter().any(|example: &Example| example.kind == *kind))
            .map(ExampleKind::word)
            .collect();
        if !lacking.is_empty() {
            let message = format!("rule `{}` has no example of `{}`", name.text, lacking.join("` and `"));
            let help = format!("add `{} {{ … }}` with a small model", lacking.join(" { … }` and `"));
            context.report(Diagnostic::new(&RULE_WITHOUT_EXAMPLE, name.span, message).help(help));
        }
    }
    Some(RuleDecl {
        id: name.text.clone(),
        id_span: name.span,
        policy: kind == Kind::Policy,
        title: label.as_ref().map(|label| (label.text.clone(), label.span)),
        doc: stmt.doc.as_ref().map(|doc| doc.text.clone()),
        attrs: checked,
        on,
        when: when.or(forbid),
        require,
        unless,
        likelihood,
        impact,
        examples,
        packs,
        span: stmt.span,
    })
}

fn example(context: &mut Context, stmt: &Stmt) -> Option<Example> {
    let Head::Decl { kind: word, name: None, label, .. } = &stmt.head else {
        values::misplaced(context, stmt, "only attributes and examples stand in a rule");
        return None;
    };
    let Some(kind) = ExampleKind::of(&word.text) else {
        let diagnostic = Diagnostic::new(&UNKNOWN_KIND, word.span, format!("`{}` is no kind of example", word.text));
        let words = ["fires", "answered", "silent", "asks"];
        context.report(crate::check::context::suggest(
            diagnostic,
            &word.text,
            word.span,
            words.into_iter(),
            "kind of example",
        ));
        return None;
    };
    let Some(body) = &stmt.body else {
        context.report(
            Diagnostic::new(&MISPLACED, word.span, "this example has no model").help("write `{ … }` behind it"),
        );
        return None;
    };
    Some(Example {
        kind,
        label: label.as_ref().map(|label| label.text.clone()),
        body: (**body).clone(),
        span: stmt.span,
    })
}
