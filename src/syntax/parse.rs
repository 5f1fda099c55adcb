//! The whole way from a text to a tree.

use rayon::prelude::*;

use crate::diag::{Code, CodeInfo, Diagnostic, Severity, sort};
use crate::syntax::ast::File;
use crate::syntax::grammar::{Failure, MAX_STEPS, Rule, parse_rule};
use crate::syntax::limits::MAX_DIAGNOSTICS;
use crate::syntax::literal;
use crate::syntax::map::Map;
use crate::syntax::mend::{Repaired, brackets, repair, strings, words};
use crate::syntax::recover::{
    Slips, codes, label_before_ends, label_before_name, label_before_type, missing_colon, missing_equals, quoted_name,
    unquoted_text, wrong_arrow, wrong_operator,
};
use crate::syntax::scan::{DocLine, Scan, scan, scan_finely};
use crate::syntax::sure::doubt;
use crate::syntax::tree::{Builder, Within};
use crate::syntax::tree::{commas, docs, expr, faults, separate};
use crate::text::{SourceId, Span};

/// The longest file that is read, in bytes.
pub const MAX_FILE: usize = 16 * 1024 * 1024;

/// What parsing gives.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// The tree of all that could be understood.
    pub file: File,
    /// What could not, and what is suspicious; in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

/// A file is longer than [`MAX_FILE`].
pub const FILE_TOO_LARGE: CodeInfo = CodeInfo {
    code: Code("file-too-large"),
    severity: Severity::Error,
    summary: "a file is larger than 16 MB",
    explanation: r#"
A file of a model holds at most 16 MB. Split the model into several files and join them with `include`.
"#,
};

/// The parser took too many steps.
pub const TOO_MANY_STEPS: CodeInfo = CodeInfo {
    code: Code("too-many-steps"),
    severity: Severity::Error,
    summary: "a file takes too long to parse",
    explanation: r#"
The parser counts its steps and gives up at a number that no file written by people comes near. Split the file, and look
for very long bad stretches in it.
"#,
};

/// Every code of this phase.
pub const CODES: &[&CodeInfo] = &[
    &FILE_TOO_LARGE,
    &TOO_MANY_STEPS,
    &label_before_type::LABEL_BEFORE_TYPE,
    &label_before_ends::LABEL_BEFORE_ENDS,
    &label_before_name::LABEL_BEFORE_NAME,
    &missing_colon::MISSING_COLON,
    &missing_equals::MISSING_EQUALS,
    &quoted_name::QUOTED_NAME,
    &unquoted_text::UNQUOTED_TEXT,
    &wrong_arrow::WRONG_ARROW,
    &wrong_operator::WRONG_OPERATOR,
    &docs::DANGLING_DOC,
    &codes::BRACE_ON_NEXT_LINE,
    &codes::SYNTAX,
    &expr::CHAINED_COMPARISON,
    &expr::KEYWORD_AS_VALUE,
    &expr::MALFORMED_HANDLE,
    &expr::NOT_A_NAME,
    &expr::STATEMENT_IN_VALUE,
    &expr::TOO_DEEP,
    &faults::ARROW_SPACING,
    &faults::ID_SPACING,
    &faults::BAD_ESCAPE,
    &faults::BIDI_CONTROL,
    &faults::HIDDEN_LINE_END,
    &faults::CONTROL_CHARACTER,
    &faults::UNEXPECTED_PART,
    &faults::WRONG_ASSIGN,
    &literal::MALFORMED_NUMBER,
    &brackets::STRAY_BRACKET,
    &brackets::UNCLOSED_BRACKET,
    &words::FOREIGN_CHARACTER,
    &words::SEMICOLON,
    &strings::UNCLOSED_STRING,
    &words::WRONG_COMMENT,
    &strings::WRONG_QUOTES,
    &separate::MISSING_SEPARATOR,
    &commas::STRAY_COMMA,
];

/// Parses one file. Never fails: what could not be understood is left out of the tree and reported.
///
/// Files longer than [`MAX_FILE`] are not looked at.
pub fn parse(source: SourceId, text: &str) -> Parsed {
    let empty = File { source, ..File::default() };
    if text.len() > MAX_FILE {
        let size = text.len().div_ceil(1024 * 1024);
        let message = format!("the file is {size} MB large; the most is {} MB", MAX_FILE / 1024 / 1024);
        let diagnostic = Diagnostic::new(&FILE_TOO_LARGE, Span::new(source, 0, 0), message)
            .help("split the model into several files and join them with `include`");
        return Parsed { file: empty, diagnostics: vec![diagnostic] };
    }
    let mut parsed = read(source, text);
    let read = |text: &str| {
        let Parsed { file, diagnostics } = read(source, text);
        (file.items, diagnostics)
    };
    doubt(text, &parsed.file.items, &mut parsed.diagnostics, read);
    parsed
}

/// What a text says, with fixes that nobody has tried.
fn read(source: SourceId, text: &str) -> Parsed {
    let found = scan(text);
    let mut parsed = if found.clean {
        build(source, text, &Map::default(), &found)
    } else {
        let Repaired { text, map, diagnostics } = repair(source, text);
        let mut parsed = build(source, &text, &map, &scan(&text));
        parsed.diagnostics.extend(diagnostics);
        parsed
    };
    faults::hidden_controls(source, text, &mut parsed.diagnostics);
    faults::hidden_line_ends(source, text, &mut parsed.diagnostics);
    sort(&mut parsed.diagnostics);
    parsed
}

/// The statements of a file that stand near some words: what [`parse`] gives, without most of what has none of these words
/// in it, in a fraction of the time. It complains of nothing. `None` where the text has to be repaired first, or has none
/// of the words.
pub fn parse_around(source: SourceId, text: &str, words: &[&str]) -> Option<File> {
    if text.len() > MAX_FILE {
        return None;
    }
    let found = scan_finely(text);
    let near = |(start, end): &(usize, usize)| {
        let piece = text.get(*start..*end).unwrap_or_default();
        words.iter().any(|word| has_word(piece, word))
    };
    let pieces: Vec<(usize, usize)> = pieces(text, &found).filter(near).collect();
    let any = found.clean && !pieces.is_empty();
    any.then(|| build_pieces(source, text, &Map::default(), &found, &pieces, false).file)
}

/// Whether a word stands in a text by itself, be it in a comment.
fn has_word(text: &str, word: &str) -> bool {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    text.match_indices(word).any(|(at, word)| {
        let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at + word.len()..).unwrap_or_default());
        !before.ends_with(is_name) && !after.starts_with(is_name)
    })
}

/// The pieces that a text is cut into.
fn pieces(text: &str, scan: &Scan) -> impl Iterator<Item = (usize, usize)> {
    let cuts = scan.cuts.iter().map(|cut| *cut as usize);
    std::iter::once(0).chain(cuts.clone()).zip(cuts.chain([text.len()]))
}

fn build(source: SourceId, text: &str, map: &Map, scan: &Scan) -> Parsed {
    let pieces: Vec<(usize, usize)> = pieces(text, scan).collect();
    // A piece takes milliseconds, so two are worth a second thread; most files are one piece and start none.
    build_pieces(source, text, map, scan, &pieces, pieces.len() > 1)
}

/// Parses a text piece by piece, long pieces side by side: they parse on their own, and so their results only follow each
/// other.
fn build_pieces(source: SourceId, text: &str, map: &Map, scan: &Scan, pieces: &[(usize, usize)], long: bool) -> Parsed {
    let piece = |(start, end): (usize, usize)| {
        let docs = &scan.docs;
        let (from, to) = (doc_at(docs, start), if end == text.len() { docs.len() } else { doc_at(docs, end) });
        let docs = docs.get(from..to).unwrap_or_default().iter().peekable();
        let (dangling, diagnostics) = (Vec::new(), Vec::new());
        let (unread, slips) = (Vec::new(), Slips::default());
        let (damaged, within) = (false, Within::File);
        let mut builder =
            Builder { source, text, map, base: start, docs, dangling, diagnostics, damaged, unread, slips, within };
        let mut items = Vec::new();
        match parse_rule(Rule::file, text.get(start..end).unwrap_or_default()) {
            Ok(nodes) => nodes.for_each(|node| builder.file(node, &mut items)),
            Err(failure) => {
                let diagnostic = gave_up(&failure, builder.span(start, start));
                builder.report(diagnostic);
            }
        }
        (items, builder.dangling, builder.diagnostics)
    };
    let built: Vec<_> = match long {
        false => pieces.iter().map(|range| piece(*range)).collect(),
        true => pieces.par_iter().map(|range| piece(*range)).collect(),
    };
    let offset = |at: &u32| map.source_offset(*at as usize);
    let mut comments: Vec<Span> =
        scan.comments.iter().map(|(start, end)| Span::new(source, offset(start), offset(end))).collect();
    let regular = comments.len();
    let (mut items, mut diagnostics) = (Vec::new(), Vec::new());
    for (more, dangling, said) in built {
        items.extend(more);
        comments.extend(dangling);
        diagnostics.extend(said);
    }
    if comments.len() > regular {
        comments.sort();
    }
    diagnostics.truncate(MAX_DIAGNOSTICS);
    Parsed { file: File { source, items, comments }, diagnostics }
}

/// The first line of documentation that begins at an offset or behind it.
fn doc_at(docs: &[DocLine], offset: usize) -> usize {
    docs.partition_point(|line| (line.start as usize) < offset)
}

/// What to say when the parser itself gave up.
fn gave_up(failure: &Failure, span: Span) -> Diagnostic {
    match failure {
        Failure::Steps => {
            let message = format!("parsing this takes more than {MAX_STEPS} steps");
            Diagnostic::new(&TOO_MANY_STEPS, span, message)
                .help("split the file into several and join them with `include`")
        }
        Failure::Stack => {
            Diagnostic::new(&expr::TOO_DEEP, span, "something here nests too deep for this thread's stack")
                .help("write the blocks side by side rather than inside each other")
        }
        // INVARIANT: the rule for a file accepts every text.
        Failure::Shape { at, .. } => {
            Diagnostic::new(&codes::SYNTAX, Span { start: span.start + *at as u32, ..span }, "cannot read this")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// No text within the limit of size is known to take so many steps, so the report is tested alone.
    #[test]
    fn giving_up_is_said_with_a_place_and_a_way_out() {
        let span = Span::new(SourceId(0), 3, 3);
        for (failure, code) in [(Failure::Steps, "too-many-steps"), (Failure::Stack, "too-deep")] {
            let said = gave_up(&failure, span);
            assert_eq!((said.code.0, said.span()), (code, span));
            assert!(!said.help.is_empty());
        }
    }

    #[test]
    fn pieces_give_what_the_whole_gives() {
        let block =
            "/// Says.\nprocess p \"P\" {\n  /// Says nothing.\n}\nflow a -> b { x 1 }\n// No.\nprocess q { y = 1 }\n";
        for text in [block.repeat(400), block.repeat(4_000)] {
            let found = scan(&text);
            assert!(found.clean && !found.cuts.is_empty());
            let whole = Scan { cuts: Vec::new(), ..scan(&text) };
            let (pieces, whole) = [&found, &whole].map(|scan| build(SourceId(0), &text, &Map::default(), scan)).into();
            assert!(!whole.diagnostics.is_empty() && whole.file.items.len() > 800);
            assert_eq!(pieces, whole);
        }
    }
}
