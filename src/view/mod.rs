//! What a reader sees, before it has coordinates or bytes: sorted, stable, and free of the model's types.

pub mod diagram;
