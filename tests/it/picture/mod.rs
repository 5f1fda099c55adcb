//! Pictures: diagrams built by hand and by a generator, laid out, drawn, and read back.

mod bad_input;
#[cfg(feature = "png")]
mod browser;
#[cfg(feature = "png")]
mod devtools;
mod drawing;
pub mod edits;
mod failing;
mod geometry;
mod graphviz;
mod hard;
mod limits;
mod pages;
mod parsers;
pub mod sample;
mod show;
mod stability;
pub mod texts;
#[cfg(feature = "png")]
mod viewers;
mod views;
pub mod worst;
