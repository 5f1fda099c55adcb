//! What people read: the report as a stream of blocks, in the order in which a review goes.
//!
//! First what is analysed and how it stands, then what it consists of, then what can go wrong with it, then what is
//! done about it and what nobody knows. Every section says something even where the model says nothing, so that a
//! missing part is seen to be missing.
//!
//! It holds no markup: [`Block`] and [`Inline`] say what a piece is, a back-end says how that looks.

mod background;
mod block;
mod data;
mod elements;
mod facts;
mod flows;
mod followup;
mod head;
mod paths;
mod threats;
mod tree;

pub use block::{Block, Inline, Line};

use crate::model::{Model, Thing};
use crate::schema::AttrName;
use crate::view::{Input, words};

/// A report, ready to be read from the start.
pub struct Report<'a> {
    input: Input<'a>,
}

/// The blocks of a section.
type Blocks<'r> = Box<dyn Iterator<Item = Block> + 'r>;

/// A section of the report.
type Section = for<'r> fn(&'r Report<'r>) -> Blocks<'r>;

/// The sections, in order.
const SECTIONS: &[Section] = &[
    head::title,
    head::summary,
    head::loosening,
    head::scope,
    head::picture,
    background::scenarios,
    background::personas,
    elements::boundaries,
    elements::trust,
    elements::elements,
    background::assets,
    data::flow_of_data,
    background::entries,
    elements::administration,
    background::dependencies,
    background::assumptions,
    flows::flows,
    flows::deployment,
    facts::facts,
    threats::open,
    threats::answered,
    paths::paths,
    followup::decisions,
    followup::controls,
    followup::questions,
    followup::out_of_scope,
];

impl<'a> Report<'a> {
    /// The report of a compilation.
    pub fn new(input: Input<'a>) -> Report<'a> {
        Report { input }
    }

    /// Its blocks, in order.
    pub fn blocks<'r>(&'r self) -> impl Iterator<Item = Block> + 'r
    where
        'a: 'r,
    {
        SECTIONS.iter().flat_map(move |section| section(self))
    }

    fn model(&self) -> &'a Model {
        self.input.model
    }

    /// What an attribute of a thing says, for a cell.
    fn said(&self, thing: Thing, name: AttrName) -> Line {
        block::line(words::said(self.model(), thing, name))
    }

    /// The label of a thing.
    fn title(&self, thing: Thing) -> String {
        self.model().decl(thing).title().to_owned()
    }
}

/// All of some blocks at once, for sections that are short.
fn all<'r>(blocks: Vec<Block>) -> Blocks<'r> {
    Box::new(blocks.into_iter())
}
