//! (under construction)
/// stub
pub fn quote_terminal(text: &str) -> String {
    text.to_owned()
}
/// stub
pub fn quote_workflow(text: &str) -> String {
    text.to_owned()
}
/// stub
pub fn is_bidi_control(_c: char) -> bool {
    false
}
