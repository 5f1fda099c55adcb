//! View to bytes; one file a format.

pub mod dot;
pub mod quote;
pub mod svg;
