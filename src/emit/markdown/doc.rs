//! Documentation that somebody wrote in Markdown, block by block, made harmless.
//!
//! Paragraphs, lists, quotations and code stay; a heading becomes a line in bold, so that the report keeps its own
//! outline; what is inside goes through [`doc_line`].
//!
//! [`doc_line`]: crate::emit::markdown::quote::doc_line

use crate::diag::is_obeyed;
use crate::emit::markdown::quote::{code, doc_line, longest_run, seen, visible};

/// The Markdown of a documentation, with a newline at the end.
pub(super) fn sanitised(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len() + 16);
    let mut lines = markdown.lines().peekable();
    let mut in_list = false;
    while let Some(line) = lines.next() {
        let inner = line.trim();
        if inner.is_empty() {
            in_list = in_list && lines.peek().is_some_and(|next| bullet(next.trim()).is_some());
            gap(&mut out);
        } else if let Some(fence) = fence(inner) {
            let mut body = Vec::new();
            for line in lines.by_ref() {
                if line.trim().starts_with(fence) && line.trim().trim_start_matches(['`', '~']).is_empty() {
                    break;
                }
                body.push(line);
            }
            gap(&mut out);
            out.push_str(&code_block(&body));
            in_list = false;
            gap(&mut out);
        } else if let Some((mark, rest)) = bullet(inner) {
            if !in_list {
                gap(&mut out);
            }
            // Two blanks a level, as deep as it was; where no list goes on there is no level.
            let depth = if in_list { (line.len() - line.trim_start().len()).min(6) / 2 } else { 0 };
            out.push_str(&format!("{}{mark} {}\n", "  ".repeat(depth), doc_line(rest, false)));
            in_list = true;
        } else if let Some(rest) = heading(inner) {
            gap(&mut out);
            out.push_str(&format!("**{}**\n", doc_line(rest, false).replace("**", "")));
            gap(&mut out);
        } else if let Some(rest) = inner.strip_prefix('>') {
            out.push_str(&format!("> {}\n", doc_line(rest.trim(), false)));
        } else {
            out.push_str(&format!("{}\n", doc_line(inner, false)));
        }
    }
    let mut out = out.trim_matches('\n').to_owned();
    out.push('\n');
    out
}

/// An empty line, unless there is one already.
fn gap(out: &mut String) {
    if !out.is_empty() && !out.ends_with("\n\n") {
        out.push('\n');
    }
}

/// The marks that open a code block.
fn fence(line: &str) -> Option<&str> {
    let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = line.len() - line.trim_start_matches(mark).len();
    let info = line.get(length..)?;
    (length >= 3 && !info.contains('`')).then(|| line.get(..length)).flatten()
}

/// A code block in a fence that none of its lines can close.
///
/// Nothing can be escaped in one. A block with something that a CI system would obey in its log becomes a paragraph with
/// the same lines as code.
fn code_block(lines: &[&str]) -> String {
    if lines.iter().any(|line| is_obeyed(line)) {
        let lines: Vec<String> = lines.iter().map(|line| code(line, false)).filter(|line| !line.is_empty()).collect();
        return lines.join("\\\n") + "\n";
    }
    let longest = lines.iter().map(|line| longest_run(line)).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let mut out = format!("{fence}text\n");
    for line in lines {
        out.extend(line.chars().map(|c| if c == '\t' { ' ' } else { seen(c) }));
        out.push('\n');
    }
    out + &fence + "\n"
}

/// The mark of a list item, and what follows.
fn bullet(line: &str) -> Option<(String, &str)> {
    if let Some(rest) = ["- ", "* ", "+ "].iter().find_map(|mark| line.strip_prefix(mark)) {
        return Some(("-".to_owned(), rest.trim()));
    }
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number: u32 = line.get(..digits)?.parse().ok()?;
    let rest = line.get(digits..)?;
    let rest = rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") "))?;
    Some((format!("{number}."), rest.trim()))
}

/// What a heading says.
fn heading(line: &str) -> Option<&str> {
    let level = line.len() - line.trim_start_matches('#').len();
    let rest = line.get(level..)?.strip_prefix(' ')?.trim();
    ((1..=6).contains(&level) && !visible(rest).trim().is_empty()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::sanitised;

    #[test]
    fn blocks_stay_and_headings_do_not() {
        let markdown = "# Top\nText <b>\n\n- one\n  - two\n\n1. x\n> said\n---\n```rust\n<b>\n```\nend";
        let expected = "**Top**\n\nText \\<b\\>\n\n- one\n  - two\n\n1. x\n> said\n\\---\n\n```text\n<b>\n```\n\nend\n";
        assert_eq!(sanitised(markdown), expected);
    }

    #[test]
    fn code_that_a_ci_system_would_obey_is_no_block() {
        let markdown = "```sh\necho x\n\n  ::error::x\necho '##[error]'\n```\nend";
        let expected = "`echo x`\\\n`  ::error::x `\\\n`echo '`\\#`#[error]'`\n\nend\n";
        assert_eq!(sanitised(markdown), expected);
        assert_eq!(sanitised("```\n## comment, a::b\n```"), "```text\n## comment, a::b\n```\n");
    }

    #[test]
    fn an_open_fence_is_closed() {
        assert_eq!(sanitised("````\n```"), "````text\n```\n````\n");
    }
}
