//! What keeps a hostile file from filling the memory.

/// After so many diagnostics in one file the rest is left alone; it keeps a hostile file from filling the memory.
pub const MAX_DIAGNOSTICS: usize = 1000;
