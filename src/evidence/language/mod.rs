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

use std::cell::Cell;
use std::rc::Rc;

use rustc_hash::FxHashMap;

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
    find: fn(&str, &Masked) -> Declarations,
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
    /// What is directly around it: a module, a class.
    around: Option<u32>,
    test: bool,
}

/// What a file declares.
///
/// What is around something is a chain, so that a file of a million nested modules costs a million entries.
#[derive(Debug, Default)]
struct Declarations {
    list: Vec<Declared>,
    /// Positions in `list` by name.
    by_name: FxHashMap<String, Vec<u32>>,
    /// Modules and classes with tests, or more of them, inside: the name, and what is around it.
    scopes: Vec<(String, Option<u32>)>,
}

impl Declarations {
    /// Begins a module or class inside another one.
    fn scope(&mut self, name: &str, around: Option<u32>) -> Option<u32> {
        self.scopes.push((name.to_owned(), around));
        Some(self.scopes.len() as u32 - 1)
    }

    /// Adds what is declared directly inside a module or class.
    fn add(&mut self, name: &str, around: Option<u32>, test: bool) {
        self.by_name.entry(name.to_owned()).or_default().push(self.list.len() as u32);
        self.list.push(Declared { name: name.to_owned(), around, test });
    }

    /// What is declared under a name, in order.
    fn named(&self, name: &str) -> impl Iterator<Item = &Declared> {
        let found = self.by_name.get(name).map_or(&[][..], Vec::as_slice);
        found.iter().filter_map(|index| self.list.get(*index as usize))
    }

    /// The names of what is around something, innermost first.
    fn outwards(&self, each: &Declared) -> impl Iterator<Item = &str> {
        let scope = |index: u32| self.scopes.get(index as usize);
        let all = std::iter::successors(each.around.and_then(scope), move |(_, around)| around.and_then(scope));
        all.map(|(name, _)| name.as_str())
    }
}

/// Tests with nothing around them.
impl Extend<String> for Declarations {
    fn extend<I: IntoIterator<Item = String>>(&mut self, names: I) {
        names.into_iter().for_each(|name| self.add(&name, None, true));
    }
}

impl FromIterator<String> for Declarations {
    fn from_iter<I: IntoIterator<Item = String>>(names: I) -> Declarations {
        let mut found = Declarations::default();
        found.extend(names);
        found
    }
}

/// With so many names those that are not there are compared, over all files of a model.
const COMPARED: usize = 1_000_000;

/// How many names were compared with ones that are not there: shared by all files of a model.
#[derive(Clone, Debug, Default)]
pub struct Compared(Rc<Cell<usize>>);

/// So much of what is around a test is shown: what is innermost.
const SHOWN: usize = 8;

/// The tests of a file.
#[derive(Debug)]
pub struct Tests {
    declared: Declarations,
    scopes: bool,
    /// What counts as a test in its language, in words; empty where that is not known.
    pub counts: &'static str,
    compared: Compared,
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

/// Reads the tests of a file. `compared` is that of all files of a model.
pub fn tests(path: &str, text: &str, compared: &Compared) -> Tests {
    let compared = compared.clone();
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    match LANGUAGES.iter().find(|language| language.endings.contains(&ending)) {
        Some(language) => {
            let declared = (language.find)(text, &mask(text, language.shape));
            Tests { declared, scopes: language.scopes, counts: language.test, compared, text: None }
        }
        None => {
            let text = Some(mask(text, plain::shape(ending)).code);
            let declared = Declarations::default();
            Tests { declared, scopes: false, counts: "", compared, text }
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
            let mut outwards = self.declared.outwards(each);
            wanted.iter().rev().all(|scope| outwards.next() == Some(scope))
        };
        let mut sight = Sight::Missing(None);
        for each in self.declared.named(last).filter(|each| around(each)) {
            if each.test {
                return Sight::Found;
            }
            sight = Sight::NoTest;
        }
        if sight != Sight::NoTest {
            // The right name at another place is nearer than another name.
            let elsewhere = self.declared.named(last).find(|each| each.test).map(|each| {
                let mut way: Vec<&str> = self.declared.outwards(each).take(SHOWN).collect();
                way.reverse();
                way.push(&each.name);
                way.join("::")
            });
            sight = Sight::Missing(elsewhere.or_else(|| self.near(last)));
        }
        sight
    }

    /// The test of the nearest name.
    fn near(&self, name: &str) -> Option<String> {
        let Compared(count) = &self.compared;
        let compared = count.get() + self.declared.list.len();
        if compared > COMPARED {
            return None;
        }
        count.set(compared);
        let tests = self.declared.list.iter().filter(|each| each.test);
        nearest(name, tests.map(|each| each.name.as_str())).map(str::to_owned)
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
