//! Pictures of a model: which there are, and what each shows, still without coordinates.
//!
//! - [`views`]: the declared views, or the default set where none is declared;
//! - [`select`]: which elements, flows and boundaries a view shows, and which boundaries it shows closed;
//! - [`data`], [`paths`]: the choices of these two forms;
//! - [`pages`]: the many pictures of a model that is too large for one;
//! - [`sequence`], [`tree`]: the two forms that are no data-flow diagram.
//!
//! To add a form: a word of the scale `VIEW_AS`, a variant of [`Form`], an arm in [`picture`], and its attributes
//! in `check::lints::views`.

pub mod data;
pub mod pages;
pub mod paths;
pub mod select;
pub mod sequence;
pub mod tree;
pub mod views;

use crate::model::Thing;
use crate::view::diagram::Diagram;
use crate::view::picture::sequence::Sequence;
use crate::view::picture::tree::ThreatTree;
use crate::view::{Input, dfd};

pub use crate::view::picture::views::{Form, Show, View, find, views};

/// A picture, ready to be laid out and drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Picture {
    /// A data-flow diagram, or another picture made of the same parts.
    Flows(Diagram),
    /// A sequence diagram.
    Sequence(Sequence),
    /// A threat tree.
    Tree(ThreatTree),
}

impl Picture {
    /// The start of every id and class, and the name of the picture's file.
    pub fn prefix(&self) -> &str {
        match self {
            Picture::Flows(diagram) => &diagram.id_prefix,
            Picture::Sequence(sequence) => &sequence.id_prefix,
            Picture::Tree(tree) => &tree.id_prefix,
        }
    }
}

/// What a view shows.
///
/// A view whose form asks for something that it does not name has been reported as an error; it shows the whole
/// model, so that there is a picture to look at while it is mended.
pub fn picture(input: &Input, view: &View) -> Picture {
    match (view.form, view.scenario, view.of) {
        (Form::Sequence, Some(scenario), _) => Picture::Sequence(sequence::of(input, view, scenario)),
        (Form::Tree, _, Some(Thing::Threat(threat))) if input.model[threat].tree.is_some() => {
            Picture::Tree(tree::of(input, view, threat))
        }
        (Form::Data, _, Some(Thing::Data(datum))) => Picture::Flows(data::of(input, view, datum)),
        (Form::Paths, ..) => Picture::Flows(paths::of(input, view)),
        _ => Picture::Flows(dfd::of(input, view)),
    }
}
