//! The only e-mail that we send: somebody answered you.

/// An e-mail that is ready to go.
pub struct Mail<'a> {
    /// The author of the comment that was answered.
    pub to: &'a str,
    /// Plain text; what people wrote is never put into the subject.
    pub text: String,
}

/// Tells an author about an answer.
pub fn answered<'a>(author: &'a str, article: &str, answer: &str) -> Mail<'a> {
    Mail { to: author, text: format!("Somebody answered you below \"{article}\":\n\n{answer}\n") }
}
