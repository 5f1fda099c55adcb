//! The examples, damaged word by word: whatever somebody types, cuts or pastes into a sound model, it is compiled
//! without a panic, the model keeps its promises, and every error says where it is.
//!
//! The dice are seeded and the cases counted, so a failure comes again. `DAMAGE=3000 cargo test damage` tries that many
//! of each example instead.

use std::collections::BTreeMap;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use palisade::diag::{Severity, apply, overlap};
use palisade::driver::{self, MemoryWorld, Options};
use palisade::fmt::format_new;
use palisade::schema::{KINDS, all};
use palisade::syntax;
use palisade::text::SourceId;

use crate::damage::words::{LANGUAGE, TOML};
use crate::examples::examples;
use crate::generate::Dice;
use crate::stable::{Files, read};

mod words;

/// How many cases of each example are tried.
const CASES: u64 = 40;

/// Words to damage a file with.
fn known(path: &str) -> Vec<&'static str> {
    if path.ends_with(".toml") {
        return TOML.to_vec();
    }
    let attributes = all().map(|(_, row)| row.name);
    KINDS.iter().map(|row| row.word).chain(attributes).chain(LANGUAGE.iter().copied()).collect()
}

/// Of them, those that begin, end or join something.
fn signs(path: &str) -> &'static [&'static str] {
    if path.ends_with(".toml") { TOML } else { LANGUAGE }
}

/// The places of words: letters, digits and what joins them, or one other sign.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut joins = false;
    for (at, c) in text.char_indices() {
        let is_letter = c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        let end = at + c.len_utf8();
        match words.last_mut() {
            Some(last) if joins && is_letter => last.end = end,
            _ if !c.is_whitespace() => words.push(at..end),
            _ => {}
        }
        joins = is_letter;
    }
    words
}

/// Changes one word of a file's text; gives what was done.
fn damage(path: &str, text: &mut String, dice: &mut Dice) -> String {
    let words = words(text);
    if words.is_empty() {
        return "nothing".to_owned();
    }
    let at = dice.below(words.len());
    let (here, next) = (words[at].clone(), words[(at + 1).min(words.len() - 1)].clone());
    let word = text[here.clone()].to_owned();
    let (what, replaced) = match dice.below(7) {
        0 => ("deleted", String::new()),
        1 => ("doubled", format!("{word} {word}")),
        2 if here.end <= next.start => {
            let neighbour = text[next.clone()].to_owned();
            text.replace_range(next, &word);
            text.replace_range(here, &neighbour);
            return format!("swapped `{word}` and `{neighbour}`");
        }
        3 => {
            let other = words[dice.below(words.len())].clone();
            ("replaced by another", text[other].to_owned())
        }
        4 => {
            let known = known(path);
            ("replaced by a word of the language", known[dice.below(known.len())].to_owned())
        }
        5 => {
            // In the middle of a word, and sometimes with all that follows it.
            let letters: Vec<usize> = word.char_indices().map(|(place, _)| place).collect();
            let cut = letters[dice.below(letters.len())];
            if dice.below(4) == 0 {
                text.truncate(here.start + cut);
                return format!("cut off in `{word}`");
            }
            ("cut", word[..cut].to_owned())
        }
        _ => {
            let signs = signs(path);
            let sign = signs[dice.below(signs.len())];
            ("given a sign", format!("{word} {sign} "))
        }
    };
    text.replace_range(here, &replaced);
    format!("`{word}` {what}: `{replaced}`")
}

/// What is wrong with how a model is compiled, if anything.
fn fault(files: &Files, root: &str) -> Option<String> {
    let mut world = MemoryWorld::new(palisade::model::date(2026, 11, 23).unwrap());
    world.add("/p/.git/HEAD", "");
    for (path, text) in files {
        world.add(format!("/p/{path}"), text.as_str());
    }
    // A file that declares no model any more is no root, and its own error says so.
    let compiled = match driver::compile(&world, &Path::new("/p").join(root), &Options::default()) {
        Ok(compiled) => compiled,
        Err(said) => return (said.severity != Severity::Error).then(|| said.message.clone()),
    };
    if let Err(broken) = compiled.model.validate() {
        return Some(format!("the model breaks its promises: {}", broken.join("; ")));
    }
    for said in &compiled.diagnostics {
        let what = || format!("{}[{}]: {}", said.severity.word(), said.code.0, said.message);
        if said.severity == Severity::Error && !said.span().is_somewhere() {
            return Some(format!("no place: {}", what()));
        }
        let edits = said.fixes.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
        for span in said.labels.iter().map(|label| label.span).chain(edits).filter(|span| span.is_somewhere()) {
            let found = compiled.sources.iter().find(|(id, _)| *id == span.source);
            let inside =
                found.is_some_and(|(_, source)| source.text.get(span.start as usize..span.end as usize).is_some());
            if !inside {
                return Some(format!("a place outside of its text ({span:?}): {}", what()));
            }
        }
    }
    None
}

/// What went wrong with one case of one example, if anything, and what was done to it.
fn case(files: &Files, root: &str, seed: u64) -> Option<String> {
    let (files, done) = damaged(files, seed);
    let found = catch_unwind(AssertUnwindSafe(|| fault(&files, root))).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        let text = text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
        Some(format!("panics: {}", text.unwrap_or_default()))
    });
    found.map(|found| format!("seed {seed}: {found}\n    {}", done.join("\n    ")))
}

/// The files of one case, and what was done to them.
fn damaged(files: &Files, seed: u64) -> (Files, Vec<String>) {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let mut files = files.clone();
    let mut names: Vec<String> = files.keys().filter(|path| path.ends_with(".tm")).cloned().collect();
    names.extend(files.keys().filter(|path| path.ends_with(".toml")).cloned());
    let mut done = BTreeMap::new();
    for step in 0..1 + dice.below(4) {
        let name = &names[dice.below(names.len())];
        if let Some(text) = files.get_mut(name) {
            done.insert(step, format!("{name}: {}", damage(name, text, &mut dice)));
        }
    }
    (files, done.into_values().collect())
}

/// Sure fixes change how a text is written and nothing else: all of them together leave what it declares, and bring no error.
#[test]
fn sure_fixes_of_damaged_examples_change_nothing() {
    let cases = std::env::var("DAMAGE").ok().and_then(|count| count.parse().ok()).unwrap_or(CASES);
    let (mut faults, mut count) = (Vec::new(), 0);
    for (number, folder) in examples().into_iter().enumerate() {
        let files = read(&folder);
        for seed in (0..cases).map(|case| (number as u64) << 32 | case) {
            let (files, done) = damaged(&files, seed);
            for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".tm")) {
                let (fixes, found) = unfixed(text);
                count += fixes;
                faults.extend(found.map(|found| format!("{path}, seed {seed}: {found}\n    {}", done.join("\n    "))));
            }
        }
    }
    assert!(count > 10 && faults.is_empty(), "{count} fixes, {} cases:\n{}", faults.len(), faults.join("\n"));
}

/// How many sure fixes a text has, and what is wrong with them all together.
fn unfixed(text: &str) -> (usize, Option<String>) {
    let before = syntax::parse(SourceId(0), text);
    let sure = || before.diagnostics.iter().flat_map(|said| &said.fixes).filter(|fix| fix.is_sure());
    let (mut taken, mut edits) = (Vec::new(), Vec::new());
    for fix in sure() {
        // What meets another one is left for the next time.
        if !fix.edits.iter().any(|edit| taken.iter().any(|span| overlap(*span, edit.span))) {
            taken.extend(fix.edits.iter().map(|edit| edit.span));
            edits.extend(fix.edits.iter().map(|edit| (edit.span.start, edit.span.end, edit.text.as_str())));
        }
    }
    let titles =
        || sure().map(|fix| format!("`{}` at {:?}", fix.title, fix.edits[0].span)).collect::<Vec<_>>().join(", ");
    let Some(mended) = apply(text, &edits) else { return (0, Some(format!("{} cannot be applied", titles()))) };
    let after = syntax::parse(SourceId(0), &mended);
    let errors =
        |parsed: &syntax::Parsed| parsed.diagnostics.iter().filter(|said| said.severity == Severity::Error).count();
    let found = if format_new(&before.file) != format_new(&after.file) {
        Some(format!("{} changes what is declared", titles()))
    } else if errors(&after) > errors(&before) {
        Some(format!("{} makes {} errors of {}", titles(), errors(&after), errors(&before)))
    } else {
        None
    };
    (sure().count(), found)
}

#[test]
fn damaged_examples_are_compiled_and_every_error_has_a_place() {
    let cases = std::env::var("DAMAGE").ok().and_then(|count| count.parse().ok()).unwrap_or(CASES);
    let mut faults = Vec::new();
    for (number, folder) in examples().into_iter().enumerate() {
        let files = read(&folder);
        let root = format!("examples/{}/model.tm", folder.file_name().unwrap().to_string_lossy());
        assert_eq!(fault(&files, &root), None, "{root} as it is");
        let seeds = (0..cases).map(|case| (number as u64) << 32 | case);
        let found = seeds.filter_map(|seed| case(&files, &root, seed));
        faults.extend(found.map(|found| format!("{root}, {found}")));
    }
    assert!(faults.is_empty(), "{} cases:\n{}", faults.len(), faults.join("\n"));
}

/// The test can say no: each way of damaging a text happens, and leaves another text.
#[test]
fn texts_are_damaged_in_every_way() {
    let before = "boundary home \"Home\" { trust = internal\n  process web\n}\nana -> web { via = https }\n";
    assert_eq!(
        words("a-b = \"ä c\",").into_iter().map(|word| &"a-b = \"ä c\","[word]).collect::<Vec<_>>(),
        ["a-b", "=", "\"", "ä", "c", "\"", ","]
    );
    let mut seen = BTreeMap::<&str, usize>::new();
    for seed in 0..400 {
        let mut text = before.to_owned();
        let done = damage("a.tm", &mut text, &mut Dice(seed));
        let ways = ["deleted", "doubled", "swapped", "another", "language", "cut off", "cut:", "sign"];
        let way = ways.into_iter().find(|way| done.contains(way)).unwrap_or_else(|| panic!("{done}"));
        *seen.entry(way).or_default() += usize::from(text != before);
    }
    assert!(seen.len() == 8 && seen.values().all(|count| *count > 5), "{seen:?}");
}
