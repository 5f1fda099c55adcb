//! Pictures: diagrams built by hand and by a generator, laid out, drawn, and read back.

mod geometry;
pub mod sample;
mod show;
