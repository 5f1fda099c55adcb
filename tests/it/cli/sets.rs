//! The outputs of a model are swapped in together, whatever happens to the run.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use crate::cli::{Project, ran};

/// A model whose every output says which version it is.
fn version(number: usize) -> String {
    let mut text = format!("model shop \"Version {number}\"\nactor a \"Version {number}\"\n");
    for index in 0..25 {
        text.push_str(&format!("process p{index} \"Version {number}\" {{}}\na -> p{index} \"Version {number}\"\n"));
    }
    text.push_str(&format!("scenario s \"Version {number}\" {{ steps = [a->p0] }}\n"));
    text
}

/// Every file below a folder with its text, by path; what others put there and names that begin with a dot left out.
fn files(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(files(&path).into_iter().map(|(inner, text)| (format!("{name}/{inner}"), text)));
        } else if !name.starts_with('.') && !name.starts_with("notes") {
            found.push((name, std::fs::read_to_string(&path).unwrap()));
        }
    }
    found.sort();
    found
}

/// Names in a folder that a killed run may have left.
fn left(folder: &Path) -> Vec<String> {
    let names =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    names.filter(|name| name.ends_with(".part")).collect()
}

#[test]
fn a_killed_run_leaves_one_version() {
    let project = Project::new(&[("model.tm", &version(0))]);
    project.run(&["build", "--out", "out"]).exits(0);
    project.write("out/shop/notes.md", b"by hand\n");
    project.write("out/shop/views/notes.md", b"by hand\n");
    project.write("out/shop/mine/notes.md", b"by hand\n");
    let usual = files(&project.path("out/shop")).len();
    let mut seen = [0, 0];
    for round in 1..=30 {
        project.write("model.tm", version(round).as_bytes());
        let mut child = project.command(&["build", "--out", "out"]).stdout(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(10 * round as u64));
        child.kill().unwrap();
        child.wait().unwrap();
        let found = files(&project.path("out/shop"));
        assert_eq!(found.len(), usual, "{found:?}");
        let versions: std::collections::BTreeSet<&str> = found
            .iter()
            .map(|(path, text)| {
                let at = text.find("Version ").unwrap_or_else(|| panic!("{path}"));
                text[at + 8..].split(|c: char| !c.is_ascii_digit()).next().unwrap()
            })
            .collect();
        assert_eq!(versions.len(), 1, "round {round}: {versions:?}");
        seen[usize::from(versions.contains(round.to_string().as_str()))] += 1;
    }
    assert!(seen[0] > 0, "no run was killed: {seen:?}");
    // The next run tidies up, and what others put there is still there.
    project.run(&["build", "--out", "out"]).exits(0);
    assert_eq!(left(&project.path("out")), Vec::<String>::new());
    for notes in ["notes.md", "views/notes.md", "mine/notes.md"] {
        assert_eq!(project.read(&format!("out/shop/{notes}")), "by hand\n", "{notes}");
    }
}

#[test]
fn what_is_not_made_any_more_goes_and_nothing_else() {
    let view = "view inner { include = [web] }\n";
    let text = "model shop \"Shop\"\nactor a\nprocess web {}\na -> web\n";
    let project = Project::new(&[("model.tm", &format!("{text}{view}"))]);
    project.run(&["build", "--out", "out"]).exits(0);
    assert!(project.path("out/shop/views/inner.svg").is_file());
    project.write("out/shop/views/notes.svg", b"by hand\n");
    project.write("out/shop/own/x", b"by hand\n");
    let before = std::fs::metadata(project.path("out/shop/dfd.svg")).unwrap().modified().unwrap();
    project.run(&["build", "--out", "out"]).exits(0).says("kept  out/shop/dfd.svg");
    project.write("model.tm", text.as_bytes());
    project.run(&["build", "--out", "out"]).exits(0);
    assert!(!project.path("out/shop/views/inner.svg").exists());
    assert_eq!(project.read("out/shop/views/notes.svg"), "by hand\n");
    assert_eq!(project.read("out/shop/own/x"), "by hand\n");
    // What has not changed keeps its time, so that other tools need not work again.
    assert_eq!(std::fs::metadata(project.path("out/shop/dfd.svg")).unwrap().modified().unwrap(), before);
    // A list that was tampered with takes nothing outside, and a folder of ours that is empty goes.
    project.write("kept.md", b"kept\n");
    project.write("out/shop/.palisade-files", b"../../kept.md\n/etc/passwd\nown/../own/x\n.palisade-files\n");
    project.run(&["build", "--out", "out"]).exits(0);
    assert_eq!(project.read("kept.md"), "kept\n");
    assert_eq!(project.read("out/shop/own/x"), "by hand\n");
}

#[test]
fn what_a_killed_run_left_beside_a_file_goes() {
    let project = Project::new(&[("model.tm", &version(1))]);
    project.write(".report.md.12345-0.part", b"half");
    project.write(".report.md.part", b"by hand");
    project.write(".report.md.x-0.part", b"by hand");
    project.run(&["report", "-o", "report.md"]).exits(0);
    assert!(!project.path(".report.md.12345-0.part").exists());
    assert!(project.path(".report.md.part").exists() && project.path(".report.md.x-0.part").exists());
}

/// A file system of its own, taken away with it; nothing where this process may not have one.
#[cfg(target_os = "linux")]
struct Small(std::path::PathBuf);

#[cfg(target_os = "linux")]
impl Small {
    fn mount(at: &Path, size: &str) -> Small {
        std::fs::create_dir_all(at).unwrap();
        let options = format!("size={size}");
        let mut command = std::process::Command::new("mount");
        let done = command.args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(at).stderr(Stdio::null()).status();
        assert!(done.is_ok_and(|status| status.success()), "this process may mount a file system");
        Small(at.to_path_buf())
    }
}

#[cfg(target_os = "linux")]
impl Drop for Small {
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount").arg(&self.0).status();
    }
}

#[cfg(target_os = "linux")]
#[test]
#[ignore = "needs the right to mount a file system"]
fn a_small_disk_keeps_what_it_had() {
    let project = Project::new(&[("model.tm", &version(1))]);
    let _small = Small::mount(&project.path("out"), "400k");
    project.run(&["build", "--out", "out"]).exits(0);
    let before = files(&project.path("out/shop"));
    project.write("model.tm", version(2).as_bytes());
    // Room for half of what is there already.
    let pages: usize = before.iter().map(|(_, text)| text.len().div_ceil(4096) * 4096).sum();
    project.write("out/ballast", &vec![0; (400 << 10) - pages - pages / 2]);
    let ran = project.run(&["build", "--out", "out"]).exits(2).complains("no space left on the device");
    assert!(ran.err.contains("`out/shop` stays as it was"), "{}", ran.err);
    assert_eq!(files(&project.path("out/shop")), before);
    assert_eq!(left(&project.path("out")), Vec::<String>::new());
    let _ = std::fs::write(project.path("out/more"), [0; 400 << 10]);
    project.run(&["report", "-o", "out/report.json", "--format", "json"]).exits(2).complains("no space left");
    assert_eq!(left(&project.path("out")), Vec::<String>::new());
    std::fs::remove_file(project.path("out/ballast")).unwrap();
    std::fs::remove_file(project.path("out/more")).unwrap();
    std::fs::remove_dir_all(project.path("out/shop")).unwrap();
    project.run(&["build", "--out", "out"]).exits(0);
}

#[test]
fn runs_at_once_lose_nothing_of_others() {
    let project = Project::new(&[("model.tm", &version(0))]);
    project.run(&["build", "--out", "out"]).exits(0);
    project.write("out/shop/mine/deep/notes.md", b"by hand\n");
    project.write("out/shop/notes.md", b"by hand\n");
    for round in 1..=8 {
        project.write("model.tm", version(round).as_bytes());
        let runs: Vec<_> = (0..3)
            .map(|_| {
                let mut command = project.command(&["build", "--out", "out"]);
                command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
            })
            .collect();
        for run in runs {
            ran(run.wait_with_output().unwrap()).exits(0);
        }
        assert_eq!(project.read("out/shop/mine/deep/notes.md"), "by hand\n");
        assert_eq!(project.read("out/shop/notes.md"), "by hand\n");
        assert_eq!(left(&project.path("out")), Vec::<String>::new());
    }
}

#[test]
fn what_stands_in_the_way_of_others_stays() {
    let project = Project::new(&[("model.tm", &version(0)), ("out/shop/dfd.svg/x", "mine\n")]);
    project.run(&["build", "--out", "out"]).exits(2).complains("`dfd.svg` is a folder, and a file is to stand there");
    assert_eq!(project.read("out/shop/dfd.svg/x"), "mine\n");
    let project = Project::new(&[("model.tm", &version(0)), ("out/shop/views", "mine\n")]);
    project.run(&["build", "--out", "out"]).exits(2).complains("`views` is no folder, and a folder is to stand there");
    assert_eq!(project.read("out/shop/views"), "mine\n");
    // A list takes away what we can have written and nothing else, and a name that looks like a leftover is none.
    let project = Project::new(&[
        ("model.tm", "model src \"S\"\nactor a\n"),
        ("palisade.toml", "[output]\ndir = \".\"\n"),
        ("src/main.rs", "mine\n"),
        ("src/deep/.env", "mine\n"),
        ("src/.palisade-files", "main.rs\ndeep/.env\n../model.tm\n"),
        (".src.1-1.part/x", "mine\n"),
        (".src.2026-11-28.part/x", "mine\n"),
    ]);
    project.run(&["build"]).exits(0);
    for kept in ["src/main.rs", "src/deep/.env", ".src.1-1.part/x", ".src.2026-11-28.part/x"] {
        assert_eq!(project.read(kept), "mine\n", "{kept}");
    }
}

#[test]
fn git_is_no_output_folder() {
    let model = ("model.tm", "model refs \"S\"\nactor a\n");
    let project = Project::new(&[model, ("palisade.toml", "[output]\ndir = \".git\"\n")]);
    project.run(&["build"]).exits(2).complains("has a part that begins with a dot");
    project.run(&["build", "--out", ".git"]).exits(2).complains("it is git's own");
    assert!(!project.path(".git/refs").exists());
}
