//! Documentation: `///` lines find the statement that they belong to.

use crate::diag::{Code, CodeInfo, Diagnostic, Edit, Fix, Severity};
use crate::syntax::ast::Doc;
use crate::syntax::scan::{DocLine, starts_line};
use crate::syntax::tree::Builder;

/// Documentation that no statement follows.
pub const DANGLING_DOC: CodeInfo = CodeInfo {
    code: Code("dangling-doc"),
    severity: Severity::Warning,
    summary: "documentation belongs to no declaration",
    explanation: r#"
`///` documents the declaration on the next line. Before an attribute, at the end of a block or behind
something on the same line it documents nothing, and appears nowhere. Use `//` for a comment.

```tm
// The next line is a comment of the file and ends nowhere else.
process web "Web server" {
  trust = internal // so is this
}
```
"#,
};

impl Builder<'_> {
    /// The documentation of the statement that starts at `start`: all lines since the last item.
    pub fn doc(&mut self, start: usize) -> Option<Doc> {
        let mut text = String::new();
        let mut first: Option<DocLine> = None;
        let mut end = 0;
        while let Some(line) = self.docs.next_if(|line| (line.start as usize) < start) {
            if !line.alone {
                self.dangling.push(self.span(line.start as usize, line.end as usize));
                self.say_dangling(line);
                continue;
            }
            let source = self.text.get(line.start as usize + 3..line.end as usize).unwrap_or_default();
            if first.is_some() {
                text.push('\n');
            }
            text.push_str(source.strip_prefix(' ').unwrap_or(source).trim_end());
            first.get_or_insert(*line);
            end = line.end as usize;
        }
        let first = first?;
        Some(Doc { text: text.into(), span: self.span(first.start as usize, end) })
    }

    /// Reports documentation before `end` that nothing took.
    pub fn dangling_docs(&mut self, end: usize) {
        let mut last: Option<(DocLine, u32)> = None;
        while let Some(line) = self.docs.next_if(|line| (line.start as usize) < end) {
            self.dangling.push(self.span(line.start as usize, line.end as usize));
            // Lines of one paragraph are reported once.
            last = match last {
                Some((first, end)) if self.text.get(end as usize..line.start as usize).is_some_and(adjacent) => {
                    Some((first, line.end))
                }
                Some((first, end)) => {
                    self.say_dangling(&DocLine { end, ..first });
                    Some((*line, line.end))
                }
                None => Some((*line, line.end)),
            };
        }
        if let Some((first, end)) = last {
            self.say_dangling(&DocLine { end, ..first });
        }
    }

    fn say_dangling(&mut self, line: &DocLine) {
        let span = self.span(line.start as usize, line.end as usize);
        let message = "this documentation belongs to no declaration";
        let help = if line.alone {
            "put it on the lines before a declaration, or write `//` for a comment"
        } else {
            "documentation stands on a line of its own, before the declaration; write `//` for a comment"
        };
        let text = self.text.get(line.start as usize..line.end as usize).unwrap_or_default();
        let lines = text.match_indices("///").map(|(at, _)| line.start as usize + at);
        let lines = lines.filter(|at| line.start as usize == *at || starts_line(self.text.as_bytes(), *at));
        let edits = lines.map(|at| Edit { span: self.span(at, at + 3), text: "//".to_owned() }).collect();
        // Not sure: it was meant for a declaration, and a comment says it of none.
        let fix = Fix::maybe("make it a comment", edits);
        self.report(Diagnostic::new(&DANGLING_DOC, span, message).help(help).offer(fix));
    }
}

/// Whether only blanks and one line end stand in a text.
fn adjacent(between: &str) -> bool {
    between.trim().is_empty() && between.matches('\n').count() == 1
}
