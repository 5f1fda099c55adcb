//! From offsets in a mended text back to offsets in the source.

/// One replacement: from, to, the new text.
pub type Replacement = (usize, usize, String);

/// One replacement that was made.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// Where it lies in the mended text.
    mended: (usize, usize),
    /// Where what it replaces lies in the source.
    source: (usize, usize),
}

/// The replacements that made a mended text, in order; empty if the text is the source.
#[derive(Clone, Debug, Default)]
pub struct Map {
    pieces: Vec<Piece>,
    /// Where the source begins in another text, and that text's own map.
    begin: usize,
    outer: Option<Box<Map>>,
}

impl Map {
    /// The source's text with replacements made: `(start, end, new text)`, sorted and not overlapping.
    pub fn apply(source: &str, edits: &[(usize, usize, String)]) -> (String, Map) {
        let mut text = String::with_capacity(source.len() + edits.len());
        let mut pieces = Vec::with_capacity(edits.len());
        let mut done = 0;
        for (start, end, new) in edits {
            text.push_str(source.get(done..*start).unwrap_or_default());
            let mended = text.len();
            text.push_str(new);
            pieces.push(Piece { mended: (mended, text.len()), source: (*start, *end) });
            done = *end;
        }
        text.push_str(source.get(done..).unwrap_or_default());
        (text, Map { pieces, ..Map::default() })
    }

    /// This map for a piece of a text that begins at `begin` and was itself mended.
    pub fn within(self, begin: usize, outer: &Map) -> Map {
        Map { begin, outer: Some(Box::new(outer.clone())), ..self }
    }

    /// The offset in the source of an offset in the text.
    #[inline]
    pub fn source_offset(&self, at: usize) -> usize {
        if self.pieces.is_empty() && self.outer.is_none() { at } else { self.composed(at) }
    }

    fn composed(&self, at: usize) -> usize {
        let at = self.look_up(at);
        self.outer.as_ref().map_or(at, |outer| outer.source_offset(self.begin + at))
    }

    fn look_up(&self, at: usize) -> usize {
        let behind = self.pieces.partition_point(|piece| piece.mended.0 <= at);
        match behind.checked_sub(1).and_then(|index| self.pieces.get(index)) {
            None => at,
            Some(piece) if at >= piece.mended.1 => piece.source.1 + (at - piece.mended.1),
            // Inside a replacement: the start of what it replaces, which is on a character's boundary.
            Some(piece) => piece.source.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Map;

    #[test]
    fn offsets_behind_a_replacement_come_back() {
        let (text, map) = Map::apply("a {b c", &[(2, 3, String::new()), (6, 6, "}".to_owned())]);
        assert_eq!(text, "a b c}");
        assert_eq!([0, 2, 4, 5, 6].map(|at| map.source_offset(at)), [0, 3, 5, 6, 6]);
    }
}
