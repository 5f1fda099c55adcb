//! Targets that read text: the language, and everything foreign that a run may read.

use std::path::Path;

use palisade::driver::{Compilation, MemoryWorld, Missing, Options, codes, compile, pictured, products, ways};
use palisade::emit::{PICTURES, json, markdown};
use palisade::layout::Embedded;
use palisade::model::parse_date;
use palisade::text::{Source, SourceId, Sources};
use palisade::view::document::Whole;
use palisade::view::picture::find;
use palisade::view::picture::views::WHOLE;
use palisade::view::report::Report;
use palisade::{config as settings, diag, evidence as tests, fmt, import as foreign, syntax};

/// What stands before the text of each further file of a model, with its path behind it.
pub const FILE: &str = "//// ";

/// Any text is a tree and diagnostics with places; what is well-formed is printed so that it means the same again.
pub fn parse(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut sources = Sources::default();
    let source = sources.add(Source::new("model.tm", text.as_ref()));
    let text = sources.get(source).map_or("", |source| &source.text).to_owned();
    let parsed = syntax::parse(source, &text);
    shown(&sources, &parsed.diagnostics);
    if parsed.diagnostics.iter().any(|each| each.severity == diag::Severity::Error) {
        return;
    }
    let printed = fmt::format(&parsed.file, &text);
    let again = syntax::parse(source, &printed);
    let errors: Vec<_> = again.diagnostics.iter().filter(|each| each.severity == diag::Severity::Error).collect();
    assert!(errors.is_empty(), "what is printed can be read: {errors:?}\n{printed}");
    assert_eq!(fmt::format(&again.file, &printed), printed, "what is printed is printed the same again");
}

/// Any texts are a model, as far as they go, with all that people and programs are shown of it.
pub fn check(data: &[u8]) {
    let Some(made) = compiled(&String::from_utf8_lossy(data)) else { return };
    shown(&made.sources, &made.diagnostics);
    let input = made.view();
    let mut out = Vec::new();
    json::write(&Whole::new(input.clone()), &mut out).expect("memory is there");
    markdown::write(&Report::new(input), &mut out).expect("memory is there");
    // What would close a threat compiles the model several times more.
    if data.len() < 4 << 10
        && let Some(threat) = made.threats.threats.first()
    {
        ways(&world(&String::from_utf8_lossy(data)), &made, threat, 2);
    }
}

/// Any texts are drawn, as far as limits allow: everything that `build` writes, and the whole in every other format.
pub fn build(data: &[u8]) {
    let Some(made) = compiled(&String::from_utf8_lossy(data)) else { return };
    products(&made, &Embedded, |path, bytes| match bytes {
        Ok(bytes) => assert!(!bytes.is_empty(), "{}", path.display()),
        Err(Missing::Picture(said)) => assert!(!said.message.contains("engine"), "{}", said.message),
        Err(Missing::Fault(fault)) => panic!("{}: {fault:?}", path.display()),
    });
    let input = made.view();
    let Ok(whole) = find(&input, WHOLE) else { return };
    for format in PICTURES.iter().filter(|format| !format.needs_layout) {
        let mut out = Vec::new();
        let _ = (format.write)(&pictured(&input, &whole, format), &Embedded, &mut out);
    }
}

/// The model of a text, with further files behind lines that begin with [`FILE`].
fn compiled(text: &str) -> Option<Compilation> {
    compile(&world(text), Path::new("model.tm"), &Options::default()).ok()
}

fn world(text: &str) -> MemoryWorld {
    let mut world = MemoryWorld::new(parse_date("2026-11-23").expect("a date"));
    let mut name = "model.tm".to_owned();
    let mut own = String::new();
    for line in text.split_inclusive('\n') {
        match line.strip_prefix(FILE) {
            Some(path) => {
                world.add(&name, std::mem::take(&mut own));
                name = path.trim().chars().filter(|ch| !ch.is_control()).collect();
            }
            None => own.push_str(line),
        }
    }
    world.add(&name, own);
    world
}

/// Any text is a model or says why it is none; a model that comes of it can be read.
pub fn import(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut sources = Sources::default();
    let source = sources.add(Source::new("model.json", text.as_ref()));
    for importer in foreign::IMPORTERS {
        let imported = (importer.read)(source, &text);
        shown(&sources, &imported.diagnostics);
        if imported.diagnostics.iter().any(|each| each.severity == diag::Severity::Error) {
            continue;
        }
        let printed = fmt::format_new(&imported.file);
        let again = syntax::parse(SourceId(0), &printed);
        let errors: Vec<_> = again.diagnostics.iter().filter(|each| each.severity == diag::Severity::Error).collect();
        assert!(errors.is_empty(), "what is imported can be read: {errors:?}\n{printed}");
    }
}

/// Any text is a configuration, and diagnostics.
pub fn config(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut sources = Sources::default();
    let source = sources.add(Source::new("palisade.toml", text.as_ref()));
    let (_, diagnostics) = settings::parse(source, &text, &codes(), None);
    shown(&sources, &diagnostics);
}

/// Any bytes are results of tests, or a fault with a place.
pub fn results(data: &[u8]) {
    if let Ok(results) = tests::read(data) {
        for name in ["quotes", "a::b", ""] {
            tests::proof(&results, "tests/web.rs", name);
        }
    }
}

/// Any text in any language declares some tests, and one is found among them or not.
pub fn evidence(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (first, text) = text.split_once('\n').unwrap_or(("a.rs", &text));
    let (path, name) = first.split_once(' ').unwrap_or((first, "quotes"));
    tests::tests(path, text, &tests::Compared::default()).find(name);
}

/// Shows diagnostics as a terminal does and as an editor does.
fn shown(sources: &Sources, diagnostics: &[diag::Diagnostic]) {
    for each in diagnostics.iter().take(50) {
        diag::render(sources, each, diag::Style::default());
        diag::render_short(sources, each);
    }
}

/// The JSON document of a model, where it has no errors; for seeds.
pub fn document(data: &[u8]) -> Option<Vec<u8>> {
    let made = compiled(&String::from_utf8_lossy(data)).filter(|made| !made.incomplete)?;
    let mut out = Vec::new();
    json::write(&Whole::new(made.view()), &mut out).ok()?;
    Some(out)
}
