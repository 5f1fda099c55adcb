//! (under construction)
/// stub
pub fn doc(_rule: &str) -> &'static str { "" }
