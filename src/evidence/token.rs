//! Code without comments and strings as words and signs: enough to see a declaration.

/// A word, or one other character that is not white.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// As it stands there; a name between backticks is without them.
    pub(super) text: &'a str,
    /// Where it ends.
    pub(super) end: usize,
    /// Whether it is a word.
    pub(super) word: bool,
}

impl Token<'_> {
    /// Whether it is this sign.
    pub(super) fn is(&self, sign: &str) -> bool {
        !self.word && self.text == sign
    }
}

/// The tokens of masked code. With `backticks`, what stands between two is a name.
pub(super) fn tokens(code: &str, backticks: bool) -> impl Iterator<Item = Token<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = code.get(at..)?;
            let first = rest.chars().next()?;
            if first.is_whitespace() {
                at += first.len_utf8();
                continue;
            }
            if first == '`' && backticks {
                let inside = rest.get(1..)?;
                let length = inside.find(['`', '\n']).unwrap_or(inside.len());
                at += (length + 2).min(rest.len());
                return Some(Token { text: inside.get(..length)?, end: at, word: true });
            }
            let word = is_word(first);
            let length = match word {
                true => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
                false => first.len_utf8(),
            };
            at += length;
            return Some(Token { text: rest.get(..length)?, end: at, word });
        }
    })
}

/// Whether a character is part of a name.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}
