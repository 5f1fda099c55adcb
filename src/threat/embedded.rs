//! The text of packs and rules. Generated: `UPDATE=1 cargo test catalog` rewrites it.

use crate::threat::catalog::File;

pub(super) static PACKS: &[File<'static>] = &[];

pub(super) static RULES: &[File<'static>] = &[];
