//! Positions from Graphviz, by way of the world.

use crate::driver::World;
use crate::layout::{Layout, LayoutError, graphviz};
use crate::view::diagram::Diagram;

/// A diagram laid out by the `dot` of the machine.
///
/// # Errors
/// When there is no `dot`, it takes too long, it fails, or its answer is not whole.
pub fn layout_with_dot(world: &dyn World, diagram: &Diagram) -> Result<Layout, LayoutError> {
    let request = graphviz::request(diagram)?;
    let answer = world.dot(&request).map_err(|fault| LayoutError::Graphviz(fault.to_string()))?;
    graphviz::read(diagram, &answer)
}
