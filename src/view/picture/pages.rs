//! Models that are too large for one picture: an index with every boundary closed, and a page for each boundary.
//!
//! A page shows what lies directly in its boundary, the boundaries in there as one box each, and in grey whatever the
//! flows lead to outside, again with boundaries closed. So a page grows with its boundary and not with the model, and
//! every element and flow is on the page of the innermost boundary that holds it whole. Boxes lead to their pages, and
//! the frame of a page leads up.

use rustc_hash::FxHashSet;

use crate::model::{BoundaryId, Model};
use crate::view::links::LINKS;
use crate::view::picture::page::Page;
use crate::view::picture::select::{Shape, holds, select};
use crate::view::picture::views::{Form, View};

/// The most boxes of one picture. Above it, engines take seconds, and nobody finds anything.
pub const MOST_NODES: usize = 1_500;

/// The most arrows of one picture. Those that join the same two in the same direction are one by then.
pub const MOST_ARROWS: usize = 3_000;

/// The most open boundaries of one picture.
pub const MOST_BOUNDARIES: usize = 1_000;

/// Whether a view has more boxes or arrows than one picture may have. Views of a datum, of attack paths or of a tree show what
/// they are about, whatever its size.
pub fn too_large(model: &Model, view: &View) -> bool {
    // Nothing smaller can be.
    let many = model.elements.len() + model.boundaries.len() > MOST_NODES || model.flows.len() > MOST_ARROWS;
    if view.form != Form::Dfd || view.page.is_some() || !(many || model.boundaries.len() > MOST_BOUNDARIES) {
        return false;
    }
    let choice = select(model, view);
    choice.shapes.len() > MOST_NODES
        || choice.open.len() > MOST_BOUNDARIES
        || choice.flows.len() > MOST_ARROWS && {
            let joined: FxHashSet<(Shape, Shape)> = choice.flows.iter().map(|flow| (flow.from, flow.to)).collect();
            joined.len() > MOST_ARROWS
        }
}

/// A view with its boundaries closed where it would be too large.
pub fn fitting(model: &Model, view: View) -> View {
    if too_large(model, &view) { View { level: Some(0), ..view } } else { view }
}

/// The whole model as an index, where it is too large for one picture and has boundaries to close.
pub fn index(model: &Model) -> Option<View> {
    let whole = View::whole(model);
    let paged = boundaries(model).next().is_some() && too_large(model, &whole);
    paged.then_some(View { level: Some(0), page: Some(Page::Index), ..whole })
}

/// The page of every boundary, in order of declaration, each with its file from the folder of the index.
pub fn pages(model: &Model) -> Vec<(String, View)> {
    let page = |id: BoundaryId| {
        let decl = &model[id].decl;
        let view = View {
            name: decl.name.clone(),
            title: decl.title().to_owned(),
            description: decl.doc.as_deref().unwrap_or_default().to_owned(),
            neighbours: true,
            page: Some(Page::Of(id)),
            ..View::default()
        };
        (LINKS.page(&decl.name), view)
    };
    boundaries(model).map(page).collect()
}

/// Where a boundary leads to on a page; `closed`: as one box. `None` where there is nowhere to go.
pub fn link(model: &Model, page: Page, id: BoundaryId, closed: bool) -> Option<String> {
    match page {
        Page::Index => closed.then(|| LINKS.page(&model[id].decl.name)),
        Page::Of(own) if own == id => match model[id].parent {
            Some(parent) => Some(LINKS.page_beside(&model[parent].decl.name)),
            None => Some(LINKS.above(LINKS.picture)),
        },
        Page::Of(_) => Some(LINKS.page_beside(&model[id].decl.name)),
    }
}

fn boundaries(model: &Model) -> impl Iterator<Item = BoundaryId> + '_ {
    model.boundary_ids().filter(|id| holds(model, *id))
}
