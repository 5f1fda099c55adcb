//! How much room a text takes, and where it breaks into lines.
//!
//! The reader's machine chooses the font, so widths are estimates by class of character, on the wide side of
//! Helvetica, Arial and DejaVu Sans: a box may be a little roomy, its text never sticks out.
//! No font file is read, so every machine computes the same picture.

/// A size and weight of type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Face {
    /// Height of the type in pixels.
    pub size: f64,
    /// Whether it is bold, which makes it wider.
    pub bold: bool,
}

impl Face {
    /// Names of elements.
    pub const NODE: Face = Face { size: 13.0, bold: true };
    /// Types of elements, labels of flows, trust of boundaries.
    pub const SMALL: Face = Face { size: 11.0, bold: false };
    /// Names of boundaries.
    pub const CLUSTER: Face = Face { size: 12.0, bold: true };
    /// Tags, tabs, legends.
    pub const TAG: Face = Face { size: 10.0, bold: false };
    /// Numbers in discs and badges.
    pub const NUMBER: Face = Face { size: 10.0, bold: true };
    /// The title of the picture.
    pub const TITLE: Face = Face { size: 16.0, bold: true };

    /// Distance between the baselines of two lines.
    pub fn line_height(self) -> f64 {
        (self.size * 1.3).round()
    }

    /// Width of a text on one line, in pixels.
    pub fn width(self, text: &str) -> f64 {
        let em: f64 = text.chars().map(advance).sum();
        em * self.size * if self.bold { 1.1 } else { 1.0 }
    }
}

/// A text broken into lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wrapped {
    /// The lines, without white space at their ends; none when the text is blank.
    pub lines: Vec<String>,
    /// Whether something was left out, which the last line says by an ellipsis.
    pub cut: bool,
    /// Width of the widest line, in pixels.
    pub width: f64,
}

/// Breaks a text into at most `max_lines` lines of at most `max_width` pixels, about equally long.
///
/// Lines break at white space, after `-` `/` `_` `.` `:` and `>` in long words, between ideographs, and anywhere
/// when nothing else helps, but never between a letter and its accents.
pub fn wrap(text: &str, face: Face, max_width: f64, max_lines: usize) -> Wrapped {
    // A label may be a novel; what cannot be shown need not be measured.
    let capacity = (max_width * max_lines as f64 / (face.size * 0.2)) as usize + 64;
    let pieces = pieces(text, capacity);
    let widest = pieces.iter().map(|piece| face.width(&piece.text)).fold(0.0, f64::max);
    let full = fill(&pieces, face, max_width, max_lines);
    if full.cut || full.lines.len() < 2 {
        return full;
    }
    // As many lines, but narrower: the smallest width (in steps) that needs no more lines.
    let total = full.lines.len();
    let mut best = full;
    for step in 1..=8 {
        let narrower = max_width * (1.0 - f64::from(step) * 0.08);
        if narrower < widest {
            break;
        }
        let attempt = fill(&pieces, face, narrower, max_lines);
        if attempt.cut || attempt.lines.len() > total {
            break;
        }
        best = attempt;
    }
    best
}

/// A stretch of text that may end a line, and whether a space stands before it.
struct Piece {
    text: String,
    spaced: bool,
}

fn pieces(text: &str, capacity: usize) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut current = String::new();
    let mut spaced = false;
    let mut before = ' ';
    for ch in text.chars().take(capacity) {
        if ch.is_whitespace() || ch.is_control() {
            flush(&mut pieces, &mut current, spaced);
            spaced = true;
        } else {
            let breaks = matches!(before, '-' | '/' | '_' | '.' | ':' | '>') && ch.is_alphanumeric();
            let ideographs = is_wide(before) && !is_closing(ch) || is_wide(ch) && before.is_alphanumeric();
            if !current.is_empty() && (breaks || ideographs) && advance(ch) > 0.0 && before != '\u{200d}' {
                flush(&mut pieces, &mut current, spaced);
                spaced = false;
            }
            current.push(ch);
        }
        before = ch;
    }
    flush(&mut pieces, &mut current, spaced);
    pieces
}

fn flush(pieces: &mut Vec<Piece>, current: &mut String, spaced: bool) {
    if !current.is_empty() {
        pieces.push(Piece { text: std::mem::take(current), spaced: spaced && !pieces.is_empty() });
    }
}

/// Greedy: each line takes what fits.
fn fill(pieces: &[Piece], face: Face, max_width: f64, max_lines: usize) -> Wrapped {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut width = 0.0;
    for piece in pieces {
        let gap = if piece.spaced && !line.is_empty() { face.width(" ") } else { 0.0 };
        let own = face.width(&piece.text);
        if !line.is_empty() && width + gap + own > max_width {
            lines.push(std::mem::take(&mut line));
            width = 0.0;
        } else if gap > 0.0 {
            line.push(' ');
            width += gap;
        }
        if own <= max_width {
            line.push_str(&piece.text);
            width += own;
        } else {
            for ch in piece.text.chars() {
                let step = face.width(ch.encode_utf8(&mut [0; 4]));
                if step > 0.0 && !line.is_empty() && width + step > max_width {
                    lines.push(std::mem::take(&mut line));
                    width = 0.0;
                }
                line.push(ch);
                width += step;
            }
        }
        if lines.len() > max_lines {
            break;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    let cut = lines.len() > max_lines;
    lines.truncate(max_lines);
    if let Some(last) = lines.last_mut().filter(|_| cut) {
        shorten(last, face, max_width);
    }
    let width = lines.iter().map(|line| face.width(line)).fold(0.0, f64::max);
    Wrapped { lines, cut, width }
}

/// Makes room for an ellipsis at the end of a line and puts it there.
fn shorten(line: &mut String, face: Face, max_width: f64) {
    let room = max_width - face.width("…");
    while !line.is_empty() && (face.width(line) > room || line.ends_with([' ', '-', ',', '.'])) {
        line.pop();
    }
    line.push('…');
}

/// Advance width of a character in em: 0 for what takes no room of its own.
fn advance(ch: char) -> f64 {
    match ch {
        'i' | 'j' | 'l' | 'I' | '\'' | '|' | '!' | '.' | ',' | ':' | ';' => 0.34,
        ' ' | 'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '/' | '\\' | '-' | '"' | '`' | '*' => 0.42,
        'm' | 'M' | 'W' | '@' | '%' | '…' | '—' => 1.0,
        'w' | '+' | '=' | '<' | '>' | '~' | '#' | '^' => 0.84,
        'E' | 'F' | 'L' | 'P' | 'S' | 'T' | 'Y' => 0.64,
        'J' => 0.5,
        'A'..='Z' | '&' => 0.77,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' => 0.59,
        ' '..='~' => 0.64,
        '\u{fdfa}'..='\u{fdfd}' => 10.0,
        _ if is_invisible(ch) => 0.0,
        _ if is_emoji(ch) => 1.4,
        _ if is_wide(ch) => 1.05,
        '\u{a0}'..='\u{24f}' => 0.78,
        '\u{12000}'..='\u{1254f}' => 2.5,
        _ => 0.95,
    }
}

/// Accents and marks that sit on the letter before, joiners, and controls of direction.
fn is_invisible(ch: char) -> bool {
    const RANGES: &[(u32, u32)] = &[
        (0x0000, 0x001f),
        (0x007f, 0x009f),
        (0x00ad, 0x00ad),
        (0x0300, 0x036f),
        (0x0483, 0x0489),
        (0x0591, 0x05bd),
        (0x05bf, 0x05c7),
        (0x0610, 0x061a),
        (0x064b, 0x065f),
        (0x0670, 0x0670),
        (0x06d6, 0x06ed),
        (0x0900, 0x0902),
        (0x093c, 0x093c),
        (0x0941, 0x0948),
        (0x094d, 0x094d),
        (0x0981, 0x0981),
        (0x09bc, 0x09bc),
        (0x09cd, 0x09cd),
        (0x0e31, 0x0e31),
        (0x0e34, 0x0e3a),
        (0x0e47, 0x0e4e),
        (0x0eb1, 0x0eb1),
        (0x0eb4, 0x0ebc),
        (0x0ec8, 0x0ecd),
        (0x1ab0, 0x1aff),
        (0x1dc0, 0x1dff),
        (0x200b, 0x200f),
        (0x202a, 0x202e),
        (0x2060, 0x206f),
        (0x20d0, 0x20ff),
        (0x302a, 0x302d),
        (0x3099, 0x309a),
        (0xfe00, 0xfe0f),
        (0xfe20, 0xfe2f),
        (0xfeff, 0xfeff),
        (0x1f3fb, 0x1f3ff),
        (0xe0000, 0xe01ef),
    ];
    within(ch, RANGES)
}

/// Ideographs, kana, hangul and full-width forms: as wide as high.
fn is_wide(ch: char) -> bool {
    const RANGES: &[(u32, u32)] = &[
        (0x1100, 0x115f),
        (0x2e80, 0x303e),
        (0x3041, 0x33ff),
        (0x3400, 0x4dbf),
        (0x4e00, 0xa4cf),
        (0xac00, 0xd7a3),
        (0xf900, 0xfaff),
        (0xfe30, 0xfe4f),
        (0xff00, 0xff60),
        (0xffe0, 0xffe6),
        (0x20000, 0x3fffd),
    ];
    within(ch, RANGES) || is_emoji(ch)
}

fn is_emoji(ch: char) -> bool {
    within(ch, &[(0x2600, 0x27bf), (0x1f000, 0x1faff)])
}

/// Punctuation that does not start a line.
fn is_closing(ch: char) -> bool {
    matches!(
        ch,
        '。' | '、'
            | '，'
            | '．'
            | '）'
            | '」'
            | '』'
            | '】'
            | '！'
            | '？'
            | '：'
            | ')'
            | ','
            | '.'
            | '!'
            | '?'
            | ':'
    )
}

fn within(ch: char, ranges: &[(u32, u32)]) -> bool {
    ranges.iter().any(|(low, high)| (*low..=*high).contains(&u32::from(ch)))
}
