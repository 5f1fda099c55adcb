//! The examples: complete models without diagnostics, and what is derived from them, in full and readable.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use palisade::driver::{self, Options};
use palisade::threat;

/// The folders under `examples/`, by name.
pub(crate) fn examples() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut folders: Vec<PathBuf> = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|path| path.join("model.tm").is_file());
    folders.sort();
    assert!(folders.len() >= 2, "the examples are gone");
    folders
}

pub(crate) fn compile(folder: &Path) -> driver::Compilation {
    let day = palisade::model::date(2026, 11, 29).unwrap();
    #[cfg(feature = "cli")]
    let (world, root) = (driver::DiskWorld::on(Some(day)), folder.join("model.tm"));
    // Without the command line nobody reads a disk.
    #[cfg(not(feature = "cli"))]
    let (world, root) = {
        let mut world = driver::MemoryWorld::new(day);
        world.add("/p/.git/HEAD", "");
        crate::stable::read(folder).into_iter().for_each(|(path, text)| world.add(format!("/p/{path}"), text));
        let folder = folder.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap();
        (world, Path::new("/p").join(folder).join("model.tm"))
    };
    driver::compile(&world, &root, &Options::default()).unwrap()
}

#[test]
fn no_example_has_a_diagnostic() {
    for folder in examples() {
        let compiled = compile(&folder);
        let said: Vec<String> = compiled
            .diagnostics
            .iter()
            .map(|diagnostic| palisade::diag::render_short(&compiled.sources, diagnostic))
            .collect();
        assert!(said.is_empty(), "{}:\n{}", folder.display(), said.join("\n"));
        assert!(!compiled.incomplete);
    }
}

#[test]
fn threats_are_what_a_reviewer_agreed_to() {
    for folder in examples() {
        let compiled = compile(&folder);
        let mut text = String::new();
        for threat in &compiled.threats.threats {
            let risk = threat.residual;
            writeln!(
                text,
                "{} {} ({}×{}) {}",
                risk.severity_word(),
                threat.status.word(),
                risk.likelihood,
                risk.impact,
                compiled.findings().id(threat)
            )
            .unwrap();
            writeln!(text, "  {}", compiled.findings().title(threat)).unwrap();
            for reason in compiled.findings().why(threat) {
                writeln!(text, "  - {}", reason.text).unwrap();
            }
            let fix = compiled.findings().fix(threat);
            let derived = matches!(threat.rule, threat::ThreatRule::Rule(_));
            assert!(!derived || !fix.is_empty(), "a derived threat without a fix");
            if !fix.is_empty() {
                writeln!(text, "  fix: {}", fix.split_whitespace().collect::<Vec<_>>().join(" ")).unwrap();
            }
            text.push('\n');
        }
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/{name}.threats.txt"));
        crate::accept::holds(&golden, &text);
    }
}

/// The pictures in the README and the book are what the program draws today.
#[cfg(all(feature = "cli", feature = "layout"))]
#[test]
fn committed_pictures_are_current() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in ["comments", "husky-ai"] {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_palisade"));
        command.current_dir(root).args(["render", "--today", "2026-11-29", "-o"]);
        command.arg(format!("book/src/images/{name}.svg")).arg(format!("examples/{name}"));
        if !crate::accept::updating() {
            command.arg("--check");
        }
        let output = command.output().unwrap();
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    }
}
