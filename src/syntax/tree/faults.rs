//! Mistakes that are understood: reported, and read as what was meant.

use crate::diag::{Code, CodeInfo, Diagnostic, Severity, is_bidi_control};
use crate::syntax::ast::{ExprKind, Head, Item, Name, Reference, Stmt, Text};
use crate::syntax::grammar::{Node, Nodes};
use crate::syntax::limits::MAX_DIAGNOSTICS;
use crate::syntax::literal::{BadEscape, EscapeFault};
use crate::syntax::recover::colon_behind_word;
use crate::syntax::recover::unquoted_text::UNQUOTED_TEXT;
use crate::syntax::scan::{line_end, string_end};
use crate::syntax::tree::{Builder, Within};
use crate::syntax::words;
use crate::text::{SourceId, Span};

/// `via: https`, `via == https`.
pub const WRONG_ASSIGN: CodeInfo = CodeInfo {
    code: Code("wrong-assign"),
    severity: Severity::Error,
    summary: "an attribute is set with something else than `=`",
    explanation: r#"
An attribute is set with one `=`. A colon introduces a type or follows a flow's name, `==` compares.

```tm error
process web "Web" { trust: exposed }
```

```tm
process web "Web" { trust = exposed }
```
"#,
};

/// `[a -> b]`.
pub const ARROW_SPACING: CodeInfo = CodeInfo {
    code: Code("arrow-spacing"),
    severity: Severity::Error,
    summary: "a flow's name is written with spaces around its arrow",
    explanation: r#"
`a -> b` with spaces declares a flow; `a->b` without names one.

```tm error
scenario post "Posting" { steps = [a -> b] }
```

```tm
scenario post "Posting" { steps = [a->b] }
```
"#,
};

/// `injection.sql @ save` where a threat is named by its id.
pub const ID_SPACING: CodeInfo = CodeInfo {
    code: Code("id-spacing"),
    severity: Severity::Error,
    summary: "the id of a threat is written with spaces around its `@`",
    explanation: r#"
`injection.sql@save` is the id of the threat that rule `injection.sql` derives on `save`. A decision may name it so, as every
table does.

```tm error
actor ana "Ana"
process web "Web"
flow use: ana -> web "Use"
policy no-use "Nobody uses {to}" { on = flow, forbid = to is process }
dismiss no-use @ use { because = "We know" }
```

```tm
actor ana "Ana"
process web "Web"
flow use: ana -> web "Use"
policy no-use "Nobody uses {to}" { on = flow, forbid = to is process }
dismiss no-use@use { because = "We know", by = @ana }
```
"#,
};

/// A backslash before something that it does not go with.
pub const BAD_ESCAPE: CodeInfo = CodeInfo {
    code: Code("bad-escape"),
    severity: Severity::Error,
    summary: "a string holds an escape that does not exist",
    explanation: r#"
The escapes are `\n`, `\t`, `\"`, `\\` and `\u{…}` with up to six hexadecimal digits. A backslash itself is `\\`.

```tm error
process web "C:\programs\web"
```

```tm
process web "C:\\programs\\web"
```
"#,
};

/// A control character in a string or elsewhere.
pub const CONTROL_CHARACTER: CodeInfo = CodeInfo {
    code: Code("control-character"),
    severity: Severity::Error,
    summary: "the text holds a control character",
    explanation: r#"
Control characters other than newline and tab are not allowed, not even escaped: what a model says goes to terminals
and into pictures, where they would do more than they show.

```tm error
process web "Web\u{1b}[31m"
```

```tm
process web "Web"
```
"#,
};

/// A character that turns the direction of writing.
pub const BIDI_CONTROL: CodeInfo = CodeInfo {
    code: Code("bidi-control"),
    severity: Severity::Warning,
    summary: "the text holds a character that changes the direction of writing",
    explanation: r#"
Bidirectional controls make a text read otherwise than it is written: what looks like a comment may be a
statement, and a label may show other words than it holds. Text in right-to-left scripts needs none of them in most
cases; where it does, silence this warning in the configuration.
"#,
};

/// A character that ends a line for whoever reads the text.
pub const HIDDEN_LINE_END: CodeInfo = CodeInfo {
    code: Code("hidden-line-end"),
    severity: Severity::Error,
    summary: "the text holds a character that ends a line for readers only",
    explanation: r#"
Editors and the pages of git hosts begin a new line at a carriage return without a newline, and at U+2028 and U+2029. To
palisade a line ends with a newline. Behind a comment such a character would make a comment of what looks like a
statement, so it is refused everywhere but in strings. A newline in its place makes the text what it looks like.
"#,
};

/// Refuses what ends a line for readers only, outside of strings.
pub fn hidden_line_ends(source: SourceId, text: &str, said: &mut Vec<Diagnostic>) {
    let bytes = text.as_bytes();
    // Most texts hold none of their bytes.
    if !bytes.iter().any(|byte| matches!(byte, b'\r' | 0xe2)) {
        return;
    }
    let (mut at, mut comment, mut found) = (0, 0, 0);
    while let Some(byte) = bytes.get(at).filter(|_| found < MAX_DIAGNOSTICS) {
        let rest = bytes.get(at..).unwrap_or_default();
        let (length, what) = match byte {
            b'"' if at >= comment => {
                at = string_end(bytes, at).unwrap_or(at + 1);
                continue;
            }
            b'/' if at >= comment && rest.starts_with(b"//") => {
                comment = line_end(bytes, at);
                (0, "")
            }
            b'\r' if !rest.starts_with(b"\r\n") => (1, "a carriage return without a newline"),
            0xe2 if rest.starts_with("\u{2028}".as_bytes()) => (3, "the character U+2028"),
            0xe2 if rest.starts_with("\u{2029}".as_bytes()) => (3, "the character U+2029"),
            _ => (0, ""),
        };
        let span = Span::new(source, at, at + length);
        at += length.max(1);
        if length == 0 {
            continue;
        }
        found += 1;
        said.push(
            Diagnostic::new(&HIDDEN_LINE_END, span, format!("{what} ends a line for readers only"))
                .help("write a newline in its place, and look at what then follows; or take it out")
                .fix("write a newline", span, "\n")
                .fix("take it out", span, ""),
        );
    }
}

/// Whether a character is one of the control characters beyond ASCII, U+0080 to U+009F; some terminals obey them as
/// they do an escape sequence.
fn is_late_control(char: char) -> bool {
    matches!(char, '\u{80}'..='\u{9f}')
}

/// Warns of every bidirectional control that `said` does not speak of, and refuses control characters beyond ASCII.
pub fn hidden_controls(source: SourceId, text: &str, said: &mut Vec<Diagnostic>) {
    if text.is_ascii() {
        return;
    }
    let controls = text.char_indices().filter(|(_, char)| is_bidi_control(*char) || is_late_control(*char));
    for (at, char) in controls.take(MAX_DIAGNOSTICS) {
        let span = Span::new(source, at, at + char.len_utf8());
        if said.iter().any(|diagnostic| diagnostic.span() == span) {
            continue;
        }
        if is_late_control(char) {
            let message = format!("U+{:04X} is a control character", u32::from(char));
            said.push(
                Diagnostic::new(&CONTROL_CHARACTER, span, message)
                    .help("remove it; a text holds no control characters but newline and tab, not even escaped")
                    .fix("remove it", span, ""),
            );
            continue;
        }
        let message = format!("the character U+{:04X} changes the direction of writing", u32::from(char));
        said.push(
            Diagnostic::new(&BIDI_CONTROL, span, message)
                .help("remove it, unless the text is in a right-to-left script and needs it")
                .fix("remove it", span, ""),
        );
    }
}

/// `as` behind something that is no `use`, or a block behind what has none.
pub const UNEXPECTED_PART: CodeInfo = CodeInfo {
    code: Code("unexpected-part"),
    severity: Severity::Error,
    summary: "a part stands where its statement has none",
    explanation: r#"
Only `use "path"` takes `as` and a name, and neither `use` nor `include` has a block.

```tm error
include "services.tm" as services
```

```tm
use "../services" as services
```
"#,
};

impl<'a> Builder<'a> {
    /// A word, a sign that is none and a value: reported, and read as an attribute or as the declaration that it is.
    pub fn wrong_sign(&mut self, name: Name, mut parts: Nodes<'a>, start: usize) -> Option<Item> {
        let sign = parts.next()?;
        let span = self.node_span(&sign);
        let found = sign.as_str();
        let declares = match self.within {
            Within::File => true,
            Within::Boundary => name.text != words::TYPE,
            Within::Attributes => false,
        };
        if declares && words::DECLARATIONS.contains(&name.text.as_str()) {
            return self.declared_with_sign(name, &sign, parts, start);
        }
        let mut diagnostic = Diagnostic::new(&WRONG_ASSIGN, span, format!("expected `=`, found `{found}`"))
            .help(format!("an attribute is set with one `=`: `{} = …`", name.text));
        if found == "==" {
            diagnostic = diagnostic.note("`==` compares two values inside an expression");
        }
        let glued = found == ":" && name.span.end == span.start;
        let (title, text) = ("write `=`", if glued { " =" } else { "=" });
        // `web : web-app` may be a declaration that lacks its first word, and outside of any block no attribute stands.
        let sure = (found != ":" || glued) && self.within != Within::File;
        self.report(if sure { diagnostic.sure_fix(title, span, text) } else { diagnostic.fix(title, span, text) });
        self.attr(name, parts, start).map(Item::Attr)
    }

    /// `process: web`: a declaration with a sign behind its first word.
    fn declared_with_sign(&mut self, kind: Name, sign: &Node<'a>, parts: Nodes<'a>, start: usize) -> Option<Item> {
        let (from, to) = self.range(sign);
        let attr = self.attr(kind, parts, start)?;
        let (name, label) = match attr.value.kind {
            ExprKind::Path(name) => (Some(Name { text: name, span: attr.value.span }), None),
            // `actor: ana "Ana"` reads as a text with a word before it.
            ExprKind::Tagged(name, label) => (Some(name), Some(label)),
            _ => (None, None),
        };
        let text = self.text.get(start..).unwrap_or_default();
        let cure =
            colon_behind_word::colon(text, (from - start, to - start), name.as_ref().map(|name| name.text.as_str()));
        let cured = cure.diagnostic(self, start, true);
        self.report(cured);
        let head = Head::Decl { kind: attr.name, name: Some(name?), types: Vec::new(), label };
        Some(Item::Stmt(Stmt { doc: self.doc(start), head, body: None, span: attr.span }))
    }

    /// `a -> b` where a flow is named.
    pub fn spaced_arrow(&mut self, from: &Name, arrow: &Node<'a>) {
        let span = self.node_span(arrow);
        let Some(to) = self.inner_name(arrow.clone()) else { return };
        let whole = from.span.to(to.span);
        let name = format!("{}->{}", from.text, to.text);
        self.report(
            Diagnostic::new(&ARROW_SPACING, whole, "a flow is named without spaces around its arrow")
                .help(format!("write `{name}`"))
                .sure_fix("remove the spaces", Span { start: from.span.end, ..span }, format!("->{}", to.text)),
        );
    }

    /// `@save` behind a rule, and what blanks around the `@` are to say.
    pub fn target_of_id(&mut self, node: Node<'a>) -> Option<Reference> {
        let sign = self.node_span(&node);
        let target = self.reference(node)?;
        if sign.start + 1 != target.span().start {
            let id = format!("@{}", target.text());
            let blanks = Span { end: target.span().start, ..sign };
            self.report(
                Diagnostic::new(&ID_SPACING, blanks, "the id of a threat is written without spaces around its `@`")
                    .help(format!("write `RULE{id}`, or `RULE on {}`", target.text()))
                    .sure_fix("remove the spaces", blanks, "@"),
            );
        }
        Some(target)
    }

    /// `include parts.tm`: reported if it is whole, and read as if it stood in quotes.
    pub fn unquoted_pattern(&mut self, keyword: &Name, path: Name, whole: bool) -> Text {
        if !whole {
            return Text { text: path.text, span: path.span };
        }
        let quoted = format!("\"{}\"", path.text);
        self.report(
            Diagnostic::new(&UNQUOTED_TEXT, path.span, "this path stands without quotes")
                .help(format!("write `{} {quoted}`", keyword.text))
                .sure_fix("put it in quotes", path.span, quoted),
        );
        Text { text: path.text, span: path.span }
    }

    /// `as` behind something that is no `use "path"`.
    pub fn misplaced_alias(&mut self, keyword: &Name, alias: &Name, span: Span) {
        let message = format!("`{}` does not take `as`", keyword.text);
        let at = Span { start: alias.span.start, ..span };
        self.report(
            Diagnostic::new(&UNEXPECTED_PART, at, message)
                .help(format!("only `use` gives a path a name: `use \"…\" as {}`", alias.text)),
        );
    }

    /// A block behind `include` or `use`.
    pub fn unexpected_block(&mut self, keyword: &Name, block: Span) {
        let message = format!("`{}` has no block", keyword.text);
        self.report(
            Diagnostic::new(&UNEXPECTED_PART, block, message)
                .help("remove the block; what it says belongs to the declarations of a model"),
        );
    }

    /// An escape in the string that starts at `start`.
    pub fn bad_escape(&mut self, start: usize, fault: &BadEscape) {
        let span = self.span(start + fault.at, start + fault.at + fault.len);
        let written = self.text.get(start + fault.at..start + fault.at + fault.len).unwrap_or_default();
        let diagnostic = match fault.fault {
            EscapeFault::Unknown => Diagnostic::new(&BAD_ESCAPE, span, format!("unknown escape `{written}`"))
                .help("escapes are `\\n`, `\\t`, `\\\"`, `\\\\` and `\\u{…}`; a backslash itself is `\\\\`")
                .fix("double the backslash", span.before(), "\\"),
            EscapeFault::Malformed => Diagnostic::new(&BAD_ESCAPE, span, format!("`{written}` is no character"))
                .help("write the character's number in hexadecimal digits: `\\u{e9}`"),
            EscapeFault::Control => {
                Diagnostic::new(&CONTROL_CHARACTER, span, format!("`{written}` is a control character"))
                    .help("remove it; strings hold no control characters but newline and tab, not even escaped")
            }
        };
        self.report(diagnostic);
    }
}
