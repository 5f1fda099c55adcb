//! The compiled form of the catalogue: one blob, of which a start reads as little as it can.
//!
//! The vocabulary and the head of every rule (its id and packs) are read at once; a rule's body is a run of bytes
//! that is read when the rule is wanted. So what a start costs grows with the packs in use, not with the catalogue.
//! It must not know where the blob comes from.
//!
//! A blob stands behind some kilobytes of text ([`HEAD`]). Git takes a file for binary where it finds a zero byte in the
//! first 8,000, and two branches that both changed a binary file conflict; this one is joined line by line, as
//! `.gitattributes` says. What comes of that is no blob, and is found out: the catalogue is compiled from its text then,
//! until somebody runs `UPDATE=1 cargo test`.

use std::hash::Hasher;
use std::sync::Arc;

use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use crate::model::{Bits, Vocabulary};
use crate::rules::Rule;
use crate::schema;

/// A file of the catalogue: a pack's name (`core`) or a rule's path (`injection/sql.tm`), and its text.
pub type File<'a> = (&'a str, &'a str);

/// Raised whenever the shape of the compiled form changes without the schema changing.
const FORMAT: u64 = 6;

/// How many bytes of text stand before a blob: more than Git looks at.
pub(super) const HEAD: usize = 8192;

/// What the text before a blob says.
const SAYS: &str = "The compiled form of the catalogue beside this file. Generated: `UPDATE=1 cargo test` rewrites it, and that is the \
                    way to mend it after a merge. Blanks follow, so that Git joins two of these instead of reporting a conflict.";

/// A blob with its heads read and its rules still packed.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Packed<'a> {
    /// Types, protocols and techniques of every pack.
    pub(super) vocabulary: Arc<Vocabulary>,
    /// Every rule's id, with the packs that it needs.
    pub(super) names: Vec<(SmolStr, Bits)>,
    /// The ids of those that give one threat for all flows between two things.
    pub(super) paired: Vec<SmolStr>,
    /// The rules, in the same order.
    #[serde(borrow)]
    bodies: Vec<&'a [u8]>,
}

impl Packed<'_> {
    /// Unpacks the rules whose packs are wanted, in the order of the catalogue.
    pub(super) fn rules(&self, wanted: impl Fn(&Bits) -> bool) -> Vec<Rule> {
        let rules = self.names.iter().zip(&self.bodies).filter(|((_, packs), _)| wanted(packs));
        // INVARIANT: the fingerprint fits, so `pack` of this very version wrote the bytes, and they can be read.
        rules.filter_map(|(_, body)| postcard::from_bytes(body).ok()).collect()
    }
}

/// The blob of a vocabulary and rules that were compiled from some files.
pub(super) fn pack(
    vocabulary: &Arc<Vocabulary>,
    rules: &[Rule],
    packs: &[File<'_>],
    rule_files: &[File<'_>],
) -> Vec<u8> {
    // What has no compiled form (evidence, names of rules) is not part of vocabulary and rules, so this succeeds; an
    // empty blob would only make every start compile the text.
    let bodies: Vec<Vec<u8>> = rules.iter().map(|rule| postcard::to_stdvec(rule).unwrap_or_default()).collect();
    let packed = Packed {
        vocabulary: vocabulary.clone(),
        names: rules.iter().map(|rule| (rule.id.clone(), rule.packs.clone())).collect(),
        paired: rules.iter().filter(|rule| rule.is_paired()).map(|rule| rule.id.clone()).collect(),
        bodies: bodies.iter().map(Vec::as_slice).collect(),
    };
    let body = postcard::to_stdvec(&packed).unwrap_or_default();
    let mut bytes = format!("{SAYS:<width$}\n", width = HEAD - 1).into_bytes();
    bytes.extend(fingerprint(packs, rule_files).to_le_bytes());
    bytes.extend(whole(packs, rule_files, &body).to_le_bytes());
    bytes.extend(body);
    bytes
}

/// Reads the heads of a blob; `None` where other files, another schema or another version wrote it.
pub(super) fn open<'a>(blob: &'a [u8], packs: &[File<'_>], rule_files: &[File<'_>]) -> Option<Packed<'a>> {
    let (print, rest) = blob.get(HEAD..)?.split_first_chunk::<8>()?;
    let (all, body) = rest.split_first_chunk::<8>()?;
    // To look at every byte costs more than a start may, so that is left to builds in which files change.
    let changed = || cfg!(debug_assertions) && u64::from_le_bytes(*all) != whole(packs, rule_files, body);
    if u64::from_le_bytes(*print) != fingerprint(packs, rule_files) || changed() {
        return None;
    }
    postcard::from_bytes(body).ok()
}

/// Every byte of the files and of their compiled form.
fn whole(packs: &[File<'_>], rule_files: &[File<'_>], body: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    packs.iter().chain(rule_files).for_each(|(_, text)| hasher.write(text.as_bytes()));
    hasher.write(body);
    hasher.finish()
}

/// What the compiled form depends on: its shape, the positions of attributes and words, and the files.
fn fingerprint(packs: &[File<'_>], rule_files: &[File<'_>]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u64(FORMAT);
    for (_, row) in schema::all() {
        hasher.write(row.name.as_bytes());
        hasher.write_u32(row.on.0);
    }
    for scale in schema::SCALES {
        scale.names().for_each(|word| hasher.write(word.as_bytes()));
    }
    for (name, text) in packs.iter().chain(rule_files) {
        hasher.write(name.as_bytes());
        hasher.write_usize(text.len());
    }
    hasher.finish()
}
