//! A run of many models holds a few of them at a time, and says of each what a run of a few says.

use std::path::PathBuf;

use palisade::diag::{Style, render};
use palisade::driver::{Compilation, MemoryWorld, Options, Stream, World, run};
use palisade::emit::Format;
use palisade::layout::Embedded;
use palisade::model::date;

/// More than are compiled at once.
const OTHERS: usize = 100;

/// Models about which there is something to say that takes all models to know, in a folder.
fn special(world: &mut MemoryWorld, folder: &str) {
    let mut add = |path: &str, text: &str| world.add(format!("{folder}/{path}"), text);
    add("uses/m.tm", "model uses \"U\"\nuse \"../shared\" as s\nprocess p\np -> s.e\n");
    // What is not searched lies nearest to this one.
    add("m.tm", "model near \"N\"\nuse \"../far\" as far\nprocess p\np -> far.e\n");
    add("shared/m.tm", "model shared \"S\"\nexternal e { export = true }\ninclude \"parts/*.tm\"\n");
    add("shared/parts/p.tm", "process q \"Q\" { memory-safe = true }\n");
    add("shared/parts/deep/orphan.tm", "process nobody\n");
    add("shared/parts/deep/broken.tm", "process }\n");
    add("twice/a.tm", "model same \"A\"\nactor a\nprocess b\na -> b\n");
    add("twice/b.tm", "model Same \"B\"\nactor a\nprocess b\na -> b\n");
    add("faulty/m.tm", "model faulty \"F\"\nactor a\na -> nobody\n");
    add("circle/a.tm", "model round \"R\"\nuse \"b.tm\" as b\nactor a\n");
    add("circle/b.tm", "model around \"R\"\nuse \"a.tm\" as a\nactor b\n");
    add("evidence/palisade.toml", "[gate]\nfail-on = \"low\"\nrequire-evidence = \"low\"\n");
    add(
        "evidence/m.tm",
        "model proved \"P\"\nactor a\nprocess b { memory-safe = true }\nf: a -> b { via = http }\n\
         control c : patching { on = b, status = implemented, evidence = file \"m.txt\" }\n",
    );
}

/// The special models in a folder, between others that nothing is to be said of.
fn world(folder: &str) -> MemoryWorld {
    let mut world = MemoryWorld::new(date(2026, 11, 23).unwrap());
    world.add(".git/HEAD", "");
    for index in 0..OTHERS {
        world.add(format!("m/{index:03}/m.tm"), format!("model m{index} \"M\"\nactor a\nprocess b\nf: a -> b\n"));
    }
    world.add("far/m.tm", "model far \"X\"\nexternal e { export = true }\n");
    special(&mut world, folder);
    world
}

/// Everything that is said of a model.
fn said(compilation: &Compilation, folder: &str) -> String {
    let mut bytes = Vec::new();
    (Format::of("json").unwrap().write)(&compilation.view(), &Embedded, &mut bytes).unwrap();
    let mut text = String::from_utf8(bytes).unwrap();
    for diagnostic in &compilation.diagnostics {
        text.push_str(&render(&compilation.sources, diagnostic, Style::default()));
    }
    text.push_str(&format!("{:?}\n{:?}", compilation.verdict, compilation.passed_over));
    text.replace(&format!("{folder}/"), "FOLDER/")
}

/// What is said of the special models, by name, and how many models there are.
fn of_special(world: &dyn World, folder: &str, tell: bool) -> (Vec<String>, usize) {
    let options = Options { orphans: true, ..Options::default() };
    let paths = [PathBuf::from("m"), PathBuf::from(folder)];
    let mut stream = Stream::of(world, &paths, &options);
    assert!(!stream.is_small());
    if tell {
        stream.tell();
    }
    let (count, mut all) = (stream.len(), Vec::new());
    let marker = format!("/{folder}/");
    stream.each(
        |compilation| compilation.root.to_string_lossy().contains(&marker).then(|| said(&compilation, folder)),
        |text| all.extend(text),
    );
    (all, count)
}

#[test]
fn the_first_and_the_last_models_are_told_the_same() {
    for tell in [false, true] {
        let (first, count) = of_special(&world("aaa"), "aaa", tell);
        let (last, _) = of_special(&world("zzz"), "zzz", tell);
        assert_eq!((first.len(), count), (9, OTHERS + 9));
        for (first, last) in first.iter().zip(&last) {
            assert_eq!(first, last);
        }
        for code in ["orphan-file", "duplicate-model", "unchecked-model", "use-cycle", "unknown-name", "stray-bracket"]
        {
            assert!(first.iter().any(|text| text.contains(code)), "{code} is not among what is said");
        }
        let told = first.iter().filter(|text| text.contains("\"run\":")).count();
        assert_eq!(told, if tell { first.len() } else { 0 });
    }
}

#[test]
fn a_stream_gives_what_a_run_gives() {
    let world = world("k");
    let options = Options { orphans: true, ..Options::default() };
    let paths = [PathBuf::from("."), PathBuf::from("nowhere.tm")];
    let mut found = run(&world, &paths, &options);
    assert_eq!(found.errors(), 1);
    let mut stream = Stream::of(&world, &paths, &options);
    stream.tell();
    let mut all = Vec::new();
    stream.each(|compilation| said(&compilation, "k"), |text| all.push(text));
    assert_eq!(stream.overall, found.overall());
    assert_eq!(
        stream.overall.sentence().unwrap(),
        "run: not judged, 1 error outside the models; errors in 5 of 110 models: round, around, faulty and 2 more"
    );
    found.tell();
    let held: Vec<String> = found.compilations.iter().map(|each| said(each, "k")).collect();
    assert!(held == all, "a stream says something else than a run");
}

/// A model that many use is checked once, and all that they see of it is what each would see alone.
#[test]
fn a_model_that_many_use_is_the_same_to_all() {
    let mut world = MemoryWorld::new(date(2026, 11, 23).unwrap());
    world.add(".git/HEAD", "");
    world.add(
        "idp/m.tm",
        "model idp \"Identity\"\nuse \"../keys/m.tm\" as keys\nuse \"../pack.tm\"\ninclude \"parts/*.tm\"\nactor nobody -> e\n",
    );
    let exported =
        "/// Signs in.\nexternal e \"Sign-in\" { export = true, trust = partner, controls = [rate-limit] }\n";
    world.add("idp/parts/e.tm", format!("{exported}process hidden : our-service\nhidden -> e\n"));
    world.add(
        "keys/m.tm",
        format!("model keys \"Keys\"\n{exported}control c : patching {{ on = e, status = implemented }}\n"),
    );
    world.add("pack.tm", "technique signed \"Signed\"\ntype our-service : process\n");
    for index in 0..70 {
        // In front of it, and behind it.
        let pack = if index % 2 == 0 { "use \"../../pack.tm\"\n" } else { "" };
        world.add(
            format!("m/{index:03}/m.tm"),
            format!("model m{index} \"M\"\n{pack}use \"../../idp\" as idp\nuse \"../../keys\" as k\nprocess p\np -> idp.e\np -> k.e\np -> idp.keys.e\np -> idp.hidden\n"),
        );
    }
    let options = Options::default();
    let found = run(&world, &[PathBuf::from("m"), PathBuf::from("idp")], &options);
    assert_eq!(found.compilations.len(), 71);
    for together in &found.compilations {
        let root = together.root.strip_prefix("/project").unwrap();
        let alone = run(&world, &[root.to_path_buf()], &options);
        // Whoever names a file is told what lies beside it, so of that nothing is compared.
        let of = |each: &Compilation| {
            let shown = each.diagnostics.iter().map(|each_of| render(&each.sources, each_of, Style::default()));
            (shown.collect::<Vec<_>>(), format!("{:?} {:?} {:?}", each.model, each.threats, each.files))
        };
        assert_eq!(of(together), of(&alone.compilations[0]), "{}", root.display());
    }
    let first = &found.compilations[1];
    let said: Vec<&str> = first.diagnostics.iter().map(|each| each.code.0).collect();
    assert!(said.contains(&"errors-in-used-model") && said.contains(&"unknown-name"), "{said:?}");
}
