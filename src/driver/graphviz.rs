//! Graphviz as an engine, by way of the world.

use crate::driver::World;
use crate::layout::{Engine, Layout, LayoutError, graphviz};
use crate::view::picture::diagram::{Diagram, Direction};

/// The `dot` of the machine.
#[derive(Clone, Copy)]
pub struct Dot<'a> {
    /// Who starts it.
    pub world: &'a dyn World,
}

impl Engine for Dot<'_> {
    /// As `dot` says. It fails where there is no `dot`, it takes too long, it fails, or its answer is not whole.
    fn place(&self, diagram: &Diagram, direction: Direction) -> Result<Layout, LayoutError> {
        let request = graphviz::request(diagram, direction);
        let answer = self.world.dot(&request).map_err(|fault| LayoutError::Graphviz(fault.to_string()))?;
        graphviz::read(diagram, direction, &answer)
    }
}
