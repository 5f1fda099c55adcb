//! Which tests a source file declares, language by language.
//!
//! One file a language or a family of them, and one list. A language that is not in it is searched for the name as a
//! whole word, which shows no test: it may be spoken of anywhere.

mod annotated;
mod called;
mod go;
mod lines;
mod plain;
mod python;
mod rust;
mod script;

use crate::diag::nearest;
use crate::evidence::mask::{Masked, Shape, mask};
use crate::evidence::token::is_word;

/// A language whose tests are known.
#[derive(Debug)]
pub struct Language {
    /// What people call it.
    pub name: &'static str,
    /// The endings of its files.
    pub endings: &'static [&'static str],
    /// What counts as a test, in words; for the book.
    pub test: &'static str,
    /// Its comments and strings.
    pub(super) shape: &'static Shape,
    /// Finds its declarations.
    find: fn(&str, &Masked) -> Vec<Declared>,
    /// Whether `::` in a test's name separates what is around it.
    scopes: bool,
}

/// Every language.
pub static LANGUAGES: &[&Language] = &[
    &rust::LANGUAGE,
    &python::LANGUAGE,
    &go::LANGUAGE,
    &annotated::JAVA,
    &annotated::KOTLIN,
    &annotated::CSHARP,
    &script::LANGUAGE,
    &called::RUBY,
    &called::ELIXIR,
    &called::PHP,
    &called::SWIFT,
    &called::CPP,
    &lines::BATS,
    &lines::GHERKIN,
    &lines::ROBOT,
    &lines::REGO,
];

/// Something that is declared, and whether it is a test.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Declared {
    name: String,
    /// What is around it, outermost first: modules, classes.
    scopes: Vec<String>,
    test: bool,
}

impl Declared {
    /// A test with nothing around it.
    fn alone(name: String) -> Declared {
        Declared { name, scopes: Vec::new(), test: true }
    }
}

/// The tests of a file.
#[derive(Debug)]
pub struct Tests {
    declared: Vec<Declared>,
    scopes: bool,
    /// What counts as a test in its language, in words; empty where that is not known.
    pub counts: &'static str,
    /// The text without comments, where the language is not known.
    text: Option<String>,
}

/// What a search for a test gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sight {
    /// It is there.
    Found,
    /// Its name is there, as a whole word; the language is not known, so that it may be no test.
    ByText,
    /// Something of that name is there, but nothing says that it is a test.
    NoTest,
    /// It is not there; the nearest name, if one is near.
    Missing(Option<String>),
}

/// Reads the tests of a file.
pub fn tests(path: &str, text: &str) -> Tests {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    match LANGUAGES.iter().find(|language| language.endings.contains(&ending)) {
        Some(language) => {
            let declared = (language.find)(text, &mask(text, language.shape));
            Tests { declared, scopes: language.scopes, counts: language.test, text: None }
        }
        None => {
            let text = Some(mask(text, plain::shape(ending)).code);
            Tests { declared: Vec::new(), scopes: false, counts: "", text }
        }
    }
}

impl Tests {
    /// Looks for a test: `NAME`, or `Class::NAME` where the language has what is around it.
    pub fn find(&self, name: &str) -> Sight {
        if let Some(text) = &self.text {
            return if has_word(text, name) { Sight::ByText } else { Sight::Missing(None) };
        }
        let mut wanted: Vec<&str> = if self.scopes { name.split("::").collect() } else { vec![name] };
        let last = wanted.pop().unwrap_or(name);
        let around = |each: &Declared| {
            let skip = each.scopes.len().checked_sub(wanted.len());
            skip.is_some_and(|skip| each.scopes.iter().skip(skip).zip(&wanted).all(|(a, b)| a == b))
        };
        let mut sight = Sight::Missing(None);
        for each in self.declared.iter().filter(|each| each.name == last && around(each)) {
            if each.test {
                return Sight::Found;
            }
            sight = Sight::NoTest;
        }
        if sight != Sight::NoTest {
            let tests = || self.declared.iter().filter(|each| each.test);
            // The right name at another place is nearer than another name.
            let elsewhere = tests()
                .find(|each| each.name == last)
                .map(|each| each.scopes.iter().chain([&each.name]).map(String::as_str).collect::<Vec<_>>().join("::"));
            let near = || nearest(last, tests().map(|each| each.name.as_str())).map(str::to_owned);
            sight = Sight::Missing(elsewhere.or_else(near));
        }
        sight
    }
}

/// Whether a text has a name as a whole word.
fn has_word(text: &str, name: &str) -> bool {
    !name.is_empty()
        && text.match_indices(name).any(|(at, _)| {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            let after = text.get(at + name.len()..).and_then(|after| after.chars().next());
            !before.is_some_and(is_word) && !after.is_some_and(is_word)
        })
}

#[cfg(test)]
mod cases;
