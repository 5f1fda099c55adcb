//! Texts with places: `{from}` stands for what a rule binds, `{{` and `}}` for the signs themselves.

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece<'t> {
    /// Text as it stands.
    Text(&'t str),
    /// A place, by the name between its braces: whatever stands there, and maybe nothing.
    Place(&'t str),
    /// A `{` that nothing closes on its line.
    Open,
    /// A `}` that nothing opens.
    Close,
}

/// Takes a text apart.
pub(crate) fn pieces(text: &str) -> Vec<Piece<'_>> {
    // Most texts have a place or two.
    let mut pieces = Vec::with_capacity(6);
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, from) = rest.split_at(at);
        if !before.is_empty() {
            pieces.push(Piece::Text(before));
        }
        let (piece, length) = first(from);
        pieces.push(piece);
        rest = from.get(length..).unwrap_or("");
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

/// The piece that a text begins with, which is a brace, and how many bytes it takes.
fn first(text: &str) -> (Piece<'_>, usize) {
    if let Some(sign) = text.get(..2).filter(|two| matches!(*two, "{{" | "}}")) {
        return (Piece::Text(sign.get(..1).unwrap_or(sign)), 2);
    }
    let Some(inside) = text.strip_prefix('{') else { return (Piece::Close, 1) };
    match inside.find(['{', '}', '\n']).map(|end| inside.split_at(end)) {
        Some((name, end)) if end.starts_with('}') => (Piece::Place(name), name.len() + 2),
        _ => (Piece::Open, 1),
    }
}

/// "a, b and 2 more": the first so many, and how many follow.
pub(crate) fn join(names: &[String], first: usize) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        names if names.len() <= first => match names.split_last() {
            Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
            None => String::new(),
        },
        names => {
            let shown = names.get(..first).unwrap_or(names);
            format!("{} and {} more", shown.join(", "), names.len() - shown.len())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Piece::{Close, Open, Place, Text};
    use super::{join, pieces};

    #[test]
    fn braces_are_places_signs_or_alone() {
        assert_eq!(pieces("x {a} y"), [Text("x "), Place("a"), Text(" y")]);
        assert_eq!(pieces("{}"), [Place("")]);
        assert_eq!(pieces("{{a}} {b}}}"), [Text("{"), Text("a"), Text("}"), Text(" "), Place("b"), Text("}")]);
        assert_eq!(pieces("x {b"), [Text("x "), Open, Text("b")]);
        assert_eq!(pieces("{a {b}"), [Open, Text("a "), Place("b")]);
        assert_eq!(pieces("a}"), [Text("a"), Close]);
        assert_eq!(pieces("{\n}"), [Open, Text("\n"), Close]);
        assert_eq!(pieces("é{ü}{"), [Text("é"), Place("ü"), Open]);
        assert_eq!(pieces(""), []);
    }

    #[test]
    fn lists_name_three_and_count_the_rest() {
        let names: Vec<String> = ["a", "b", "c", "d", "e"].map(str::to_owned).to_vec();
        assert_eq!(join(&names, 3), "a, b, c and 2 more");
        assert_eq!(join(&names[..3], 3), "a, b and c");
        assert_eq!(join(&names[..1], 3), "a");
    }
}
