//! How a diagnostic looks to people: with the source under it, or on one line.
//!
//! All text passes through the quoting of this module's neighbours: messages, labels, paths and the
//! lines of the source. Rendering never fails; a span that points nowhere or past the end of its
//! source only loses its picture.

use std::fmt::Write;

use codespan_reporting::diagnostic::{Diagnostic as Picture, Label as PictureLabel, Severity as PictureSeverity};
use codespan_reporting::term::termcolor::Ansi;
use codespan_reporting::term::{Config, Styles, StylesWriter, emit_into_string, emit_to_write_style};

use crate::diag::excerpt::{Excerpts, excerpts};
use crate::diag::{Diagnostic, Edit, Fix, Severity, quote_terminal};
use crate::text::Sources;

/// How to render.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Whether to use ANSI colours.
    pub color: bool,
}

impl Style {
    /// Text in bold, where there are colours.
    pub fn bold(self, text: &str) -> String {
        self.painted("1", text)
    }

    /// Text that stands back, where there are colours.
    pub fn faint(self, text: &str) -> String {
        self.painted("2", text)
    }

    /// Text in the colour of a severity (0 low to 3 critical), where there are colours.
    pub fn severity(self, severity: u8, text: &str) -> String {
        let code = match severity {
            3.. => "1;35",
            2 => "1;31",
            1 => "1;33",
            0 => "1;36",
        };
        self.painted(code, text)
    }

    fn painted(self, code: &str, text: &str) -> String {
        if self.color { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

/// The diagnostic with the lines it points at, its notes, helps and fixes; ends with an empty line.
pub fn render(sources: &Sources, diagnostic: &Diagnostic, style: Style) -> String {
    let (files, shown) = excerpts(sources, &diagnostic.labels);
    let labels = diagnostic.labels.iter().zip(shown).filter_map(|(label, shown)| {
        let shown = shown?;
        let picture = if label.primary { PictureLabel::primary } else { PictureLabel::secondary };
        Some(picture(shown.file, shown.range).with_message(quote_terminal(&label.text)))
    });
    let labels: Vec<PictureLabel<usize>> = labels.collect();
    let mut notes = footer(sources, diagnostic);
    if labels.is_empty() && diagnostic.span().is_somewhere() {
        // No line is shown, so the place stands by itself.
        notes.insert(0, format!("at {}", quote_terminal(&sources.place(diagnostic.span()))));
    }
    let picture = Picture::new(picture_severity(diagnostic.severity))
        .with_code(diagnostic.code.0)
        .with_message(quote_terminal(&diagnostic.message))
        .with_labels(labels)
        .with_notes(notes);
    emit(&files, &picture, style).unwrap_or_else(|| format!("{}\n\n", render_short(sources, diagnostic)))
}

/// `file:line:col: error[code]: message`, without a line end; without the place where there is none.
pub fn render_short(sources: &Sources, diagnostic: &Diagnostic) -> String {
    let mut line = String::new();
    let span = diagnostic.span();
    if let (Some(source), Some(at)) = (sources.get(span.source), sources.line_col(span)) {
        line = format!("{}:{}:{}: ", source.path, at.line, at.column);
    }
    let (severity, code) = (diagnostic.severity.word(), diagnostic.code.0);
    quote_terminal(&format!("{line}{severity}[{code}]: {}", diagnostic.message))
}

fn emit(files: &Excerpts, picture: &Picture<usize>, style: Style) -> Option<String> {
    let config = Config::default();
    if !style.color {
        return emit_into_string(&config, files, picture).ok().map(without_trailing_blanks);
    }
    let mut out = Ansi::new(Vec::new());
    let styles = Styles::default();
    emit_to_write_style(&mut StylesWriter::new(&mut out, &styles), &config, files, picture).ok()?;
    String::from_utf8(out.into_inner()).ok()
}

/// The renderer leaves blanks behind gutters, which editors strip from expected outputs.
fn without_trailing_blanks(text: String) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        out.push_str(line.trim_end());
        if line.ends_with('\n') {
            out.push('\n');
        }
    }
    out
}

fn picture_severity(severity: Severity) -> PictureSeverity {
    match severity {
        Severity::Error => PictureSeverity::Error,
        Severity::Warning => PictureSeverity::Warning,
        Severity::Note => PictureSeverity::Note,
    }
}

/// What stands below the source: facts, then advice, then the repairs.
fn footer(sources: &Sources, diagnostic: &Diagnostic) -> Vec<String> {
    let notes = diagnostic.notes.iter().map(|note| format!("note: {}", quote_terminal(note)));
    let help = diagnostic.help.iter().map(|help| format!("help: {}", quote_terminal(help)));
    // A help that names the replacement says all that the fix would.
    let said = |fix: &&Fix| match fix.edits.as_slice() {
        [edit] => diagnostic
            .help
            .iter()
            .any(|help| help.contains(&format!("`{}`", edit.text)) || help.contains(&format!(" = {}`", edit.text))),
        _ => false,
    };
    let fixes = diagnostic.fixes.iter().filter(|fix| !said(fix)).map(|fix| {
        let mut text = format!("fix: {}", quote_terminal(&fix.title));
        match fix.edits.as_slice() {
            [edit] if fix.title.contains(&format!("`{}`", edit.text.trim())) => {}
            [edit] => describe(&mut text, edit),
            edits => {
                for edit in edits {
                    let _ = write!(text, "\n   {}", quote_terminal(&sources.place(edit.span)));
                    match edit.text.trim().is_empty() && edit.span.start < edit.span.end {
                        true => text.push_str(": remove it"),
                        false => describe(&mut text, edit),
                    }
                }
            }
        }
        text
    });
    notes.chain(help).chain(fixes).collect()
}

/// Appends the text to put there: on the same line in backticks, or on lines of its own behind `+`.
fn describe(out: &mut String, edit: &Edit) {
    let text = edit.text.trim_end();
    if text.contains('\n') {
        for line in text.trim_start_matches('\n').lines() {
            let _ = write!(out, "\n   + {}", quote_terminal(line));
        }
    } else if !text.is_empty() {
        // Quoted with what stands before it: nothing in it is at the start of a line.
        out.push_str(&quote_terminal(&format!(": `{}`", text.trim_start())));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Code, CodeInfo, hostile};
    use crate::text::{Source, SourceId, Span};
    use proptest::prelude::*;

    const INFO: CodeInfo =
        CodeInfo { code: Code("unknown-name"), severity: Severity::Error, summary: "", explanation: "" };

    fn one(text: &str) -> (Sources, SourceId) {
        let mut sources = Sources::default();
        let id = sources.add(Source::new("m/a.tm", text));
        (sources, id)
    }

    fn plain(sources: &Sources, diagnostic: &Diagnostic) -> String {
        render(sources, diagnostic, Style::default())
    }

    #[test]
    fn a_whole_diagnostic() {
        let (sources, id) = one("actor a\r\na -> bb {\r\n\tvia = https\r\n}\r\n");
        let diagnostic = Diagnostic::new(&INFO, Span::new(id, 14, 16), "unknown element `bb`")
            .here("no element of this name")
            .also(Span::new(id, 6, 7), "this one exists")
            .note("elements are declared with a kind")
            .help("did you mean `a`?")
            .fix("use the other name", Span::new(id, 14, 16), "a");
        assert_eq!(
            plain(&sources, &diagnostic),
            "\
error[unknown-name]: unknown element `bb`
  ┌─ m/a.tm:2:6
  │
1 │ actor a
  │       - this one exists
2 │ a -> bb {
  │      ^^ no element of this name
  │
  = note: elements are declared with a kind
  = help: did you mean `a`?

"
        );
        assert_eq!(render_short(&sources, &diagnostic), "m/a.tm:2:6: error[unknown-name]: unknown element `bb`");
        let colored = render(&sources, &diagnostic, Style { color: true });
        assert!(colored.contains("\x1b["), "{colored}");
    }

    #[test]
    fn a_span_over_lines_and_a_fix_of_lines() {
        let (sources, id) = one("boundary b {\n\tactor a\n}\n");
        let diagnostic = Diagnostic::new(&INFO, Span::new(id, 0, 24), "no trust").fix(
            "say it",
            Span::new(id, 12, 12),
            "\n  trust = internal\n  ::error::x\n",
        );
        assert_eq!(
            plain(&sources, &diagnostic),
            "\
error[unknown-name]: no trust
  ┌─ m/a.tm:1:1
  │
1 │ ╭ boundary b {
2 │ │     actor a
3 │ │ }
  │ ╰─^
  │
  = fix: say it
       +   trust = internal
       +   \\u{3a}:error::x

"
        );
    }

    #[test]
    fn places_at_the_edges() {
        let (sources, id) = one("a\nbc");
        for (start, end, place) in [(4, 4, "2:3"), (99, 120, "2:3"), (1, 2, "1:2"), (0, 0, "1:1"), (2, 99, "2:1")] {
            let text = plain(&sources, &Diagnostic::new(&INFO, Span::new(id, start, end), "m"));
            assert!(text.contains(&format!("m/a.tm:{place}")), "{start}..{end}: {text}");
        }
        let nowhere = Diagnostic::new(&INFO, Span::NONE, "m").help("h");
        assert_eq!(plain(&sources, &nowhere), "error[unknown-name]: m\n = help: h\n\n");
        assert_eq!(render_short(&sources, &nowhere), "error[unknown-name]: m");
    }

    #[test]
    fn an_empty_source_has_a_place() {
        let (sources, id) = one("");
        let text = plain(&sources, &Diagnostic::new(&INFO, Span::new(id, 0, 0), "m"));
        assert!(text.contains("m/a.tm:1:1"), "{text}");
    }

    #[test]
    fn long_lines_are_cut_around_the_label() {
        let line = format!("{}HERE{}\n", "x".repeat(10_000), "y".repeat(10_000));
        let (sources, id) = one(&line);
        let text = plain(&sources, &Diagnostic::new(&INFO, Span::new(id, 10_000, 10_004), "m"));
        assert!(text.contains("…xxxx") && text.contains("yyyy…") && text.contains("^^^^\n"), "{text}");
        assert!(text.contains("m/a.tm:1:10001"), "{text}");
        assert!(text.lines().all(|line| line.chars().count() < 220), "{text}");
        let text = plain(&sources, &Diagnostic::new(&INFO, Span::new(id, 0, 20_004), "m"));
        assert!(text.lines().all(|line| line.chars().count() < 220), "{text}");
    }

    #[test]
    fn long_blocks_show_their_head() {
        let (sources, id) = one(&format!("boundary b {{\n{}}}\n", "actor a\n".repeat(5000)));
        let text = plain(&sources, &Diagnostic::new(&INFO, Span::new(id, 0, 40_000), "m").here("this"));
        assert_eq!(text.lines().count(), 6, "{text}");
    }

    #[test]
    fn wide_characters_keep_the_caret_in_place() {
        let (sources, id) = one("\t日本 x\n");
        let text = plain(&sources, &Diagnostic::new(&INFO, Span::new(id, 8, 9), "m"));
        assert!(text.contains("1 │     日本 x\n  │          ^\n"), "{text}");
    }

    #[test]
    fn escapes_in_the_source_keep_the_caret_in_place() {
        let (sources, id) = one("a\x1b[2J x\n");
        let text = plain(&sources, &Diagnostic::new(&INFO, Span::new(id, 6, 7), "m"));
        assert!(text.contains("1 │ a\\u{1b}[2J x\n  │            ^\n"), "{text}");
    }

    proptest! {
        #[test]
        fn never_panics_and_is_always_safe(
            path in hostile::text(), text in hostile::text(), message in hostile::text(), advice in hostile::text(),
            spans in proptest::collection::vec((0u32..400, 0u32..400), 1..4), color: bool,
        ) {
            let mut sources = Sources::default();
            let id = sources.add(Source::new(path, text));
            let mut diagnostic = Diagnostic::new(&INFO, Span::NONE, message.clone())
                .help(advice.clone()).note(message.clone()).fix(advice.clone(), Span::new(id, 0, 0), advice.clone());
            for (index, (start, end)) in spans.into_iter().enumerate() {
                let span = Span { source: id, start, end };
                diagnostic.labels.push(crate::diag::Label { span, text: advice.clone(), primary: index == 0 });
            }
            for line in render(&sources, &diagnostic, Style { color: false }).lines() {
                prop_assert_eq!(hostile::danger(line), None);
            }
            prop_assert_eq!(hostile::danger(&render_short(&sources, &diagnostic)), None);
            let shown = render(&sources, &diagnostic, Style { color });
            prop_assert!(shown.ends_with("\n\n"));
        }
    }
}
