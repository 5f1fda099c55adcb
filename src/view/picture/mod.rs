//! Pictures of a model: which there are, and what each shows, still without coordinates.
//!
//! - [`views`]: the declared views, or the default set where none is declared;
//! - [`select`]: which elements, flows and boundaries a view shows, and which boundaries it shows closed;
//! - [`dfd`]: the data-flow diagram of a view, as a [`diagram`];
//! - [`diff`]: two versions of one, compared by the [`part`]s that they stand for;
//! - [`data`], [`paths`]: the choices of these two forms;
//! - [`pages`]: the many pictures of a model that is too large for one;
//! - [`sequence`], [`tree`]: the two forms that are no data-flow diagram.
//!
//! To add a form: a word of the scale `VIEW_AS`, a variant of [`Form`], an arm in [`picture`], and its attributes
//! in `check::lints::views`.

pub mod data;
pub mod dfd;
pub mod diagram;
pub mod diff;
pub mod page;
pub mod pages;
pub mod part;
mod parts;
pub mod paths;
pub mod select;
pub mod sequence;
pub mod tree;
pub mod views;

use crate::model::Thing;
use crate::view::Input;
use crate::view::picture::diagram::Diagram;
use crate::view::picture::sequence::Sequence;
use crate::view::picture::tree::ThreatTree;

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

    /// Every text that the picture may show, in no promised order.
    pub fn words(&self) -> Vec<&str> {
        match self {
            Picture::Flows(diagram) => {
                let nodes =
                    diagram.nodes.iter().flat_map(|node| [&node.label, &node.type_label].into_iter().chain(&node.tags));
                let clusters = diagram.clusters.iter().flat_map(|cluster| [&cluster.label, &cluster.trust]);
                let edges = diagram.edges.iter().map(|edge| &edge.label);
                let lines = diagram.lines.iter().map(|line| &line.label);
                let all = nodes.chain(clusters).chain(edges).chain(lines).chain([&diagram.title]);
                all.map(String::as_str).collect()
            }
            Picture::Sequence(sequence) => {
                let lifelines = sequence.lifelines.iter().map(|lifeline| &lifeline.label);
                let groups = sequence.groups.iter().flat_map(|group| [&group.label, &group.trust]);
                let messages = sequence.messages.iter().flat_map(|message| [&message.label, &message.data]);
                lifelines.chain(groups).chain(messages).chain([&sequence.title]).map(String::as_str).collect()
            }
            Picture::Tree(tree) => {
                let mut words = vec![tree.title.as_str()];
                let mut branches = vec![&tree.root];
                while let Some(branch) = branches.pop() {
                    words.push(&branch.label);
                    words.extend(
                        [&branch.values, &branch.by, &branch.planned].into_iter().flatten().map(String::as_str),
                    );
                    branches.extend(&branch.children);
                }
                words
            }
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
