//! Fenced blocks of a Markdown text, with their places, so that tests can compile and rewrite them.

/// A fenced block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fence {
    /// The first word behind the fence: the language. Empty if there is none.
    pub language: String,
    /// The other words.
    pub words: Vec<String>,
    /// The text of the last heading before it, without the `#`; empty before the first.
    pub heading: String,
    /// How many headings stand before it.
    pub section: usize,
    /// Line of the text, from 0, on which the contents start.
    pub first_line: usize,
    /// The contents, each line with its newline.
    pub body: String,
}

impl Fence {
    /// The value of a word `key=value`.
    pub fn value(&self, key: &str) -> Option<&str> {
        self.words.iter().find_map(|word| word.strip_prefix(key)?.strip_prefix('='))
    }

    /// Whether the word stands there.
    pub fn has(&self, word: &str) -> bool {
        self.words.iter().any(|each| each == word)
    }
}

/// All fenced blocks in order. An unclosed fence runs to the end of the text.
pub fn fences(text: &str) -> Vec<Fence> {
    let mut fences = Vec::new();
    let mut heading = String::new();
    let mut section = 0;
    let mut open: Option<(String, Fence)> = None;
    for (number, line) in text.lines().enumerate() {
        let trimmed = line.trim_start();
        match &mut open {
            Some((marker, fence)) => {
                if trimmed.starts_with(marker.as_str()) && trimmed.trim_end().trim_start_matches('`').is_empty() {
                    fences.extend(open.take().map(|(_, fence)| fence));
                } else {
                    fence.body.push_str(line);
                    fence.body.push('\n');
                }
            }
            None if trimmed.starts_with("```") => {
                let ticks = trimmed.len() - trimmed.trim_start_matches('`').len();
                let (marker, info) = trimmed.split_at(ticks);
                // rustdoc and mdBook separate words by commas, people by spaces.
                let mut words = info.split([' ', ',']).filter(|word| !word.is_empty()).map(str::to_owned);
                let language = words.next().unwrap_or_default();
                let words = words.collect();
                let heading = heading.clone();
                let fence = Fence { language, words, heading, section, first_line: number + 1, body: String::new() };
                open = Some((marker.to_owned(), fence));
            }
            None if line.starts_with('#') => {
                heading = line.trim_start_matches('#').trim().to_owned();
                section += 1;
            }
            None => {}
        }
    }
    fences.extend(open.map(|(_, fence)| fence));
    fences
}

#[test]
fn fences_are_found() {
    let text = "# A\n```tm file=a.tm syntax\nx\n```\ntext\n## B c\n````toml\n```\n````\n```\nopen\n";
    let found = fences(text);
    assert_eq!(found.len(), 3);
    assert_eq!(
        (found[0].language.as_str(), found[0].value("file"), found[0].has("syntax")),
        ("tm", Some("a.tm"), true)
    );
    assert_eq!((found[0].first_line, found[0].body.as_str(), found[0].heading.as_str()), (2, "x\n", "A"));
    assert_eq!((found[1].language.as_str(), found[1].body.as_str(), found[1].section), ("toml", "```\n", 2));
    assert_eq!((found[2].language.as_str(), found[2].body.as_str(), found[2].heading.as_str()), ("", "open\n", "B c"));
}
