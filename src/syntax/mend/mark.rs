//! What one pass of the repair leaves to the next.

/// What the brackets' pass needs to know of the text.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    /// Its offset.
    pub at: u32,
    /// The line that it stands on, from 0.
    pub line: u32,
    /// How many bytes of blanks that line begins with.
    pub indent: u32,
    /// Whether it is the first thing on its line.
    pub first: bool,
    /// The character.
    pub byte: u8,
    /// Where what stands before it ends, comments and blanks left out.
    pub before: u32,
}
