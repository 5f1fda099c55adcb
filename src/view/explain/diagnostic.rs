//! The page of a diagnostic, by its code.

use crate::diag::{CodeInfo, article};
use crate::view::explain::page::Page;

pub(super) fn page(codes: &[&CodeInfo], id: &str) -> Option<Page> {
    let info = codes.iter().find(|info| info.code.0 == id)?;
    let severity = info.severity.word();
    Some(Page {
        kind: "diagnostic",
        summary: format!("{} {severity} `{id}`: {}", article(severity), info.summary),
        source: info.explanation.trim().to_owned(),
        ..Page::default()
    })
}
