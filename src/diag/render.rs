//! (under construction)
use super::Diagnostic;
use crate::text::Sources;
/// stub
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /** colours */
    pub color: bool,
}
/// stub
pub fn render(_sources: &Sources, d: &Diagnostic, _style: Style) -> String {
    d.message.clone()
}
/// stub
pub fn render_short(_sources: &Sources, d: &Diagnostic) -> String {
    d.message.clone()
}
