//! Syntax trees → model, rules and diagnostics: where words meet trees.
//!
//! Checking does not fail. What does not resolve is reported and left out, and the rest becomes a model.
//! The walk has two passes: [`collect`] gives everything its name, [`build`] resolves attributes against these
//! names; then [`structure`] computes what follows, and the `lints` look at the result.

mod additions;
mod addresses;
mod basis;
mod build;
mod codes;
mod collect;
mod context;
mod decisions;
mod exports;
mod flows;
mod foreign;
mod inside;
mod lints;
mod moved;
mod names;
mod none;
mod patterns;
mod rule_decl;
mod rules;
mod slips;
mod structure;
mod suppose;
pub(crate) mod synonyms;
mod values;
mod vocabulary;

pub use exports::Exports;
pub use foreign::Other;
pub use rule_decl::{Example, ExampleKind, RuleDecl};
pub use suppose::{Supposing, Supposition, apply as suppose, read as supposition};

use std::sync::Arc;

use smol_str::SmolStr;

use crate::check::codes::UNKNOWN_NAME;
use crate::check::collect::{Collected, Place};
use crate::check::context::Context;
use crate::diag::{CodeInfo, Diagnostic, Severity};
use crate::model::{Bits, Date, Model, PackId, Vocabulary};
use crate::syntax::ast::{Body, File, Head, Item, Name};
use crate::text::Span;

/// Every code that checking declares.
pub fn all_codes() -> impl Iterator<Item = &'static CodeInfo> {
    [
        codes::CODES,
        addresses::CODES,
        vocabulary::CODES,
        collect::CODES,
        inside::CODES,
        build::CODES,
        flows::CODES,
        rules::CODES,
        moved::CODES,
        suppose::CODES,
        lints::callers::CODES,
        lints::controls::CODES,
        lints::data::CODES,
        lints::elements::CODES,
        lints::flows::CODES,
        lints::labels::CODES,
        lints::scenarios::CODES,
        lints::time::CODES,
        lints::trees::CODES,
        lints::views::CODES,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// What one model is checked from.
pub struct Input<'a> {
    /// The model's files: the root first, then by path.
    pub files: &'a [File],
    /// Files of private packs: only knowledge stands in them.
    pub packs: &'a [File],
    /// The built-in vocabulary.
    pub vocabulary: &'a Arc<Vocabulary>,
    /// The built-in rules by id, with the packs that each needs.
    pub rules: &'a [(SmolStr, Bits)],
    /// Those of them that give one threat for all flows between two things.
    pub paired: &'a [SmolStr],
    /// Other teams' models by the name they are seen by.
    pub foreign: &'a [Other<'a>],
    /// The day.
    pub today: Date,
}

/// What checking gives.
pub struct Checked {
    /// The model, as far as it resolved.
    pub model: Model,
    /// The rules and policies of the model and its private packs.
    pub rules: Vec<RuleDecl>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Checks one model.
pub fn check(input: &Input<'_>) -> Checked {
    let mut context = Context::new(input.vocabulary.clone(), Bits::default(), input.today);
    let mut collected = Collected::default();
    for file in input.files {
        collect::collect(&mut context, &mut collected, &file.items, Place::Top, None);
    }
    for file in input.packs {
        collect::collect(&mut context, &mut collected, &file.items, Place::Top, Some(PackId::OWN));
    }
    use_packs(&mut context, &collected.packs);
    context.paired.extend(input.paired.iter().cloned());
    for (id, packs) in input.rules {
        match packs.iter().find(|pack| !context.packs.has(*pack)) {
            None => {
                context.rules.insert(id.clone());
            }
            Some(pack) => {
                let name: SmolStr = context.pack_name(PackId(pack as u8)).into();
                context.rules_elsewhere.insert(id.clone(), name);
            }
        }
    }
    let foreign = foreign::register(&mut context, collected.elements.len(), input.foreign);
    finish(context, collected, foreign, true)
}

/// The built-in vocabulary from its packs, by name (`std.core` first) and text.
pub fn vocabulary(packs: &[(&str, &File)]) -> (Vocabulary, Vec<Diagnostic>) {
    let mut vocabulary = Vocabulary::of_kinds();
    vocabulary.packs = packs.iter().map(|(name, _)| SmolStr::from(*name)).collect();
    let direct: Vec<Vec<usize>> = packs
        .iter()
        .map(|(_, file)| {
            let used = file.items.iter().filter_map(used_pack);
            used.filter_map(|name| packs.iter().position(|(known, _)| *known == name.text)).collect()
        })
        .collect();
    vocabulary.brings = (0..packs.len()).map(|start| brought(start, &direct)).collect();
    let mut everything = Bits::default();
    (0..packs.len()).for_each(|pack| everything.insert(pack as u16));
    let mut context = Context::new(Arc::new(vocabulary), everything, Date::MIN);
    let mut entries = Vec::new();
    for (index, (_, file)) in packs.iter().enumerate() {
        let mut collected = Collected::default();
        collect::collect(&mut context, &mut collected, &file.items, Place::Top, Some(PackId(index as u8)));
        entries.extend(collected.vocabulary);
    }
    vocabulary::declare(&mut context, &entries);
    (Arc::unwrap_or_clone(context.vocabulary), context.diagnostics)
}

/// The rules that catalogue files declare; each is in scope of models that use the packs its file uses.
pub fn rules(vocabulary: &Arc<Vocabulary>, files: &[File]) -> (Vec<RuleDecl>, Vec<Diagnostic>) {
    let mut everything = Bits::default();
    (0..vocabulary.packs.len()).for_each(|pack| everything.insert(pack as u16));
    let mut context = Context::new(vocabulary.clone(), everything, Date::MIN);
    let mut all = Vec::new();
    for file in files {
        let mut collected = Collected::default();
        collect::collect(&mut context, &mut collected, &file.items, Place::Top, None);
        let mut packs = Bits::default();
        for name in &collected.packs {
            if let Some(index) = vocabulary.packs.iter().position(|pack| *pack == name.text) {
                packs.insert(index as u16);
            }
        }
        all.extend(collected.rules.into_iter().map(|(stmt, _)| (stmt, packs.clone())));
    }
    let stmts: Vec<_> = all.iter().map(|(stmt, _)| *stmt).collect();
    let fresh = rules::register(&mut context, &stmts);
    let fresh = all.into_iter().zip(fresh).filter_map(|(rule, fresh)| fresh.then_some(rule));
    let decls = fresh.filter_map(|(stmt, packs)| rules::declare(&mut context, stmt, packs)).collect();
    (decls, context.diagnostics)
}

/// Checks the model of a rule's example; the core and `packs` are in scope.
pub fn example(vocabulary: &Arc<Vocabulary>, packs: &Bits, body: &Body) -> Checked {
    let mut context =
        Context::new(vocabulary.clone(), packs.clone(), crate::model::date(2026, 1, 1).unwrap_or(Date::MIN));
    let mut collected = Collected::default();
    collect::collect(&mut context, &mut collected, &body.items, Place::Top, None);
    finish(context, collected, Vec::new(), false)
}

fn finish(mut context: Context, mut collected: Collected<'_>, foreign: Vec<foreign::Import>, whole: bool) -> Checked {
    vocabulary::declare(&mut context, &collected.vocabulary);
    if let Some(stmt) = collected.model
        && let Head::Decl { name: Some(name), .. } = &stmt.head
    {
        context.model_name = name.text.clone();
    }
    inside::place(&mut context, &mut collected);
    collect::name_flows(&mut context, &mut collected.flows);
    flows::join_flows(&mut context, &mut collected.flows);
    moved::resolve(&mut context, &collected.moved);
    inside::check(&mut context, &collected);
    let stmts: Vec<_> = collected.rules.iter().map(|(stmt, _)| *stmt).collect();
    let fresh = rules::register(&mut context, &stmts);
    let mut decls = Vec::new();
    for (stmt, _) in stmts.iter().zip(fresh).filter(|(_, fresh)| *fresh) {
        decls.extend(rules::declare(&mut context, stmt, Bits::default()));
    }
    for decl in decls.iter().filter(|decl| decl.is_paired()) {
        context.paired.insert(decl.id.clone());
    }
    let mut model = build::build(&mut context, &collected);
    foreign::add(&mut model, foreign);
    let named = context.names.iter().filter(|(_, declared)| !declared.broken);
    model.names = named.map(|(name, declared)| (name.clone(), declared.thing)).collect();
    model.moved = std::mem::take(&mut context.moved);
    model.vocabulary = std::mem::take(&mut context.vocabulary);
    model.packs = context.packs.clone();
    structure::complete(&mut model);
    lints::labels::tell_apart(&mut model);
    if whole {
        let ends: Vec<(Span, Span)> = collected
            .flows
            .iter()
            .filter(|flow| flow.ends.is_some())
            .map(|flow| (flow.from.span, flow.to.span))
            .collect();
        lint(&model, &ends, &mut context);
    }
    debug_assert_eq!(model.validate(), Ok(()), "what is promised of a model holds");
    context.tell_left_out(model.decl.span);
    crate::diag::sort(&mut context.diagnostics);
    Checked { model, rules: decls, diagnostics: context.diagnostics }
}

/// Warnings that follow from what is missing are only worth reading when nothing was left out for an error.
fn lint(model: &Model, ends: &[(Span, Span)], context: &mut Context) {
    let broken = context.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    lints::flows::check(model, ends, context);
    lints::callers::check(model, &mut context.diagnostics);
    lints::controls::check(model, &mut context.diagnostics);
    lints::time::check(model, context.today, &mut context.diagnostics);
    lints::labels::check(model, &mut context.diagnostics);
    lints::scenarios::check(model, &mut context.diagnostics);
    lints::trees::check(model, &mut context.diagnostics);
    lints::views::check(model, &mut context.diagnostics);
    if !broken {
        lints::elements::check(model, &mut context.diagnostics);
        lints::data::check(model, &mut context.diagnostics);
    }
}

fn use_packs(context: &mut Context, used: &[&Name]) {
    let mut packs = Bits::default();
    for name in used {
        match context.vocabulary.packs.iter().position(|pack| *pack == name.text) {
            Some(index) => {
                if let Some(brought) = context.vocabulary.brings.get(index) {
                    packs.union(brought);
                }
            }
            None => {
                let known: Vec<SmolStr> = context.vocabulary.packs.clone();
                let diagnostic = Diagnostic::new(&UNKNOWN_NAME, name.span, format!("there is no pack `{}`", name.text));
                let known = known.iter().map(SmolStr::as_str);
                let of_std = known.clone().find(|pack| pack.strip_prefix("std.") == Some(name.text.as_str()));
                if let Some(pack) = of_std {
                    let help = format!("did you mean `{pack}`?");
                    context.report(diagnostic.help(help).fix(format!("write `{pack}`"), name.span, pack));
                    continue;
                }
                context.report(context::suggest(diagnostic, &name.text, name.span, known, "pack"));
            }
        }
    }
    context.packs = packs;
    context.index_vocabulary();
}

fn used_pack(item: &Item) -> Option<&Name> {
    match item {
        Item::Stmt(stmt) => match &stmt.head {
            Head::UsePack { pack, .. } => Some(pack),
            _ => None,
        },
        Item::Attr(_) => None,
    }
}

fn brought(start: usize, direct: &[Vec<usize>]) -> Bits {
    let mut all = Bits::default();
    let mut stack = vec![start];
    while let Some(at) = stack.pop() {
        if !all.has(at as u16) {
            all.insert(at as u16);
            stack.extend(direct.get(at).into_iter().flatten());
        }
    }
    all
}
