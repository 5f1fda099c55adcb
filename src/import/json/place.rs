//! What stands in which boundary.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::Diagnostic;
use crate::import::json::codes::{LEFT_OUT, NAME, PLACE};
use crate::import::json::model::Writer;
use crate::import::json::tree::{decl, stmt};
use crate::schema::Kind;
use crate::syntax::MAX_DEPTH;
use crate::syntax::ast::Item;
use crate::view::document::Document;

/// How many things that stand nowhere are named; the rest is counted.
const NAMED: usize = 20;

/// Elements and boundaries by the boundary around them.
#[derive(Default)]
struct Inside<'a> {
    boundaries: BTreeMap<Option<&'a str>, Vec<usize>>,
    elements: BTreeMap<Option<&'a str>, Vec<usize>>,
}

impl Writer {
    /// Boundaries with what is in them, then elements in none.
    pub(super) fn things(&mut self, document: &Document, items: &mut Vec<Item>) {
        let mut inside = Inside::default();
        for (index, boundary) in document.boundaries.iter().enumerate() {
            inside.boundaries.entry(boundary.parent.as_deref()).or_default().push(index);
        }
        for (index, element) in document.elements.iter().enumerate() {
            if let Some(foreign) = &element.foreign {
                let said =
                    format!("`{}` belongs to another model, which the document does not hold", element.declared.name);
                let help = format!("add `use \"…\" as {foreign}`");
                self.diagnostics.push(Diagnostic::new(&LEFT_OUT, self.nowhere(), said).help(help));
            } else {
                let around = element.boundaries.last().map(|name| name.as_ref());
                inside.elements.entry(around).or_default().push(index);
            }
        }
        self.level(document, &mut inside, None, 0, items);
        self.lost(document, &inside);
    }

    fn level<'a>(
        &mut self,
        document: &'a Document,
        inside: &mut Inside<'a>,
        around: Option<&'a str>,
        depth: usize,
        items: &mut Vec<Item>,
    ) {
        // What is in a boundary deeper than the language has them stays in the lists.
        if depth > MAX_DEPTH {
            return;
        }
        // Taking the lists out also ends documents in which a boundary is around itself.
        let (boundaries, elements) = (inside.boundaries.remove(&around), inside.elements.remove(&around));
        let elements: Vec<Item> = elements
            .unwrap_or_default()
            .into_iter()
            .filter_map(|index| document.elements.get(index))
            .filter_map(|element| {
                let kind = Kind::of(&element.kind).filter(|kind| kind.is_element());
                let kind = kind.or_else(|| self.refused(&NAME, format!("`{}` is no kind of element", element.kind)))?;
                self.thing(kind, &element.declared, &element.types, Vec::new())
            })
            .collect();
        // In a boundary its own elements come first; at the top boundaries do.
        let mut own = Some(elements);
        if depth > 0 {
            items.extend(own.take().unwrap_or_default());
        }
        for boundary in boundaries.unwrap_or_default().into_iter().filter_map(|index| document.boundaries.get(index)) {
            let mut body = Vec::new();
            if !boundary.flow_defaults.is_empty() {
                let defaults = self.attributes(Some(Kind::Flow), &boundary.flow_defaults);
                body.push(stmt(None, decl("defaults", Some("flow"), &[], None), defaults));
            }
            self.level(document, inside, Some(&boundary.declared.name), depth + 1, &mut body);
            items.extend(self.thing(Kind::Boundary, &boundary.declared, &boundary.types, body));
        }
        items.extend(own.unwrap_or_default());
    }

    /// Reports what no boundary of the document was found for.
    fn lost(&mut self, document: &Document, inside: &Inside) {
        let parents: BTreeMap<&str, Option<&str>> =
            document.boundaries.iter().map(|it| (it.declared.name.as_ref(), it.parent.as_deref())).collect();
        let boundaries = inside.boundaries.iter().flat_map(|(around, list)| list.iter().map(move |at| (*at, *around)));
        let boundaries: BTreeMap<usize, Option<&str>> = boundaries.collect();
        let elements = inside.elements.iter().flat_map(|(around, list)| list.iter().map(move |at| (*at, *around)));
        let elements: BTreeMap<usize, Option<&str>> = elements.collect();
        let boundaries =
            boundaries.iter().filter_map(|(at, around)| Some((&document.boundaries.get(*at)?.declared, *around)));
        let elements =
            elements.iter().filter_map(|(at, around)| Some((&document.elements.get(*at)?.declared, *around)));
        let lost: Vec<(&str, &str)> = boundaries
            .chain(elements)
            .filter_map(|(declared, around)| Some((declared.name.as_ref(), around?)))
            .collect();
        for (name, around) in lost.iter().take(NAMED) {
            self.refused::<()>(
                &PLACE,
                format!("`{}` stands in {}", name.escape_debug(), whereabouts(&parents, around)),
            );
        }
        if let Some(more) = lost.len().checked_sub(NAMED).filter(|more| *more > 0) {
            self.refused::<()>(&PLACE, format!("{more} more things stand in no boundary of the document"));
        }
    }
}

/// What is wrong with the boundaries around something, the innermost of which is named.
fn whereabouts(parents: &BTreeMap<&str, Option<&str>>, around: &str) -> String {
    let mut seen = BTreeSet::new();
    let mut at = around;
    while seen.len() <= MAX_DEPTH {
        let Some(parent) = parents.get(at) else {
            return format!("`{}`, which is no boundary of the document", at.escape_debug());
        };
        if !seen.insert(at) {
            return "a circle of boundaries".to_owned();
        }
        match parent {
            Some(parent) => at = parent,
            None => break,
        }
    }
    format!("more than {MAX_DEPTH} boundaries")
}
