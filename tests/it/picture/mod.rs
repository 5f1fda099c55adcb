//! Pictures: diagrams built by hand and by a generator, laid out, drawn, and read back.

mod drawing;
mod geometry;
mod graphviz;
mod hard;
pub mod sample;
mod show;
mod speed;
