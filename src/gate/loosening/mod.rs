//! What loosens the gate: everything by which somebody lets a model pass that would not pass otherwise, listed so that
//! whoever does it is seen doing it.
//!
//! It judges nothing: to accept a risk is a decision like any other, and to be read like one. Each kind has a code, so
//! that `[lints]` may make it fail; a level that hides the code hides nothing of this list.

mod answers;
mod codes;
mod facts;
mod reach;
mod settings;
#[cfg(test)]
mod tests;
mod words;

use rustc_hash::FxHashMap;

use crate::config::{Config, Level, Lints};
use crate::diag::{CodeInfo, Diagnostic};
use crate::gate::{Verdict, few, many, some};
use crate::text::Span;
use crate::threat::Findings;

pub use codes::CODES;

/// So many single things are told of a kind of which the model holds the whole list: claims and questions.
const TOLD: usize = 100;

/// What the call asks for beside the configuration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Levels of warnings.
    pub lints: Lints,
    /// The gate's level, where it was given.
    pub fail_on: Option<Option<Level>>,
    /// The same for questions.
    pub fail_on_unknown: Option<Option<Level>>,
    /// The same for evidence.
    pub require_evidence: Option<Option<Level>>,
    /// Whether a failed gate is no failure of the run.
    pub exit_zero: bool,
}

/// Why a `.tm` file was passed over, or what was not seen of a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Git ignores it, or a folder around it.
    GitIgnored,
    /// Its name, or that of a folder around it, begins with a dot.
    DotFolder,
    /// It is a link that leads out of the project, to nothing, or to what no model may read.
    Link,
    /// Its name ends in `.tm` for a reader only.
    Spelled,
    /// It is another model, which is used, and not checked in this run.
    Unchecked,
    /// It lies where the run searched or looked for parts, and no model includes it.
    Orphan,
    /// It lies beside a file that the call names.
    Beside,
    /// It is a link that leads to nothing in the project, where a folder of models may have stood.
    Astray,
    /// It is a folder: one that is passed over, and was not looked through to its end.
    Unsearched,
    /// It is a folder: more was passed over in it than is told.
    More,
}

impl Why {
    /// Every reason for a file.
    pub const OF_FILES: [Why; 7] =
        [Why::GitIgnored, Why::DotFolder, Why::Link, Why::Spelled, Why::Unchecked, Why::Orphan, Why::Beside];

    /// In words, behind the path or a number of files.
    pub fn words(self) -> &'static str {
        match self {
            Why::GitIgnored => "ignored by git",
            Why::DotFolder => "hidden by a dot",
            Why::Link => "a link that leads nowhere a model may read",
            Why::Spelled => "not spelled `.tm` at its end",
            Why::Orphan => "included by no model of this run",
            Why::Unchecked => "a model that is used, and not checked in this run",
            Why::Beside => "beside a file that was named, and not looked at",
            Why::Astray => "a link that leads out of what is searched, or to nothing",
            Why::Unsearched => "a folder that was not looked through to its end",
            Why::More => "a folder in which more `.tm` files were passed over",
        }
    }
}

/// A `.tm` file of the project that is part of no model of this run, or a folder that was not seen whole.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PassedOver {
    /// From the project's folder, with `/`.
    pub path: String,
    /// Why.
    pub why: Why,
}

/// What the list is made from.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// What was found.
    pub found: Findings<'a>,
    /// What the gate says of it.
    pub verdict: &'a Verdict,
    /// The configuration in effect.
    pub config: &'a Config,
    /// How many rules the configuration switches off.
    pub rules_off: usize,
    /// What the call asks for.
    pub asked: &'a Asked,
    /// Files that were passed over.
    pub passed_over: &'a [PassedOver],
    /// The codes that levels may be set for.
    pub codes: &'a [&'static CodeInfo],
}

/// One thing that loosens the gate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matter {
    /// What it is, in words; of many names the first.
    pub text: String,
    /// The same with all names, where the words have the first alone.
    full: Option<String>,
    /// Where it is said; nowhere for options of the call and for files that were not read.
    pub span: Span,
    /// How many threats it closes or hides, where that is known.
    pub threats: Option<usize>,
    /// What many of it share, in words behind their number: where files lie, and why they were not read.
    shared: Option<String>,
}

/// All of one kind that loosens the gate.
#[derive(Clone, Debug)]
pub struct Loosened {
    /// Its code.
    pub info: &'static CodeInfo,
    /// How much of it there is, in words.
    pub summary: String,
    /// How many there are.
    pub count: usize,
    /// Each of them, in the order of the sources; of claims and questions the first hundred, the gravest first.
    pub matters: Vec<Matter>,
    /// Where all of it is said, if it is one thing to be told of and not many.
    whole: Option<Span>,
    /// What to do about it.
    help: &'static str,
}

/// Everything that loosens the gate, by kind, in the order in which a reviewer looks: what holds for the whole run
/// first, then what the model says, then the files that nobody read, which may be many.
#[derive(Clone, Debug, Default)]
pub struct Loosening {
    /// The kinds that occur.
    pub kinds: Vec<Loosened>,
}

/// Lists what loosens the gate.
pub fn loosening(around: &Around<'_>) -> Loosening {
    let kinds = [
        settings::gate(around),
        settings::risk(around),
        settings::lints(around),
        settings::rules(around),
        facts::out_of_scope(around),
        reach::not_followed(around),
        facts::superseded(around),
        reach::undecided(around),
        words::implied(around),
        answers::decisions(around),
        answers::wildcards(around),
        answers::assumptions(around),
        answers::claims(around),
        answers::questions(around),
        settings::passed_over(around),
        settings::unsearched(around),
    ];
    Loosening { kinds: kinds.into_iter().flatten().collect() }
}

impl Loosened {
    /// A kind of which each thing is told on its own; nothing where there is none.
    fn each(
        info: &'static CodeInfo,
        help: &'static str,
        matters: Vec<Matter>,
        summary: impl FnOnce(&[Matter]) -> String,
    ) -> Option<Loosened> {
        let summary = (!matters.is_empty()).then(|| summary(&matters))?;
        Some(Loosened { info, help, summary, count: matters.len(), whole: None, matters })
    }

    /// Whether it is one thing to be told of: the model holds the whole list of it elsewhere.
    pub fn is_one(&self) -> bool {
        self.whole.is_some()
    }

    /// What the summary counts and does not name: to be told below it. Nothing of claims and questions, of which the
    /// output has lists of its own.
    pub fn unnamed(&self) -> Vec<Matter> {
        let named = self.is_one() || self.matters.iter().all(|matter| self.summary.contains(&matter.text));
        if named { Vec::new() } else { self.told() }
    }

    /// Each matter, but of many that share something their number: for people.
    pub fn told(&self) -> Vec<Matter> {
        const ALONE: usize = 3;
        let mut shares: FxHashMap<&str, (usize, bool)> = FxHashMap::default();
        for shared in self.matters.iter().filter_map(|matter| matter.shared.as_deref()) {
            shares.entry(shared).or_default().0 += 1;
        }
        let told = self.matters.iter().filter_map(|matter| {
            match matter.shared.as_deref().and_then(|shared| Some((shared, shares.get_mut(shared)?))) {
                Some((shared, (count, told))) if *count > ALONE => {
                    let first = !std::mem::replace(told, true);
                    first.then(|| Matter::new(format!("{count} {shared}"), matter.span))
                }
                _ => Some(matter.clone()),
            }
        });
        told.collect()
    }

    /// Whether the gate's sentence counts it already.
    pub fn is_in_the_sentence(&self) -> bool {
        self.info.code == codes::QUESTIONS.code
    }

    /// The diagnostics of it, for a run in which its code has a level.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let said = |span: Span, text: &str| Diagnostic::new(self.info, span, text).help(self.help);
        match self.whole {
            Some(span) => vec![said(span, &self.summary)],
            None => self.matters.iter().map(|matter| said(matter.span, &matter.text)).collect(),
        }
    }
}

impl Matter {
    fn new(text: String, span: Span) -> Matter {
        Matter { text, full: None, span, threats: None, shared: None }
    }

    /// One whose words name things: by name, so that others are seen to be others, in backticks.
    fn naming(mut names: Vec<String>, span: Span, words: impl Fn(&str) -> String) -> Matter {
        names.sort_unstable();
        let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
        let (first, all) = (few(&names), some(&names, MOST_NAMES));
        let full = (first != all).then(|| words(&all));
        Matter { full, ..Matter::new(words(&first), span) }
    }

    /// What it is, in words, with the names of all that it is about.
    pub fn in_full(&self) -> &str {
        self.full.as_deref().unwrap_or(&self.text)
    }

    /// `TEXT closes 2 threats`.
    fn closing(text: &str, threats: usize, span: Span) -> Matter {
        let text = format!("{text} closes {}", many(threats, "threat"));
        Matter { threats: Some(threats), ..Matter::new(text, span) }
    }
}

/// The threats of some things, all together.
fn sum(matters: &[Matter]) -> usize {
    matters.iter().filter_map(|matter| matter.threats).sum()
}

/// The first names in backticks, and how many follow; by name, so that others are seen to be others.
fn names(mut names: Vec<String>) -> String {
    names.sort_unstable();
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    few(&names)
}

/// So many names stand where all of them are told.
const MOST_NAMES: usize = 1_000;

/// The first of them, and how many follow.
fn list(matters: &[Matter]) -> String {
    let texts: Vec<&str> = matters.iter().map(|matter| matter.text.as_str()).collect();
    few(&texts)
}
