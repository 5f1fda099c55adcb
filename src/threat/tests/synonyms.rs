//! The other words that people use lead to words of the built-in packs.

use crate::catalogue::vocabulary;
use crate::check::synonyms::{PROTOCOLS, TECHNIQUES, TYPES, WORDS};
use crate::model::WordKind;
use crate::schema::SCALES;

#[test]
fn every_row_leads_to_a_word_that_exists() {
    for (kind, rows) in [(WordKind::Technique, TECHNIQUES), (WordKind::Protocol, PROTOCOLS), (WordKind::Type, TYPES)] {
        let known = |word: &str| vocabulary().words(kind).iter().any(|def| def.name == word);
        for (words, meant) in rows {
            assert!(meant.iter().all(|word| known(word)), "{meant:?}");
            assert!(!words.iter().any(|word| known(word)), "{words:?} holds a word of its own");
        }
    }
    for (name, (words, meant)) in WORDS {
        let scale = SCALES.iter().find(|scale| scale.name == *name).unwrap();
        assert!(meant.iter().all(|word| scale.index(word).is_some()), "{meant:?}");
        assert!(!words.iter().any(|word| scale.index(word).is_some()), "{words:?}");
    }
}
