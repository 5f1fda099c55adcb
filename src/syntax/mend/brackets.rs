//! The second pass of the repair: brackets that are not closed, not opened, or nest too deep.
//!
//! Whether something is missing is a matter of counting; *what* is missing shows in the indentation. A first
//! run counts, a second one uses as many hints of the indentation as the count allows: a `}` that stands further left
//! than its `{`, a statement that stands no further right than the block it would be in.

use crate::diag::{Code, CodeInfo, Diagnostic, Severity};
use crate::syntax::limits::MAX_DIAGNOSTICS;
use crate::syntax::map::Replacement;
use crate::syntax::mend::mark::Mark;
use crate::syntax::mend::mender::Mender;
use crate::syntax::scan::{MAX_DEPTH, closer, line_end};
use crate::syntax::tree::expr::TOO_DEEP;

/// A bracket that is not closed.
pub const UNCLOSED_BRACKET: CodeInfo = CodeInfo {
    code: Code("unclosed-bracket"),
    severity: Severity::Error,
    summary: "a bracket is not closed",
    explanation: r#"
Every `{`, `[` and `(` needs its counterpart. Where one is missing, the compiler looks at the indentation to tell which:
the block whose end does not stand below its beginning.

```tm error
boundary cloud "Cloud" {
  process web "Web" {
    code = "src/**"
  process worker "Worker"
}
```

```tm
boundary cloud "Cloud" {
  process web "Web" {
    code = "src/**"
  }
  process worker "Worker"
}
```
"#,
};

/// A bracket that closes nothing.
pub const STRAY_BRACKET: CodeInfo = CodeInfo {
    code: Code("stray-bracket"),
    severity: Severity::Error,
    summary: "a closing bracket closes nothing",
    explanation: r#"
There is one closing bracket more than there are opening ones.

```tm error
process web "Web" { code = "src/**" } }
```

```tm
process web "Web" { code = "src/**" }
```
"#,
};

/// Mends the brackets of a text whose content ends at `end`. What it returns replaces whole stretches, with all that was mended in them.
pub fn mend_brackets(mender: &mut Mender<'_>, marks: &[Mark], end: usize) -> Vec<Replacement> {
    let mut counted = Brackets { end, ..Brackets::default() };
    counted.run(mender.text, marks);
    let mut mended = Brackets {
        missing: counted
            .found
            .iter()
            .filter(|found| matches!(found, Wrong::Unclosed { open, .. } if open.byte == b'{'))
            .count(),
        extra: counted.found.iter().filter(|found| matches!(found, Wrong::Stray(mark) if mark.byte == b'}')).count(),
        small: !counted.found.is_empty(),
        end,
        ..Brackets::default()
    };
    mended.run(mender.text, marks);
    let too_deep = mended.too_deep;
    for found in mended.found {
        report(mender, &found, too_deep);
    }
    mended.cut
}

/// What is wrong with one bracket.
enum Wrong {
    /// Not closed; the place where it is closed in the copy.
    Unclosed { open: Mark, at: usize },
    /// Closes nothing.
    Stray(Mark),
    /// Closed by a bracket of another kind.
    Mismatch { open: Mark, close: Mark },
    /// Nests too deep.
    Deep(Mark),
}

#[derive(Default)]
struct Brackets {
    /// Where the text ends, without the blanks and comments at its end.
    end: usize,
    open: Vec<Mark>,
    found: Vec<Wrong>,
    /// How many `}` are missing and not yet found.
    missing: usize,
    /// How many `}` are too many and not yet found.
    extra: usize,
    /// Whether any bracket is wrong, so that `[` and `(` may be closed by hints.
    small: bool,
    /// What nests too deep, replaced by something empty.
    cut: Vec<Replacement>,
    too_deep: bool,
    /// The bracket at which the nesting became too deep, and how many are open below it.
    below: Option<(Mark, usize)>,
}

impl Brackets {
    fn run(&mut self, text: &str, marks: &[Mark]) {
        for mark in marks {
            if self.found.len() >= MAX_DIAGNOSTICS {
                self.cut.push((at(mark), text.len(), String::new()));
                break;
            }
            if self.below.is_some() {
                self.in_the_deep(mark);
                continue;
            }
            if mark.first && mark.byte.is_ascii_alphabetic() {
                self.line_start(text, mark);
            }
            match mark.byte {
                b'{' | b'[' | b'(' => self.opening(mark),
                b'}' => self.brace(text, mark),
                b']' | b')' => self.bracket(text, mark),
                _ => {}
            }
        }
        if let Some((mark, _)) = self.below.take() {
            self.cut.push((at(&mark), text.len(), empty(mark.byte)));
        }
        let end = self.end.max(self.cut.last().map_or(0, |(_, end, _)| *end));
        while let Some(open) = self.open.last().copied() {
            self.close(text, open, end);
        }
    }

    fn opening(&mut self, mark: &Mark) {
        if self.open.len() < MAX_DEPTH {
            self.open.push(*mark);
            return;
        }
        if !self.too_deep {
            self.found.push(Wrong::Deep(*mark));
        }
        self.too_deep = true;
        self.below = Some((*mark, 1));
    }

    /// Inside what nests too deep only the end is looked for.
    fn in_the_deep(&mut self, mark: &Mark) {
        let Some((top, count)) = &mut self.below else { return };
        match mark.byte {
            b'{' | b'[' | b'(' => *count += 1,
            b'}' | b']' | b')' => *count -= 1,
            _ => {}
        }
        if *count == 0 {
            self.cut.push((at(top), at(mark) + 1, empty(top.byte)));
            self.below = None;
        }
    }

    /// A line that begins a statement no further right than the block that it would be in.
    fn line_start(&mut self, text: &str, mark: &Mark) {
        while let Some(open) = self.open.last().copied() {
            let outside = open.line < mark.line && mark.indent <= open.indent;
            let hinted = match open.byte {
                b'{' => self.missing > 0 && outside,
                _ => self.small && open.line < mark.line && (begins_attribute(text, at(mark)) || outside),
            };
            if !hinted {
                return;
            }
            self.close(text, open, mark.before as usize);
        }
    }

    fn close(&mut self, text: &str, open: Mark, at: usize) {
        let at = if open.byte == b'[' { list_end(text, &open, at) } else { at };
        self.open.pop();
        if open.byte == b'{' {
            self.missing = self.missing.saturating_sub(1);
        }
        self.found.push(Wrong::Unclosed { open, at });
    }

    fn brace(&mut self, text: &str, mark: &Mark) {
        if !self.open.iter().any(|open| open.byte == b'{') {
            self.found.push(Wrong::Stray(*mark));
            return;
        }
        while let Some(open) = self.open.last().copied() {
            if open.byte != b'{' {
                let at =
                    if open.line == mark.line { mark.before as usize } else { line_content_end(text, &open, mark) };
                self.close(text, open, at);
                continue;
            }
            let fits = self.open.iter().any(|other| other.byte == b'{' && other.indent == mark.indent);
            if self.missing == 0 || !mark.first || mark.indent >= open.indent || !fits {
                break;
            }
            self.close(text, open, mark.before as usize);
        }
        let Some(open) = self.open.last() else { return };
        let elsewhere = open.line < mark.line && if mark.first { mark.indent > open.indent } else { true };
        if self.extra > 0 && elsewhere {
            self.extra -= 1;
            self.found.push(Wrong::Stray(*mark));
            return;
        }
        self.open.pop();
    }

    fn bracket(&mut self, text: &str, mark: &Mark) {
        let fits = |open: &Mark| closer(open.byte) == mark.byte;
        match self.open.last().copied() {
            Some(open) if fits(&open) => {
                self.open.pop();
            }
            Some(_) if self.open.iter().any(fits) => {
                while let Some(open) = self.open.last().copied().filter(|open| !fits(open)) {
                    self.close(text, open, mark.before as usize);
                }
                self.open.pop();
            }
            Some(open) if open.byte != b'{' => {
                self.open.pop();
                self.found.push(Wrong::Mismatch { open, close: *mark });
            }
            _ => self.found.push(Wrong::Stray(*mark)),
        }
    }
}

/// Says one fault and mends it.
fn report(mender: &mut Mender<'_>, found: &Wrong, too_deep: bool) {
    match found {
        Wrong::Unclosed { open, at } => {
            let close = char::from(closer(open.byte));
            mender.edit(*at, *at, close);
            // What nests too deep has most likely lost its ends too; one message says enough.
            if too_deep {
                return;
            }
            let from = open.at as usize;
            let span = mender.span(from, from + 1);
            let place = mender.span(*at, *at);
            let sign = char::from(open.byte);
            let line_start = mender.slice(0, from).rfind('\n').map_or(0, |newline| newline + 1);
            let indent = mender.slice(line_start, line_start + open.indent as usize).to_owned();
            let same_line = !mender.slice(from, *at).contains('\n');
            let text = if open.byte == b'{' && !same_line { format!("\n{indent}}}") } else { close.to_string() };
            let said = Diagnostic::new(&UNCLOSED_BRACKET, span, format!("this `{sign}` is not closed"));
            let line = mender.slice(from, line_end(mender.text.as_bytes(), from));
            let swallowed = line.split_once("//").is_some_and(|(_, comment)| comment.contains(close));
            mender.report(match swallowed {
                true => said.help(format!(
                    "the comment goes on to the end of its line, and the `{close}` with it: put the `{close}` before the `//`"
                )),
                false => said
                    .also(place, format!("expected `{close}` here"))
                    .help(format!("close it with `{close}`"))
                    .fix(format!("insert `{close}`"), place, text),
            });
        }
        Wrong::Stray(mark) => {
            mender.edit(at(mark), at(mark) + 1, " ");
            let span = mender.span(at(mark), at(mark) + 1);
            let sign = char::from(mark.byte);
            mender.report(
                Diagnostic::new(&STRAY_BRACKET, span, format!("this `{sign}` closes nothing"))
                    .help("remove it, or look for a bracket that is closed too early")
                    .fix("remove it", span, ""),
            );
        }
        Wrong::Mismatch { open, close } => {
            let right = char::from(closer(open.byte));
            mender.edit(at(close), at(close) + 1, right);
            let (span, opened) = (mender.span(at(close), at(close) + 1), mender.span(at(open), at(open) + 1));
            let message = format!("expected `{right}`, found `{}`", char::from(close.byte));
            mender.report(
                Diagnostic::new(&UNCLOSED_BRACKET, span, message)
                    .also(opened, "opened here")
                    .help(format!("close `{}` with `{right}`", char::from(open.byte)))
                    .fix(format!("write `{right}`"), span, right),
            );
        }
        Wrong::Deep(mark) => {
            let span = mender.span(at(mark), at(mark) + 1);
            mender.report(
                Diagnostic::new(&TOO_DEEP, span, format!("brackets nest more than {MAX_DEPTH} deep"))
                    .help("write the blocks side by side rather than inside each other"),
            );
        }
    }
}

/// What stands for a bracket whose inside is left out.
fn empty(open: u8) -> String {
    match open {
        b'{' => "{}".to_owned(),
        b'[' => "[]".to_owned(),
        _ => "()".to_owned(),
    }
}

/// Whether `name =` stands at `at`.
pub fn begins_attribute(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    let word = rest.len()
        - rest.trim_start_matches(|char: char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_')).len();
    let rest = rest.get(word..).unwrap_or_default().trim_start_matches([' ', '\t']);
    word > 0 && rest.starts_with('=') && !rest.starts_with("==")
}

/// Where a list that is not closed ends: before an attribute behind a comma of its own on its line, else at `end`.
fn list_end(text: &str, open: &Mark, end: usize) -> usize {
    let start = at(open) + 1;
    let inside = text.get(start..end).unwrap_or_default().lines().next().unwrap_or_default();
    let (mut quoted, mut depth) = (false, 0_usize);
    for (place, byte) in inside.bytes().enumerate() {
        let behind = inside.get(place + 1..).unwrap_or_default();
        match byte {
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'/' if behind.starts_with('/') => break,
            b'{' | b'[' | b'(' => depth += 1,
            b'}' | b']' | b')' if depth == 0 => break,
            b'}' | b']' | b')' => depth -= 1,
            b',' if depth == 0 && begins_attribute(behind.trim_start(), 0) => return start + place,
            _ => {}
        }
    }
    end
}

/// Where what stands on the line of `open` ends, or before a `{` on it; before `close` if that is no good place.
fn line_content_end(text: &str, open: &Mark, close: &Mark) -> usize {
    let line = text.get(at(open)..).unwrap_or_default().lines().next().unwrap_or_default();
    let line = line.find('{').and_then(|brace| line.get(..brace)).unwrap_or(line).trim_end();
    let inside = line.get(1..).unwrap_or_default();
    let count = |brackets: &[char]| inside.matches(brackets).count();
    let balanced = count(&['[', '(']) == count(&[']', ')']) && count(&['"']) % 2 == 0;
    let whole = !inside.is_empty() && !line.ends_with(',') && !line.contains(['/', '#', '\'', '`']) && balanced;
    if whole { at(open) + line.len() } else { close.before as usize }
}

/// A mark's offset.
fn at(mark: &Mark) -> usize {
    mark.at as usize
}
