//! The book: its reference pages follow from the tables, and every model in it (and in the README) compiles.

// All commands and formats are there in a build with all features.
#[cfg(all(feature = "cli", feature = "layout", feature = "png"))]
mod lists;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use palisade::catalogue;
use palisade::diag::Severity;
use palisade::driver::{self, Compilation, MemoryWorld, Options};
use palisade::model::{Model, Value, Vocabulary, WordDef};
use palisade::schema::{self, AttrId, KINDS};
use palisade::syntax::ast::{Doc, Head};

use crate::markdown::{Fence, fences};
use crate::packs::{attribute, declarations, texts, words};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Whoever reads the pages of the reference has them written first, where this run writes them.
fn written() {
    static WRITTEN: LazyLock<()> = LazyLock::new(the_reference_says_what_the_tables_say);
    if crate::accept::updating() {
        LazyLock::force(&WRITTEN);
    }
}

#[test]
fn the_reference_says_what_the_tables_say() {
    let pages = [
        ("attributes", attributes()),
        ("packs", packs()),
        ("types", types()),
        ("protocols", protocols()),
        ("techniques", techniques()),
        ("rules", rules()),
        ("predicates", predicates()),
        ("diagnostics", diagnostics()),
    ];
    #[cfg(all(feature = "cli", feature = "layout", feature = "png"))]
    let pages = pages.into_iter().chain(lists::pages());
    for (name, text) in pages {
        let path = root().join(format!("book/src/reference/{name}.md"));
        crate::accept::holds(&path, &text);
    }
    #[cfg(all(feature = "cli", feature = "layout", feature = "png"))]
    lists::hold();
}

#[test]
fn every_code_is_unique_and_explained() {
    let codes = driver::codes();
    let mut names: Vec<&str> = codes.iter().map(|info| info.code.0).collect();
    names.sort_unstable();
    let before = names.len();
    names.dedup();
    assert_eq!(before, names.len(), "two diagnostics share a code");
    for info in codes {
        assert!(!info.summary.is_empty() && info.explanation.trim().len() > 40, "`{}` is not explained", info.code.0);
    }
}

/// A block marked `error` must have an error, `warn` a warning and no error, the others neither. The reference of
/// diagnostics is looked at by [`repairs_repair`] as well: its plain blocks are pieces of models.
#[test]
fn models_in_prose_compile_as_they_say() {
    written();
    let names = [
        "README.md",
        "book/src/language.md",
        "book/src/findings.md",
        "book/src/data-flow.md",
        "book/src/attack-paths.md",
    ];
    let reference = ["book/src/reference/diagnostics.md", "book/src/reference/predicates.md"];
    for name in names.into_iter().chain(reference) {
        let text = std::fs::read_to_string(root().join(name)).unwrap();
        let mut seen = 0;
        for fence in fences(&text).into_iter().filter(|fence| fence.language == "tm") {
            seen += 1;
            if name.ends_with("diagnostics.md") && !marked(&fence) {
                continue;
            }
            let compiled = compiled(&fence.body);
            let worst = compiled.diagnostics.iter().map(|diagnostic| diagnostic.severity).max();
            let place = format!("{name}:{}: {:#?}", fence.first_line, said(&compiled));
            match (fence.has("error"), fence.has("warn")) {
                (true, _) => assert_eq!(worst, Some(Severity::Error), "{place}"),
                (_, true) => assert_eq!(worst, Some(Severity::Warning), "{place}"),
                _ => assert!(worst.is_none() || worst == Some(Severity::Note), "{place}"),
            }
        }
        assert!(seen > 0, "{name} shows no model");
    }
}

/// In the reference of diagnostics a block that is marked brings its code about; a plain one beside it is the repair
/// and does not, and is well formed, as every plain one is.
#[test]
fn repairs_repair() {
    let (mut faults, mut repairs) = (0, 0);
    for info in driver::codes() {
        let blocks: Vec<Fence> = fences(info.explanation).into_iter().filter(|fence| fence.language == "tm").collect();
        let is_shown = blocks.iter().any(marked);
        for fence in &blocks {
            let compiled = compiled(&fence.body);
            let place = format!("`{}`: {:#?}\n{}", info.code.0, said(&compiled), fence.body);
            let found = compiled.diagnostics.iter().any(|said| said.code == info.code);
            if marked(fence) {
                assert!(found, "does not bring about {place}");
                faults += 1;
            } else {
                let tree = palisade::syntax::parse(palisade::text::SourceId(0), &fence.body);
                assert!(tree.diagnostics.is_empty(), "is not well formed: {place}");
                assert!(!is_shown || !found, "does not repair {place}");
                repairs += usize::from(is_shown);
            }
        }
    }
    assert!(faults > 60 && repairs > 30, "{faults} faults, {repairs} repairs");
}

fn marked(fence: &Fence) -> bool {
    fence.has("error") || fence.has("warn")
}

fn said(compiled: &Compilation) -> Vec<String> {
    let said = compiled.diagnostics.iter();
    said.map(|diagnostic| palisade::diag::render_short(&compiled.sources, diagnostic)).collect()
}

/// A piece of prose as a model of its own.
fn compiled(text: &str) -> Compilation {
    let body = match text.contains("\nmodel ") || text.starts_with("model ") {
        true => text.to_owned(),
        false => format!("model m\n{text}"),
    };
    let mut world = MemoryWorld::new(palisade::model::date(2026, 11, 23).unwrap());
    world.add("/p/.git/HEAD", "");
    world.add("/p/model.tm", body);
    driver::compile(&world, Path::new("/p/model.tm"), &Options { orphans: true, ..Options::default() }).unwrap()
}

/// What the chapter on findings shows is what its commands print. `| from WORD` leaves out what stands before the last
/// line that begins with the word.
#[cfg(feature = "cli")]
#[test]
fn commands_in_the_book_print_what_it_says() {
    let path = root().join("book/src/findings.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let project = tempfile::tempdir().unwrap();
    std::fs::create_dir(project.path().join(".git")).unwrap();
    let mut expected = page.clone();
    let mut shown = 0;
    for fence in fences(&page) {
        if let Some(file) = fence.value("file") {
            std::fs::write(project.path().join(file), &fence.body).unwrap();
        }
        if fence.language != "console" {
            continue;
        }
        shown += 1;
        let call = fence.body.lines().next().unwrap();
        let (command, from) = match call.strip_prefix("$ palisade ").unwrap().split_once(" | from ") {
            Some((command, word)) => (command, Some(word)),
            None => (call.strip_prefix("$ palisade ").unwrap(), None),
        };
        // Words, and 'several words in quotes'.
        let quoted = command.split('\'').enumerate();
        let words = quoted.flat_map(|(index, part)| match index % 2 {
            0 => part.split_whitespace().collect::<Vec<_>>(),
            _ => vec![part],
        });
        let mut run = std::process::Command::new(env!("CARGO_BIN_EXE_palisade"));
        let run = run.current_dir(project.path()).env("NO_COLOR", "1").args(words).args(["--today", "2026-11-23"]);
        let output = run.output().unwrap();
        assert!(output.stderr.is_empty(), "{call}: {}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8(output.stdout).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        let first = from.map_or(0, |word| {
            let starts = |line: &&str| line.starts_with(word);
            let last = lines.iter().rposition(starts).unwrap();
            // A block of such lines from its first.
            lines[..=last].iter().rposition(|line| !starts(line)).map_or(0, |before| before + 1)
        });
        let body = format!("{call}\n{}\n", lines[first..].join("\n"));
        expected = expected.replacen(&fence.body, &body, 1);
    }
    assert!(shown >= 4, "only {shown} commands are shown");
    crate::accept::holds(&path, &expected);
}

const GENERATED: &str = "<!-- written by `UPDATE=1 cargo test`; edit the tables instead -->\n\n";
fn attributes() -> String {
    let mut page = format!("# Attributes\n\n{GENERATED}");
    for kind in KINDS {
        let forms = kind.kind.forms().replace('\n', "` or `");
        writeln!(page, "## {}\n\n{}\n\n`{forms}`\n", kind.word, kind.doc).unwrap();
        page.push_str("| attribute | takes | says |\n|---|---|---|\n");
        for (_, row) in schema::attributes_of(kind.kind) {
            let required = if row.required { " **Required.**" } else { "" };
            let takes = row.ty.describe().replace('|', "\\|");
            writeln!(page, "| `{}` | {takes} | {}{required} |", row.name, row.says()).unwrap();
        }
        page.push('\n');
    }
    page.trim_end().to_owned() + "\n"
}

fn pack(vocabulary: &Vocabulary, pack: palisade::model::PackId) -> &str {
    vocabulary.packs.get(pack.0 as usize).map_or("", |name| name.as_str())
}

/// What each pack is about, as it says itself, and how much is in it.
fn packs() -> String {
    let library = catalogue::builtin();
    let vocabulary = &library.vocabulary;
    let mut page = format!(
        "# Packs\n\n{GENERATED}`std.core` is always in scope. The others come by `use`, one a line in the model's root \
         file; a rule that names several is in force when all of them are in use.\n\n\
         | pack | holds | types | protocols | techniques | rules |\n|---|---|---|---|---|---|\n"
    );
    for (file, _) in catalogue::sources().0 {
        let name = format!("std.{file}");
        let Some(id) = vocabulary.packs.iter().position(|known| *known == *name).map(|id| id as u16) else { continue };
        let about = catalogue::about(file).unwrap();
        let types = vocabulary.types.iter().skip(7).filter(|def| u16::from(def.pack.0) == id).count();
        let protocols = vocabulary.protocols.iter().filter(|def| u16::from(def.pack.0) == id).count();
        let techniques = vocabulary.techniques.iter().filter(|def| u16::from(def.pack.0) == id).count();
        let needs = |rule: &palisade::rules::Rule| match id {
            0 => rule.packs.iter().all(|pack| pack == 0),
            _ => rule.packs.has(id),
        };
        let rules = library.rules.iter().filter(|rule| needs(rule)).count();
        writeln!(page, "| `{name}` | {about} | {types} | {protocols} | {techniques} | {rules} |").unwrap();
    }
    let rules = library.rules.len();
    writeln!(page, "\n{rules} rules in all; one that needs two packs is counted with both.").unwrap();
    page
}

/// Each pack's types under a heading of its own, with what each is, what it is for and what it implies.
fn types() -> String {
    let library = catalogue::from_text().library;
    let model = Model::empty("", library.vocabulary.clone());
    let vocabulary = &library.vocabulary;
    let mut page = format!(
        "# Types\n\n{GENERATED}The kinds are types as well: {}. A type that is no kind is a trait: any element may have \
         it besides its own type. What a type implies holds wherever the declaration says nothing else.\n",
        Vocabulary::KIND_TYPES.map(|kind| format!("`{}`", kind.word())).join(", ")
    );
    for (id, pack) in vocabulary.packs.iter().enumerate() {
        let words = vocabulary.types.iter().enumerate().skip(Vocabulary::KIND_TYPES.len());
        let mut own: Vec<_> = words.filter(|(_, def)| usize::from(def.pack.0) == id).collect();
        own.sort_by(|a, b| a.1.name.cmp(&b.1.name));
        if own.is_empty() {
            continue;
        }
        write!(page, "\n## {pack}\n\n| type | what it is | is a | implies |\n|---|---|---|---|\n").unwrap();
        for (index, def) in own {
            let above = def.ancestors.iter().filter(|id| usize::from(*id) != index);
            let above: Vec<String> = above.map(|id| format!("`{}`", vocabulary.types[id as usize].name)).collect();
            let above = if above.is_empty() { "trait".to_owned() } else { above.join(", ") };
            writeln!(page, "| `{}` | {} | {above} | {} |", def.name, about(def), implies(&model, def)).unwrap();
        }
    }
    page
}

fn protocols() -> String {
    let library = catalogue::from_text().library;
    let model = Model::empty("", library.vocabulary.clone());
    let mut page = format!(
        "# Protocols\n\n{GENERATED}What a protocol implies of a flow holds wherever the flow says nothing else.\n\n\
         | protocol | what it is | is a | implies | pack |\n|---|---|---|---|---|\n"
    );
    let all = &library.vocabulary.protocols;
    let mut sorted: Vec<_> = all.iter().enumerate().collect();
    sorted.sort_by(|a, b| a.1.name.cmp(&b.1.name));
    for (index, def) in sorted {
        let above = def.ancestors.iter().filter(|id| usize::from(*id) != index);
        let above: Vec<String> = above.map(|id| format!("`{}`", all[id as usize].name)).collect();
        let pack = pack(&library.vocabulary, def.pack);
        let (about, implies) = (about(def), implies(&model, def));
        writeln!(page, "| `{}` | {about} | {} | {implies} | `{pack}` |", def.name, above.join(", ")).unwrap();
    }
    page
}

/// The label of a word and its documentation in one line.
fn about(def: &WordDef) -> String {
    let doc = def.doc.as_deref().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    format!("*{}*. {doc}", def.label).trim_end().replace('|', "\\|")
}

fn implies(model: &Model, def: &WordDef) -> String {
    let written = |id: AttrId, value: &Value| match value {
        Value::Bool(value) => value.to_string(),
        value => palisade::view::words::value(model, id, value),
    };
    let implied = def.implies.iter();
    let all: Vec<String> =
        implied.map(|(id, value)| format!("`{} = {}`", schema::row(*id).name, written(*id, value))).collect();
    all.join(", ")
}

/// The one paragraph that a pack says about what it declares.
fn line(doc: Option<&Doc>) -> String {
    doc.map(|doc| doc.text.split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default()
}

fn techniques() -> String {
    let mut page = format!("# Techniques\n\n{GENERATED}");
    let mut all = Vec::new();
    for (pack, text) in catalogue::sources().0 {
        let declared = declarations(text).into_iter().filter(|(kind, ..)| kind == "technique");
        all.extend(declared.map(|(_, name, stmt)| (name, *pack, stmt)));
    }
    all.sort_by(|one, other| one.0.cmp(&other.0));
    for (name, pack, stmt) in all {
        let Head::Decl { types, label, .. } = &stmt.head else { continue };
        let label = label.as_ref().map_or(name.as_str(), |label| label.text.as_str());
        writeln!(page, "## {name}\n\n*{label}*, `std.{pack}`. {}\n", line(stmt.doc.as_ref())).unwrap();
        let above: Vec<String> = types.iter().map(|name| format!("`{}`", name.text)).collect();
        let counters = [words(attribute(&stmt, "counters")), words(attribute(&stmt, "protects"))].concat();
        let rows = [
            ("Counts as", above),
            ("Counters", counters),
            ("Typical technologies", texts(attribute(&stmt, "technologies"))),
            ("References", texts(attribute(&stmt, "refs"))),
        ];
        for (what, values) in rows.iter().filter(|(_, values)| !values.is_empty()) {
            writeln!(page, "- {what}: {}", values.join(", ")).unwrap();
        }
        page.push('\n');
    }
    page.trim_end().to_owned() + "\n"
}

fn rules() -> String {
    let library = catalogue::builtin();
    let mut page = format!("# Rules\n\n{GENERATED}");
    let mut all: Vec<_> = library.rules.iter().collect();
    all.sort_by(|a, b| a.id.cmp(&b.id));
    for rule in all {
        let words: Vec<&str> = rule.stride_words().chain(rule.linddun_words()).collect();
        let packs: Vec<String> =
            rule.packs.iter().map(|id| format!("`{}`", library.vocabulary.packs[id as usize])).collect();
        let packs = if packs.is_empty() { "`std.core`".to_owned() } else { packs.join(" and ") };
        writeln!(page, "## {}\n\n*{}*\n\n{packs}: {}\n", rule.id, rule.title, words.join(", ")).unwrap();
        writeln!(page, "{}\n", catalogue::doc(rule).trim()).unwrap();
        let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        writeln!(page, "- Fix: {}", flat(&rule.fix)).unwrap();
        writeln!(page, "- False positives: {}", flat(&rule.false_positives)).unwrap();
        let refs: Vec<&str> = rule.refs.iter().map(|text| text.as_str()).collect();
        writeln!(page, "- References: {}\n", refs.join(", ")).unwrap();
    }
    page.trim_end().to_owned() + "\n"
}

fn predicates() -> String {
    let mut page = format!("# Predicates\n\n{GENERATED}{KLEENE}");
    for info in palisade::rules::predicate::ALL {
        writeln!(page, "\n## {}\n\n`{}`\n\n{}\n", info.name, info.form, info.doc).unwrap();
        writeln!(page, "*Unknown*: {}\n\n```tm\n{}\n```", info.unknown, info.example).unwrap();
        let call = format!("{}(", info.name);
        let uses = |text: &str| {
            let lines = text.lines().skip_while(|line| !line.starts_with("rule "));
            lines.take_while(|line| !line.starts_with("  fires")).any(|line| {
                line.match_indices(&call)
                    .any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '-'))
            })
        };
        let count = catalogue::sources().1.iter().filter(|(_, text)| uses(text)).count();
        let rules =
            if count == 1 { "1 built-in rule uses it".to_owned() } else { format!("{count} built-in rules use it") };
        writeln!(page, "\n{rules}.").unwrap();
    }
    page.push_str(COMPUTED);
    for row in palisade::rules::expr::DERIVED {
        let kinds: Vec<&str> = row.on.iter().map(|kind| kind.word()).collect();
        writeln!(page, "| `{}` | {} | {} | {} |", row.name, kinds.join(", "), row.describe(), row.doc).unwrap();
    }
    page
}

const COMPUTED: &str = "
## Computed attributes

Conditions read these like other attributes (`from.incoming`, `flow.origins`), as they follow from what is declared.

| attribute | of | gives | what it says |
|---|---|---|---|
";

const KLEENE: &str = "\
Conditions are true, false or unknown. `and` is false where one part is false, else unknown where one is unknown; `or` is
true where one part is true, else unknown where one is unknown; `not` leaves unknown unknown. A comparison (`==`, `<`, `in`
and the others) with a value that nobody set is unknown. `x is TYPE`, trust and structure are never unknown. `x has
TECHNIQUE` is true under an implemented control, false under `lacks`, else unknown.

A rule whose `when` is unknown raises no threat but a question; one whose `unless` is unknown leaves its threat open,
with a question.
";

fn diagnostics() -> String {
    let mut page = format!("# Diagnostics\n\n{GENERATED}");
    let mut all = driver::codes();
    all.sort_by_key(|info| info.code);
    for info in all {
        writeln!(
            page,
            "## {}\n\n*{}*: {}\n\n{}\n",
            info.code.0,
            info.severity.word(),
            info.summary,
            info.explanation.trim()
        )
        .unwrap();
    }
    page.trim_end().to_owned() + "\n"
}

/// Every kind says what it stands for and how it is written, in which its own word occurs; every attribute belongs to
/// a kind and says what it says in one sentence.
#[test]
fn kinds_and_attributes_are_documented() {
    for row in KINDS {
        assert!(row.doc.ends_with('.') && row.form.contains(row.word), "`{}`: {} {}", row.word, row.doc, row.form);
        let names: Vec<&str> = schema::attributes_of(row.kind).map(|(_, row)| row.name).collect();
        let distinct: std::collections::BTreeSet<&&str> = names.iter().collect();
        assert_eq!(names.len(), distinct.len(), "`{}` has an attribute twice: {names:?}", row.word);
    }
    for row in palisade::rules::expr::DERIVED {
        assert!(row.doc.ends_with('.') && row.on.iter().next().is_some(), "`{}` is not documented", row.name);
    }
    for (_, row) in schema::all() {
        assert!(row.doc.ends_with('.') && row.doc.len() >= 4, "`{}` is not documented: {}", row.name, row.doc);
        assert!(KINDS.iter().any(|kind| row.on.has(kind.kind)), "no kind has `{}`", row.name);
    }
}
