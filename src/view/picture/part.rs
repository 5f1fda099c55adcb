//! What an arrow or a box of a picture stands for, written down so that two versions of it can be compared.

/// A flow of an arrow, an entry point of an element, or something inside a closed boundary.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part {
    /// Its name.
    pub id: String,
    /// The names of what it joins, crosses or stands in; they follow renames.
    pub names: Vec<String>,
    /// What a reader is told of it.
    pub said: Vec<String>,
}
