//! Pages on a terminal, and what is said where there is none.

use crate::cli::explain::layout::{heading, list, paragraphs, source};
use crate::cli::terminal::Terminal;
use crate::diag::nearest;
use crate::driver::{Compilation, codes};
use crate::view::explain::{Page, names};

/// So many rules are named.
const RULES: usize = 12;
/// So many near names are suggested.
const NEAR: usize = 3;

/// Prints pages.
pub(super) fn print(pages: &[Page], terminal: &mut Terminal) {
    for page in pages {
        heading(terminal, &page.summary);
        if !page.prose.is_empty() {
            paragraphs(&page.prose, terminal);
        }
        if !page.source.is_empty() {
            if !page.prose.is_empty() {
                terminal.line("");
            }
            source(&page.source, terminal);
        }
        if !page.packs.is_empty() {
            let needed: Vec<String> = page.packs.iter().map(|pack| format!("`use {pack}`")).collect();
            terminal.line("");
            paragraphs(&format!("It needs {} in the model's root file.", needed.join(" and ")), terminal);
        }
        for each in &page.lists {
            list(each, terminal);
        }
        if !page.rules.is_empty() {
            let rules: Vec<&str> = page.rules.iter().take(RULES).map(|rule| rule.as_str()).collect();
            let mut rules = rules.join(", ");
            if page.rules.len() > RULES {
                rules.push_str(&format!(" and {} more", page.rules.len() - RULES));
            }
            terminal.line("");
            paragraphs(&format!("Rules that ask for it: {rules}"), terminal);
        }
    }
}

/// Says that nothing has a name, and what is near.
pub(super) fn unknown(id: &str, compilations: &[Compilation], terminal: &mut Terminal) {
    let mut known: Vec<String> = Vec::new();
    for compilation in compilations {
        let found = compilation.findings();
        known.extend(found.threats.threats.iter().map(|each| found.id(each).to_string()));
        known.extend(compilation.rules.iter().map(|rule| rule.id.to_string()));
    }
    known.extend(names(&codes()));
    let mut near: Vec<String> = Vec::new();
    while near.len() < NEAR
        && let Some(next) = nearest(id, known.iter().map(String::as_str)).map(str::to_owned)
    {
        known.retain(|name| *name != next);
        near.push(format!("'{next}'"));
    }
    let help = match near.split_last() {
        Some((last, [])) => format!("did you mean {last}?"),
        Some((last, rest)) => format!("did you mean {} or {last}?", rest.join(", ")),
        None => "`palisade check` lists the threats, and the book every rule, type and diagnostic".to_owned(),
    };
    let rule = id.split('@').next().unwrap_or(id);
    if compilations.iter().any(|compilation| compilation.rules_off.iter().any(|off| off == rule)) {
        let help = "the report lists what `[rules]` switches off, with the reasons";
        return terminal.complain_with_help(&format!("rule `{rule}` is switched off in `palisade.toml`"), help);
    }
    let what = if id.contains('@') { "no model here has the threat" } else { "nothing is called" };
    terminal.complain_with_help(&format!("{what} `{id}`"), &help);
}
