//! `control limit on web : rate-limit`: a target in the head of what names it in its block.

use crate::diag::Certainty;
use crate::syntax::ast::{Head, Reference};
use crate::syntax::recover::codes::SYNTAX;
use crate::syntax::recover::heads::bare_head;
use crate::syntax::recover::stretch::{Cure, Stretch};
use crate::syntax::words;

/// `control limit on web : rate-limit`. Without a type it is read, and checked later.
pub fn misplaced_target(stretch: &Stretch<'_>) -> Option<Cure> {
    let Head::On { verb, subject, target, as_id: false, label: None } = bare_head(stretch)? else { return None };
    if !stretch.junk().starts_with(':') || !words::DECLARATIONS.contains(&verb.text.as_str()) {
        return None;
    }
    let length = |start: u32, end: u32| (end - start) as usize;
    let name = length(verb.span.start, subject.span.end);
    let target_span = match target {
        Reference::Name(name) => name.span,
        Reference::Flow { span, .. } => *span,
    };
    let (start, end) = (name, length(verb.span.start, target_span.end));
    let mut edits = vec![(start, end, String::new())];
    let message = format!("a `{}` takes no `on` behind its name", verb.text);
    let at = (start + 1, end);
    if verb.text != words::CONTROL {
        let help = "remove it; what a declaration is about stands in its block".to_owned();
        let (title, certainty) = (String::new(), Certainty::Maybe);
        return Some(Cure { info: &SYNTAX, at, message, help, title, certainty, edits });
    }
    let on = format!("on = {}", stretch.text.get(end - length(target_span.start, target_span.end)..end)?);
    let behind = stretch.text.get(stretch.junk_end..)?;
    let brace = stretch.junk_end + behind.len() - behind.trim_start().len();
    match behind.trim_start().strip_prefix('{') {
        Some(block) => {
            let comma = if block.trim_start().starts_with('}') { "" } else { "," };
            edits.push((brace + 1, brace + 1, format!(" {on}{comma}")));
        }
        None => {
            let head = stretch.bad + stretch.junk().len();
            edits.push((head, head, format!(" {{ {on} }}")));
        }
    }
    let help = format!("it stands in the block: `{} {} : … {{ {on} }}`", verb.text, subject.text);
    let title = "put it into the block".to_owned();
    Some(Cure { info: &SYNTAX, at, message, help, title, certainty: Certainty::Maybe, edits })
}
