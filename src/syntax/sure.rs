//! Whether a fix that is offered as sure is: applied, it changes nothing of the tree and brings no other message.
//!
//! What offers a fix sees one slip. Two slips in one stretch, or one that is read again as something else, may make of
//! two good fixes a bad one; so they are tried, alone and together, before anybody is told that they can be applied unseen.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, apply, overlap};
use crate::syntax::ast::Item;
use crate::syntax::bare::bare;
use crate::syntax::limits::MAX_DIAGNOSTICS;
use crate::syntax::mend::brackets::{STRAY_BRACKET, UNCLOSED_BRACKET};
use crate::syntax::mend::strings::UNCLOSED_STRING;
use crate::syntax::mend::words::WRONG_COMMENT;
use crate::syntax::recover::codes::BRACE_ON_NEXT_LINE;
use crate::syntax::tree::separate::MISSING_SEPARATOR;

/// So much text, in bytes, is read again to try each fix of a file alone. What has more is tried once, all together.
const TRIED: usize = 256 << 10;

/// The place of a fix: its diagnostic, and which of the fixes.
type At = (usize, usize);

/// What a text says, and what is said of it.
type Read = (Vec<Item>, Vec<Diagnostic>);

/// Makes fixes maybe that do not keep what a text says, which is `items`; `read` reads a text.
pub fn doubt(text: &str, items: &[Item], diagnostics: &mut [Diagnostic], read: impl Fn(&str) -> Read) {
    doubt_layout(diagnostics);
    let all = diagnostics.iter().enumerate().flat_map(|(at, said)| {
        said.fixes.iter().enumerate().filter(|(_, fix)| fix.is_sure()).map(move |(fix, _)| (at, fix))
    });
    let all: Vec<At> = all.collect();
    if all.is_empty() {
        return;
    }
    let full = diagnostics.len() >= MAX_DIAGNOSTICS;
    let trial = Trial { text, items: bare(items.to_vec()), said: counted(diagnostics), full, read };
    let mut kept = Vec::new();
    if all.len().saturating_mul(text.len()) <= TRIED {
        kept.extend(all.iter().copied().filter(|at| trial.holds(diagnostics, &[*at])));
        if kept.len() > 1 && !trial.holds(diagnostics, &kept) {
            kept = kept.into_iter().fold(Vec::new(), |mut sound, at| {
                sound.push(at);
                if !trial.holds(diagnostics, &sound) {
                    sound.pop();
                }
                sound
            });
        }
    } else if trial.holds(diagnostics, &all) {
        return;
    }
    for (said, fix) in all.into_iter().filter(|at| !kept.contains(at)) {
        if let Some(fix) = diagnostics.get_mut(said).and_then(|said| said.fixes.get_mut(fix)) {
            *fix = fix.clone().sure_if(false);
        }
    }
}

/// Where a bracket or a string is guessed, lines and their indentation say what belongs together: what moves lines is a
/// guess there too.
fn doubt_layout(diagnostics: &mut [Diagnostic]) {
    let is = |said: &Diagnostic, of: &[crate::diag::Code]| of.contains(&said.code);
    let guessed = [UNCLOSED_BRACKET.code, STRAY_BRACKET.code, UNCLOSED_STRING.code];
    if !diagnostics.iter().any(|said| is(said, &guessed)) {
        return;
    }
    let layout = [WRONG_COMMENT.code, BRACE_ON_NEXT_LINE.code, MISSING_SEPARATOR.code];
    for fix in diagnostics.iter_mut().filter(|said| is(said, &layout)).flat_map(|said| &mut said.fixes) {
        *fix = fix.clone().sure_if(false);
    }
}

/// How often each thing is said.
type Counted = BTreeMap<(&'static str, String), usize>;

fn counted(diagnostics: &[Diagnostic]) -> Counted {
    let mut counted = Counted::new();
    for said in diagnostics {
        *counted.entry((said.code.0, said.message.clone())).or_default() += 1;
    }
    counted
}

/// A text, and what it says as it is.
struct Trial<'a, R> {
    text: &'a str,
    items: Vec<Item>,
    said: Counted,
    /// Whether more is wrong than is said.
    full: bool,
    read: R,
}

impl<R: Fn(&str) -> Read> Trial<'_, R> {
    /// Whether some fixes together change nothing but how the text is written. Of those that meet the first counts.
    fn holds(&self, diagnostics: &[Diagnostic], fixes: &[At]) -> bool {
        let mut edits = Vec::new();
        for (said, fix) in fixes {
            let Some(fix) = diagnostics.get(*said).and_then(|said| said.fixes.get(*fix)) else { continue };
            let mut meets = fix.edits.iter().flat_map(|edit| edits.iter().map(move |(span, _)| (edit.span, *span)));
            if !meets.any(|(one, other)| overlap(one, other)) {
                edits.extend(fix.edits.iter().map(|edit| (edit.span, edit.text.as_str())));
            }
        }
        let edits: Vec<_> = edits.into_iter().map(|(span, text)| (span.start, span.end, text)).collect();
        let Some(mended) = apply(self.text, &edits) else { return false };
        let (items, said) = (self.read)(&mended);
        let known =
            |(what, count): (&(&'static str, String), &usize)| self.said.get(what).is_some_and(|was| was >= count);
        if self.full {
            // The rest of the text was not looked at, and what was read last ends where that begins.
            let whole = self.items.split_last().map_or(&[][..], |(_, whole)| whole);
            return bare(items).starts_with(whole);
        }
        counted(&said).iter().all(known) && bare(items) == self.items
    }
}
