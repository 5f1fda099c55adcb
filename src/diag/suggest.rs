//! The nearest known name to one that is not known.
//!
//! People mistype in few ways: a letter wrong, missing, doubled or swapped; `_` for `-`; a capital; a
//! plural; the words of a name in another order; only its beginning. Each has a rank, and the lowest
//! rank wins, ties by name, so that the same mistake always gets the same suggestion.
//!
//! This module must not know what the names stand for.

/// The indefinite article before a word of the language: "a", or "an" before a vowel. (No word of the language begins
/// with a silent `h`, and those with `u` sound like "user".)
pub fn article(word: &str) -> &'static str {
    match word.chars().next() {
        Some('a' | 'e' | 'i' | 'o') => "an",
        _ => "a",
    }
}

/// So many diagnostics of one phase look for the name that was meant, where a model decides how many names there are to
/// choose from. Nobody reads more of them, and a thousand unknown names among a thousand known ones are a million pairs.
pub const SUGGESTED: usize = 300;

/// `` did you mean `NAME`? `` for the nearest of the candidates, if one is near.
pub fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(word, candidates).map(|name| format!("did you mean `{name}`?"))
}

/// The candidate that the writer of `word` most likely meant; `None` if nothing is near.
///
/// Costs a length and a letter comparison for most candidates, so lists of 100,000 are fine.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = Wanted::new(word)?;
    candidates
        .into_iter()
        .filter(|name| *name != word)
        .filter_map(|name| wanted.rank(name).filter(|_| !are_opposite(word, name)).map(|rank| (rank, name)))
        .min()
        .map(|(_, name)| name)
}

/// Candidates that share a word of at least four letters with `word`, at most three, the shorter first, then by name: of
/// its words the one that fewest candidates have decides. For where nothing is [`nearest`], and no replacement for it.
pub fn related<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    const MOST: usize = 3;
    if word.len() > LONGEST {
        return Vec::new();
    }
    let folded = fold(word);
    let mut found: Vec<(&str, Vec<&str>)> =
        folded.split(SEPARATORS).filter(|part| part.len() >= 4).map(|part| (part, Vec::new())).collect();
    if found.is_empty() {
        return Vec::new();
    }
    for name in candidates.into_iter().filter(|name| *name != word && name.len() <= LONGEST) {
        let name_folded = fold(name);
        for (part, names) in &mut found {
            if name_folded.split(SEPARATORS).any(|own| own == *part) {
                names.push(name);
            }
        }
    }
    let rarest = found.into_iter().map(|(_, names)| names).filter(|names| !names.is_empty());
    let mut names = rarest.min_by_key(Vec::len).unwrap_or_default();
    names.sort_by_key(|name| (name.len(), *name));
    names.truncate(MOST);
    names
}

/// What stands between the words of a name.
const SEPARATORS: [char; 2] = ['-', '.'];

/// Ranks: 0 the same but for case and separators, 1 plural or word order, 2 to 7 one to three edits,
/// 8 and more a part of the name.
const SAME: usize = 0;
const REARRANGED: usize = 1;
const PART: usize = 8;

/// Names longer than this are compared for equality only; nobody mistypes a name of this length.
const LONGEST: usize = 200;

/// A word to look for, with all that is computed once.
struct Wanted {
    chars: Vec<char>,
    folded: String,
    words: Vec<String>,
    letters: u64,
    most_edits: usize,
}

impl Wanted {
    fn new(word: &str) -> Option<Wanted> {
        if word.is_empty() || word.len() > LONGEST {
            return None;
        }
        let folded = fold(word);
        let chars: Vec<char> = folded.chars().collect();
        let most_edits = match chars.len() {
            0..=1 => 0,
            2..=4 => 1,
            5..=7 => 2,
            _ => 3,
        };
        Some(Wanted { words: words(&folded), letters: letters(&folded), chars, folded, most_edits })
    }

    fn rank(&self, name: &str) -> Option<usize> {
        if name.is_empty() || name.len() > LONGEST || !self.may_be_near(name) {
            return None;
        }
        let folded = fold(name);
        if folded == self.folded {
            return Some(SAME);
        }
        if self.is_plural_of(&folded) || self.is_rearranged(&folded) {
            return Some(REARRANGED);
        }
        // The same letters in another order are the likelier slip.
        let others = usize::from(self.letters != letters(&folded));
        self.edits(&folded).map(|edits| 2 * edits + others).or_else(|| self.part(&folded))
    }

    /// Whether a name of ASCII letters can have a rank at all: it is about as long and has about the same letters, or the
    /// letters of one are among those of the other. Most names are turned down here, and nothing is allocated.
    fn may_be_near(&self, name: &str) -> bool {
        if !name.is_ascii() {
            return true;
        }
        let letters = name.bytes().fold(0, |set, byte| set | bit(folded(char::from(byte.to_ascii_lowercase()))));
        let alike = self.chars.len().abs_diff(name.len()) <= 3 && (self.letters ^ letters).count_ones() <= 6;
        alike || self.letters & !letters == 0 || letters & !self.letters == 0
    }

    fn is_plural_of(&self, name: &str) -> bool {
        let (long, short) =
            if self.folded.len() > name.len() { (self.folded.as_str(), name) } else { (name, self.folded.as_str()) };
        if short.len() < 3 || long.len() - short.len() > 2 {
            return false;
        }
        long.strip_suffix('s') == Some(short)
            || long.strip_suffix("es") == Some(short)
            || long.strip_suffix("ies").is_some_and(|stem| short.strip_suffix('y') == Some(stem))
    }

    /// The same words in another order: `rest-at-encryption`, `sql.injection`.
    fn is_rearranged(&self, name: &str) -> bool {
        self.words.len() > 1 && name.len() == self.folded.len() && words(name) == self.words
    }

    fn edits(&self, name: &str) -> Option<usize> {
        let length = name.chars().count();
        if self.most_edits == 0 || self.chars.len().abs_diff(length) > self.most_edits {
            return None;
        }
        // An edit changes at most two letters of the set.
        if (self.letters ^ letters(name)).count_ones() as usize > 2 * self.most_edits {
            return None;
        }
        let other: Vec<char> = name.chars().collect();
        let edits = distance(&self.chars, &other, self.most_edits)?;
        // Of two letters only a swap is a slip; `ab` and `ac` are different names.
        if self.chars.len() == 2 && (length != 2 || self.letters != letters(name)) {
            return None;
        }
        // Nearly nothing in common is no slip either: half of the shorter name must remain.
        (2 * edits <= self.chars.len().min(length)).then_some(edits)
    }

    /// The beginning of a name (`conf` for `confidential`), a whole word of it (`rest` for
    /// `encryption-at-rest`), or a name with more words behind it (`web-server` for `web`).
    fn part(&self, name: &str) -> Option<usize> {
        let shortest = self.folded.len().min(name.len());
        if shortest < 3 {
            return None;
        }
        let missing = name.len().abs_diff(self.folded.len());
        let begins = name.starts_with(&self.folded)
            || self.folded.strip_prefix(name).is_some_and(|rest| rest.starts_with(SEPARATORS));
        if begins {
            return Some(PART + missing);
        }
        let holds = shortest >= 4
            && (name.split(SEPARATORS).any(|word| word == self.folded)
                || self.folded.split(SEPARATORS).any(|word| word == name));
        holds.then_some(PART + 100 + missing)
    }
}

/// Beginnings of words that turn a word into its opposite.
const NEGATIONS: [&str; 6] = ["un", "non", "not", "no", "dis", "in"];

/// Beginnings of two words that are each other's opposite.
const OPPOSITES: [(&str, &str); 5] = [("in", "ex"), ("in", "out"), ("en", "de"), ("en", "dis"), ("up", "down")];

/// Whether one of two words says what the other one denies, but for a slip of the finger: `untrusted` and `trusted`,
/// `internal` and `external`. Nobody means the one who writes the other.
pub fn are_opposite(one: &str, other: &str) -> bool {
    let (one, other) = (&*fold(one), &*fold(other));
    let alike = |a: &str, b: &str| {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        a.len().min(b.len()) >= 4 && distance(&a, &b, 1).is_some()
    };
    let denies = |long: &str, short: &str| {
        let rest = NEGATIONS.iter().filter_map(|negation| long.strip_prefix(negation));
        let mut rest = rest.map(|rest| rest.trim_start_matches('-'));
        // A beginning that is lost is a slip where the word alone is none: `ternal`.
        rest.any(|rest| alike(rest, short)) && !alike(long, short)
    };
    let paired = |one: &str, other: &str| {
        OPPOSITES.iter().any(|(first, second)| match (one.strip_prefix(first), other.strip_prefix(second)) {
            (Some(a), Some(b)) => alike(a, b),
            _ => false,
        })
    };
    denies(one, other) || denies(other, one) || paired(one, other) || paired(other, one)
}

/// Lower case, `_` as `-`.
fn fold(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).map(folded).collect()
}

fn words(folded: &str) -> Vec<String> {
    let mut words: Vec<String> = folded.split(SEPARATORS).map(str::to_owned).collect();
    words.sort();
    words
}

/// What separates words counts as `-`.
fn folded(c: char) -> char {
    if c == '_' || c == ' ' { '-' } else { c }
}

/// The set of letters as bits; characters that share a bit only make the filter weaker.
fn letters(word: &str) -> u64 {
    word.chars().fold(0, |set, c| set | bit(c))
}

fn bit(c: char) -> u64 {
    1 << (c as u32 % 64)
}

/// Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours, each
/// letter touched once. `None` when more than `most`.
///
/// Whoever is further from the diagonal than `most` has taken too many edits, so only that band is looked at.
fn distance(a: &[char], b: &[char], most: usize) -> Option<usize> {
    const FAR: u8 = 100;
    let (most, columns) = (most.min(FAR as usize - 1), b.len() + 1);
    if a.len() > LONGEST || b.len() > LONGEST {
        return None;
    }
    let at = |row: &[u8; LONGEST + 2], index: usize| row.get(index).copied().unwrap_or(FAR);
    let [mut before, mut above, mut row] = [[FAR; LONGEST + 2]; 3];
    above.iter_mut().take(columns.min(most + 1)).enumerate().for_each(|(j, place)| *place = j as u8);
    for (i, letter) in a.iter().enumerate() {
        let (first, last) = ((i + 1).saturating_sub(most), (i + 1 + most).min(b.len()));
        let mut least = FAR;
        // The places beside the band were in it a row ago or will be in the next one.
        for j in first.saturating_sub(1)..=last + 1 {
            let edits = match j.checked_sub(1) {
                _ if j < first || j > last => FAR,
                None => (i + 1) as u8,
                Some(left) => {
                    let other = b.get(left);
                    let substituted = at(&above, left) + u8::from(Some(letter) != other);
                    let mut best = substituted.min(at(&above, j) + 1).min(at(&row, left) + 1);
                    let swapped = i > 0 && left > 0 && a.get(i - 1) == other && b.get(left - 1) == Some(letter);
                    if swapped {
                        best = best.min(at(&before, left - 1) + 1);
                    }
                    best.min(FAR)
                }
            };
            least = least.min(edits);
            if let Some(place) = row.get_mut(j) {
                *place = edits;
            }
        }
        if usize::from(least) > most {
            return None;
        }
        std::mem::swap(&mut before, &mut above);
        std::mem::swap(&mut above, &mut row);
    }
    Some(usize::from(at(&above, b.len()))).filter(|edits| *edits <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn finds(word: &str, candidates: &[&str], expected: Option<&str>) {
        assert_eq!(nearest(word, candidates.iter().copied()), expected, "for `{word}`");
        let reversed = candidates.iter().rev().copied();
        assert_eq!(nearest(word, reversed), expected, "for `{word}`, candidates reversed");
    }

    #[test]
    fn slips_of_the_finger() {
        finds("proces", &["process", "protocol", "prose"], Some("process"));
        finds("procses", &["process", "store"], Some("process"));
        finds("encyrpted", &["encrypted", "encryption"], Some("encrypted"));
        finds("confidentail", &["confidential", "confidentiality"], Some("confidential"));
        finds("vai", &["via", "van"], Some("via"));
        finds("bd", &["db", "ad", "bdx"], Some("db"));
    }

    #[test]
    fn other_spellings() {
        finds("web_app", &["web-app", "web-apq"], Some("web-app"));
        finds("Postgres", &["postgres"], Some("postgres"));
        finds("control", &["controls", "contrxl"], Some("controls"));
        finds("entries", &["entry", "entities"], Some("entry"));
        finds("at-rest-encryption", &["encryption-at-rest", "encryption-in-transit"], Some("encryption-at-rest"));
        finds("sql.injection", &["injection.sql", "injection.ldap"], Some("injection.sql"));
        finds("conf", &["confidential", "config", "public"], Some("config"));
        finds("rest", &["encryption-at-rest", "in-transit"], Some("encryption-at-rest"));
        finds("web-server", &["web", "server-side"], Some("web"));
    }

    #[test]
    fn nothing_near_is_nothing() {
        finds("xyzzy", &["process", "store"], None);
        finds("ab", &["ac", "b", "abc"], None);
        finds("a", &["b"], None);
        finds("cat", &["dog"], None);
        finds("", &["a"], None);
        finds("known", &["known"], None);
        finds("process", &[""], None);
    }

    #[test]
    fn nothing_is_guessed_across_a_negation() {
        finds("trusted", &["untrusted"], None);
        finds("external", &["internal", "restricted"], None);
        finds("unimplemented", &["implemented", "planned"], None);
        finds("Unencrypted", &["encrypted"], None);
        finds("not_encrypted", &["encrypted"], None);
        finds("outbound", &["inbound"], None);
        finds("disabled", &["enabled"], None);
        finds("unconfirmd", &["confirmed", "unconfirmed"], Some("unconfirmed"));
        finds("intrnal", &["internal", "external"], Some("internal"));
        finds("untrsted", &["untrusted", "trusted"], Some("untrusted"));
        finds("unnknown", &["unknown"], Some("unknown"));
        finds("inventry", &["inventory"], Some("inventory"));
    }

    #[test]
    fn names_that_share_a_word() {
        let known = ["csrf-token", "ddos-protection", "replay-protection", "secure-cookie", "same-site-cookie"];
        let related = |word| related(word, known);
        assert_eq!(related("csrf-protection"), ["csrf-token"], "the rarer word decides");
        assert_eq!(related("COOKIE_flags"), ["secure-cookie", "same-site-cookie"]);
        assert!(related("api-key").is_empty(), "no word of four letters");
        assert!(related("").is_empty());
    }

    /// The whole table, as the textbook has it.
    fn plain_distance(a: &[char], b: &[char]) -> usize {
        let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                table[i][j] = match (i, j) {
                    (0, many) | (many, 0) => many,
                    _ => {
                        let substituted = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                        let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                        let swap = if swapped { table[i - 2][j - 2] + 1 } else { usize::MAX };
                        substituted.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1).min(swap)
                    }
                };
            }
        }
        table[a.len()][b.len()]
    }

    proptest::proptest! {
        #[test]
        fn the_band_finds_what_the_whole_table_does(a in "[abc]{0,9}", b in "[abc]{0,9}", most in 0_usize..4) {
            let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
            let whole = plain_distance(&a, &b);
            proptest::prop_assert_eq!(distance(&a, &b, most), (whole <= most).then_some(whole));
        }
    }

    #[test]
    fn ties_go_by_name() {
        finds("dat", &["day", "dab", "dak"], Some("dab"));
    }

    #[test]
    fn strange_input() {
        let long = "x".repeat(100_000);
        finds(&long, &["x"], None);
        finds("xxxx", &[&long], None);
        finds("größe", &["grösse", "grüße"], Some("grüße"));
    }

    #[test]
    fn a_hundred_thousand_candidates() {
        let names: Vec<String> = (0..100_000).map(|n| format!("service-{}-{n:05}", n % 7)).collect();
        assert_eq!(nearest("serivce-3-00010", names.iter().map(String::as_str)), Some("service-3-00010"));
    }
}
