//! Inputs from inputs: the same seed, the same inputs on every machine.

use crate::dice::Dice;
pub use crate::words::{LANGUAGE, TOML};

/// Dice for one input of one target.
pub fn dice(target: &str, input: u64) -> Dice {
    let name = target
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    Dice(name ^ input.wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// One of some seeds, changed in a few places, no longer than allowed.
pub fn mutated(seeds: &[Vec<u8>], words: &[&str], longest: usize, dice: &mut Dice) -> Vec<u8> {
    let mut data = seeds.get(dice.below(seeds.len())).cloned().unwrap_or_default();
    for _ in 0..1 + dice.below(6) {
        change(&mut data, seeds, words, dice);
    }
    data.truncate(longest);
    data
}

fn change(data: &mut Vec<u8>, seeds: &[Vec<u8>], words: &[&str], dice: &mut Dice) {
    let at = dice.below(data.len() + 1);
    let end = (at + 1 + dice.below(40)).min(data.len());
    match dice.below(12) {
        0 => data.truncate(at),
        1 => drop(data.drain(at..end)),
        2 => data.insert(at, dice.below(256) as u8),
        3 => {
            if let Some(byte) = data.get_mut(at) {
                *byte ^= 1 << dice.below(8);
            }
        }
        // The same again, up to some thousand times: what is worse than linear shows.
        4 => {
            let piece: Vec<u8> = data[at..end].repeat(1 << dice.below(12));
            data.splice(at..at, piece);
        }
        // A piece of another seed, or of this one, at another place.
        5 | 6 => {
            let other = seeds.get(dice.below(seeds.len())).map_or(&[][..], Vec::as_slice);
            let from = dice.below(other.len() + 1);
            let to = (from + dice.below(400)).min(other.len());
            data.splice(at..at, other[from..to].iter().copied());
        }
        7 => {
            let (from, to) = lines(data, at);
            let piece = data[from..to].to_vec();
            let there = lines(data, dice.below(data.len() + 1)).0;
            data.splice(there..there, piece);
        }
        8 => {
            let (from, to) = lines(data, at);
            data.drain(from..to);
        }
        9 => {
            let number = ["0", "-1", "99999999999999999999", "4294967296", "1e999", "\u{0}", "\r\n"][dice.below(7)];
            data.splice(at..end, number.bytes());
        }
        _ => {
            let word = words.get(dice.below(words.len())).copied().unwrap_or("\u{feff}");
            let to = if dice.below(2) == 0 { at } else { end };
            data.splice(at..to, word.bytes());
        }
    }
}

/// The line around a place.
fn lines(data: &[u8], at: usize) -> (usize, usize) {
    let from = data[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let to = data[at..].iter().position(|byte| *byte == b'\n').map_or(data.len(), |end| at + end + 1);
    (from, to)
}

/// Of JSON.
pub const JSON: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    "\"",
    ":",
    ",",
    "null",
    "true",
    "\\u0000",
    "\\ud800",
    "\"id\"",
    "\"attributes\"",
    "\"unknown\"",
    "\"elements\"",
    "\"flows\"",
    "\"boundaries\"",
    "\"tree\"",
    "\"children\"",
    "\"model\"",
    "-0",
    "1e308",
];
/// Of XML.
pub const XML: &[&str] = &[
    "<",
    ">",
    "</",
    "/>",
    "&amp;",
    "&#0;",
    "&x;",
    "<!DOCTYPE x [<!ENTITY a \"b\">]>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "<?xml",
    "<testsuites>",
    "<testsuite name=\"a\">",
    "<testcase name=\"quotes\" file=\"tests/web.rs\"/>",
    "<failure/>",
    "<skipped/>",
];
/// Of programming languages.
pub const CODE: &[&str] = &[
    "#[test]\n",
    "fn t() {",
    "}",
    "mod m {",
    "r#\"",
    "\"#",
    "/*",
    "*/",
    "//",
    "'",
    "\"\"\"",
    "'''",
    "`${",
    "def test_a():",
    "class A:",
    "@Test\n",
    "func TestA(t *testing.T) {",
    "it('x', () => {",
    "describe(`",
    "\\",
    "\n//",
    "it.each([",
];
