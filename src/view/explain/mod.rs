//! What a name stands for, as pages: rules, diagnostics, the words of the language and of the packs, and
//! those of the configuration.
//!
//! One file a kind of page. Each is made of the table, the tree or the typed rule that says it, and none reads text line
//! by line. A threat is explained by [`crate::view::explanation`].

mod asking;
mod attribute;
mod computed;
mod configuration;
mod declaration;
mod declared;
mod diagnostic;
mod examples;
mod form;
mod pack;
mod page;
mod predicate;
mod word;

use crate::diag::CodeInfo;

pub use declared::{own, statement};
pub use examples::without_examples;
pub use page::{Entry, List, Page};

/// Every page of a name that needs no model. `codes` are those of all phases.
pub fn pages(codes: &[&CodeInfo], id: &str) -> Vec<Page> {
    let mut pages = Vec::new();
    pages.extend(diagnostic::page(codes, id));
    pages.extend(declared::pages(id));
    pages.extend(predicate::page(id));
    pages.extend(pack::page(id));
    pages.extend(declaration::page(id));
    pages.extend(form::page(id));
    pages.extend(attribute::pages(id));
    pages.extend(computed::page(id));
    pages.extend(word::pages(id));
    pages.extend(configuration::pages(id));
    pages
}

/// Every name that has a page which needs no model.
pub fn names(codes: &[&CodeInfo]) -> Vec<String> {
    let codes = codes.iter().map(|info| info.code.0.to_owned());
    codes
        .chain(declared::names())
        .chain(predicate::names())
        .chain(pack::names())
        .chain(declaration::names())
        .chain(form::names())
        .chain(word::names())
        .chain(attribute::names())
        .chain(computed::names())
        .chain(configuration::names())
        .collect()
}
