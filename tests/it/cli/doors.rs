//! Nothing outside a project is read or written, whatever links, pipes and folders a repository holds.
#![cfg(unix)]

use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::cli::{OPEN, Project, Ran, SOUND, program, ran};

/// What must never be shown.
const SECRET: &str = "TOKEN=0ec7e7\nsecret = [unclosed\nprocess { \"\n";

/// A folder with a secret, and a project beside it.
fn two(files: &[(&str, &str)]) -> (Project, Project) {
    let names = ["secret", "secret.tm", "palisade.toml", "junit.xml", "model.json", ".env"];
    (Project::new(&names.map(|name| (name, SECRET))), Project::new(files))
}

/// No part of the secret is in what a run said.
#[track_caller]
fn is_silent(ran: &Ran) {
    for part in ["TOKEN", "0ec7e7", "unclosed"] {
        assert!(!ran.out.contains(part) && !ran.err.contains(part), "`{part}` in\n{}\n--- err\n{}", ran.out, ran.err);
    }
}

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// Runs the program, and fails if it waits for something.
#[track_caller]
fn soon(project: &Project, arguments: &[&str]) -> Ran {
    let child = project.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let id = child.id().to_string();
    let (send, receive) = std::sync::mpsc::channel();
    std::thread::spawn(move || send.send(child.wait_with_output()));
    let Ok(output) = receive.recv_timeout(Duration::from_secs(30)) else {
        let _ = Command::new("kill").args(["-9", &id]).status();
        panic!("it waits: {arguments:?}");
    };
    ran(output.unwrap())
}

#[test]
fn a_configuration_is_no_link_to_something_else() {
    let (outside, project) = two(&[("model.tm", SOUND), (".env", SECRET), ("config/palisade.toml", "[gate]\n")]);
    symlink(outside.path("palisade.toml"), project.path("palisade.toml")).unwrap();
    let ran = project.run(&["check"]).exits(2).says("cannot read `palisade.toml`: a link leads out of the project");
    is_silent(&ran);
    let replace = |target: &str| {
        std::fs::remove_file(project.path("palisade.toml")).unwrap();
        symlink(target, project.path("palisade.toml")).unwrap();
    };
    replace(".env");
    is_silent(&project.run(&["check"]).exits(2).says("a link may lead to another `palisade.toml`"));
    replace(".git/config");
    std::fs::write(project.path(".git/config"), SECRET).unwrap();
    is_silent(&project.run(&["check"]).exits(2).says("a link may lead to another"));
    replace("nowhere");
    project.run(&["check"]).exits(2).says("cannot read `palisade.toml`: no such file");
    replace("palisade.toml");
    project.run(&["check"]).exits(2).says("cannot read `palisade.toml`: it is a link, or links form a loop");
    replace("config/palisade.toml");
    project.run(&["check"]).exits(0);
}

#[test]
fn a_configuration_that_is_no_file_is_not_passed_over() {
    let project = Project::new(&[("model.tm", SOUND)]);
    std::fs::create_dir(project.path("palisade.toml")).unwrap();
    project.run(&["check"]).exits(2).says("cannot read `palisade.toml`: it is a folder");
    std::fs::remove_dir(project.path("palisade.toml")).unwrap();
    pipe(&project.path("palisade.toml"));
    soon(&project, &["check"]).exits(2).says("cannot read `palisade.toml`: it is no regular file");
}

#[test]
fn a_model_reads_models_alone() {
    for path in [".env", ".git/config", "secret", "link.tm", "hidden.tm", ".hidden/x.tm", "folder", "dot"] {
        let files = [("model.tm", &*format!("{SOUND}use \"{path}\"\n")), (".env", SECRET), ("secret", SECRET)];
        let project = Project::new(&[files[0], files[1], files[2], (".hidden/x.tm", SECRET)]);
        std::fs::write(project.path(".git/config"), SECRET).unwrap();
        symlink(".env", project.path("link.tm")).unwrap();
        symlink(".hidden/x.tm", project.path("hidden.tm")).unwrap();
        symlink(".git", project.path("folder")).unwrap();
        symlink(".hidden", project.path("dot")).unwrap();
        let ran = project.run(&["check", "model.tm"]).exits(2).says("error[not-a-model-file]").says("model.tm:5:5");
        is_silent(&ran);
        project.write("model.tm", format!("{SOUND}include \"{path}\"\n").as_bytes());
        let ran = project.run(&["check", "model.tm"]).exits(2).says("error[not-a-model-file]");
        is_silent(&ran);
        for pattern in ["*.tm", "**/*.tm", "folder/*.tm", "dot/**/*.tm", ".git/*", ".hidden/**"] {
            project.write("model.tm", format!("{SOUND}include \"{pattern}\"\n").as_bytes());
            is_silent(&project.run(&["check", "model.tm"]));
        }
    }
}

#[test]
fn a_link_that_leads_out_costs_itself_alone() {
    let (outside, project) = two(&[("model.tm", &format!("{SOUND}include \"parts/*.tm\"\n"))]);
    project.write("parts/a.tm", b"process a {}\na -> web\n");
    symlink(outside.path("secret.tm"), project.path("parts/b.tm")).unwrap();
    let ran = project.run(&["check", "model.tm"]).exits(2).says("the link `parts/b.tm` leads out of the project");
    assert!(ran.out.contains("3 elements"), "{}", ran.out);
    is_silent(&ran);
    // Nobody asks for it here, and it is no part of the project.
    project.write("model.tm", SOUND.as_bytes());
    is_silent(&project.run(&["check"]));
}

#[cfg(feature = "layout")]
#[test]
fn what_is_named_on_the_command_line_is_no_link_out() {
    let (outside, project) = two(&[("model.tm", SOUND), ("secret", SECRET)]);
    for (name, target) in
        [("x.tm", "secret.tm"), ("y.tm", "secret"), ("junit.xml", "junit.xml"), ("m.json", "model.json")]
    {
        symlink(outside.path(target), project.path(name)).unwrap();
    }
    symlink(outside.path(""), project.path("folder")).unwrap();
    for arguments in [
        &["check", "x.tm"][..],
        &["check", "y.tm"],
        &["check", "folder"],
        &["check", "folder/secret.tm"],
        &["fmt", "--check", "x.tm"],
        &["fmt", "y.tm"],
        &["fmt", "folder"],
        &["render", "x.tm"],
        &["test", "x.tm"],
        &["check", "model.tm", "--tests", "junit.xml"],
        &["import", "json", "m.json"],
        &["render", "model.tm", "--diff", "x.tm"],
    ] {
        let ran = project.run(arguments).exits(2);
        is_silent(&ran);
        let said = ran.out + &ran.err;
        assert!(said.contains("a link leads out of the project"), "{arguments:?}\n{said}");
    }
    // What is no model is not shown either, even inside.
    for arguments in [&["check", "secret"][..], &["fmt", "--check", "secret"], &["render", "secret"]] {
        is_silent(&project.run(arguments).exits(2).complains("it is no `.tm` file"));
    }
    is_silent(&project.run(&["import", "json", "secret"]).exits(2).complains("secret:1:"));
    assert_eq!(outside.read("secret.tm"), SECRET);
}

#[test]
fn a_path_from_elsewhere_keeps_to_its_project_too() {
    let (outside, project) = two(&[("m/model.tm", SOUND)]);
    symlink(outside.path(""), project.path("n")).unwrap();
    symlink(outside.path("secret.tm"), project.path("m/x.tm")).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let check = |path: &str| {
        let path = project.path(path).display().to_string();
        ran(program(elsewhere.path(), &["check", &path]).output().unwrap())
    };
    check("m/model.tm").exits(0);
    is_silent(&check("n/secret.tm").exits(2));
    is_silent(&check("m/x.tm").exits(2).complains("a link leads out of the project"));
}

#[cfg(feature = "layout")]
#[test]
fn nothing_is_written_through_a_link() {
    let start = "untouched\n";
    let outside = Project::new(&[(".bashrc", start), ("out/dfd.svg", start)]);
    let project = Project::new(&[("model.tm", OPEN), ("palisade.toml", "[output]\ndir = \"docs\"\n")]);
    for name in ["report.md", "picture.svg", "model.json"] {
        symlink(outside.path(".bashrc"), project.path(name)).unwrap();
        project.run(&["report", "-o", name]).exits(0);
        assert!(!project.path(name).is_symlink(), "{name}");
    }
    project.run(&["render", "-o", "picture.svg"]).exits(0);
    // A folder on the way that is a link is refused, by whatever name it comes.
    for name in ["out", "docs"] {
        symlink(outside.path("out"), project.path(name)).unwrap();
    }
    let refused = |name: &str| format!("`{name}` is a link, and nothing is written through one");
    project.run(&["build"]).exits(2).complains(&refused("docs"));
    project.run(&["build", "--out", "out"]).exits(2).complains(&refused("out"));
    project.run(&["report", "-o", "out/report.md"]).exits(2).complains(&refused("out"));
    project.run(&["init", "out"]).exits(2).complains(&refused("out"));
    // A link where the model's own folder is to stand is replaced.
    std::fs::remove_file(project.path("out")).unwrap();
    std::fs::create_dir(project.path("out")).unwrap();
    symlink(outside.path("out"), project.path("out/shop")).unwrap();
    project.run(&["build", "--out", "out"]).exits(0).says("wrote out/shop/dfd.svg");
    assert!(!project.path("out/shop").is_symlink());
    // And a link among its files or folders.
    std::fs::remove_file(project.path("out/shop/dfd.svg")).unwrap();
    symlink(outside.path(".bashrc"), project.path("out/shop/dfd.svg")).unwrap();
    std::fs::rename(project.path("out/shop/views"), project.path("out/shop/v")).unwrap();
    symlink(outside.path("out"), project.path("out/shop/views")).unwrap();
    project.run(&["build", "--out", "out"]).exits(0).says("wrote out/shop/dfd.svg");
    assert!(!project.path("out/shop/dfd.svg").is_symlink());
    // What `fmt` formats is the file; a link to one in the project leads to it.
    let untidy = format!("{OPEN}\n\n\nactor   x\n");
    project.write("a.tm", untidy.as_bytes());
    symlink("a.tm", project.path("b.tm")).unwrap();
    project.run(&["fmt", "b.tm"]).exits(0);
    assert!(project.path("b.tm").is_symlink() && project.read("a.tm") != untidy);
    assert_eq!((outside.read(".bashrc"), outside.read("out/dfd.svg")), (start.into(), start.into()));
    assert_eq!(std::fs::read_dir(outside.path("out")).unwrap().count(), 1);
}

#[cfg(feature = "layout")]
#[test]
fn the_output_folder_of_a_nameless_model_is_a_name() {
    for (file, folder) in [("...tm", "model"), ("..tm", "model"), ("a b.tm", "model"), ("shop.tm", "shop")] {
        let project = Project::new(&[(file, "model\nactor a\n")]);
        project.run(&["build", file, "--out", "o/p"]).exits(2);
        let made: Vec<_> =
            std::fs::read_dir(project.path("o/p")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(made, [folder], "{file}");
        assert_eq!(std::fs::read_dir(project.path("o")).unwrap().count(), 1, "{file}");
    }
}

#[cfg(feature = "layout")]
#[test]
fn pipes_and_devices_as_outputs() {
    let project = Project::new(&[("model.tm", OPEN)]);
    pipe(&project.path("pipe"));
    for arguments in [["report", "-o", "pipe"], ["render", "-o", "pipe"]] {
        soon(&project, &arguments).exits(2).complains("a pipe or a device stands there");
    }
    pipe(&project.path("x.tm"));
    soon(&project, &["fmt"]).exits(2).complains("it is no regular file");
    soon(&project, &["fmt", "--check", "x.tm"]).exits(2);
    std::fs::remove_file(project.path("x.tm")).unwrap();
    soon(&project, &["report", "-o", "/dev/null"]).exits(0);
    soon(&project, &["report", "-o", "/dev/full"]).exits(2).complains("no space left");
    let report = soon(&project, &["report"]).exits(0).out;
    assert_eq!(soon(&project, &["report", "-o", "/dev/stdout"]).exits(0).out, report);
    assert_eq!(soon(&project, &["report", "-o", "-"]).exits(0).out, report);
    pipe(&project.path("junit.xml"));
    soon(&project, &["check", "model.tm", "--tests", "junit.xml"]).exits(2).complains("no regular file");
    pipe(&project.path(".gitignore"));
    soon(&project, &["check", "--exit-zero"]).exits(0);
}

#[test]
fn configuration_is_searched_inside_the_project_only() {
    let lax = "[gate]\nfail-on = \"none\"\n";
    let around = tempfile::tempdir().unwrap();
    let inner = around.path().join("a/b");
    std::fs::create_dir_all(&inner).unwrap();
    std::fs::write(around.path().join("palisade.toml"), lax).unwrap();
    std::fs::write(inner.join("model.tm"), OPEN).unwrap();
    let check = |folder: &Path, arguments: &[&str]| ran(program(folder, arguments).output().unwrap());
    // Without `.git` it is searched up to the current folder, and a path from elsewhere up to itself.
    check(&inner, &["check"]).exits(1);
    check(&inner, &["check", "model.tm"]).exits(1);
    check(around.path(), &["check", "a/b"]).exits(0);
    check(around.path(), &["check", "a/b/model.tm"]).exits(0);
    let elsewhere = tempfile::tempdir().unwrap();
    check(elsewhere.path(), &["check", &inner.display().to_string()]).exits(1);
    // With `.git` up to there.
    std::fs::create_dir(around.path().join("a/.git")).unwrap();
    check(&inner, &["check"]).exits(1);
    std::fs::write(around.path().join("a/palisade.toml"), lax).unwrap();
    check(&inner, &["check"]).exits(0);
    check(elsewhere.path(), &["check", &inner.display().to_string()]).exits(0);
}

#[test]
fn a_nested_configuration_weakens_nothing() {
    let files = [("palisade.toml", "[gate]\nfail-on = \"high\"\n"), ("a/model.tm", OPEN)];
    for nested in ["[gate]\nfail-on = \"none\"\n", "[risk]\nthresholds = { medium = 20, high = 24, critical = 25 }\n"] {
        let project = Project::new(&[files[0], files[1], ("a/palisade.toml", nested)]);
        project.run(&["check"]).exits(1).says("warning[config-weaker]").says("a/palisade.toml:2:");
        project.run(&["check", "a"]).exits(1);
        let inside = ran(program(&project.path("a"), &["check"]).output().unwrap());
        inside.exits(1).says("warning[config-weaker]");
        // A repository inside has its own paths, and the gate of the one around it.
        std::fs::create_dir(project.path("a/.git")).unwrap();
        project.run(&["check"]).exits(1).says("warning[config-weaker]");
        project.run(&["check", "a/model.tm"]).exits(1).says("warning[config-weaker]");
        // What a person types is stronger than all of them.
        project.run(&["check", "--fail-on", "none"]).exits(0);
    }
    let project =
        Project::new(&[files[0], ("a/model.tm", SOUND), ("a/palisade.toml", "[gate]\nfail-on-unknown = \"low\"\n")]);
    project.run(&["check"]).exits(1).says("gate: failed");
}

#[test]
fn a_model_file_that_cannot_be_read_is_an_error_wherever_it_lies() {
    let broken: [&[u8]; 4] = [b"process web {\n", b"process \xff\n", b"\0\xff\xfe\0", b"proces a\n"];
    for (index, bytes) in broken.into_iter().enumerate() {
        let project = Project::new(&[("model.tm", SOUND)]);
        project.write("deep/down/x.tm", bytes);
        for arguments in [&["check"][..], &["check", "-A", "orphan-file", "-A", "warnings"]] {
            let ran = project.run(arguments);
            if index == 3 {
                // It is text of the language as far as its form goes; what it means nobody asked.
                continue;
            }
            let ran = ran.exits(2).says("deep/down/x.tm:");
            assert!(!ran.out.contains("gate: passed"), "{}", ran.out);
        }
    }
    let project = Project::new(&[("model.tm", SOUND)]);
    project.write("x.tm", &vec![b'\n'; (16 << 20) + 1]);
    project.run(&["check"]).exits(2).complains("cannot read `x.tm`: it is larger than 16 MB");
}

#[test]
fn a_used_model_that_is_not_checked_is_named() {
    let files = [
        ("a/model.tm", "model a \"A\"\nuse \"../b\" as b\nactor x\n"),
        ("b/model.tm", "model b \"B\"\nexternal idp { export = true }\n"),
    ];
    let project = Project::new(&files);
    let note = "the model in `b/model.tm` is used, and not checked in this run";
    project.run(&["check", "a"]).says(note).says("a/model.tm:2:5");
    assert!(!project.run(&["check"]).out.contains(note));
    project.run(&["check", "a", "-D", "unchecked-model"]).exits(1);
}

#[test]
fn folders_are_read_once() {
    // Each pattern and each `use` would otherwise walk and open everything again.
    let mut text = SOUND.to_owned();
    for index in 0..1000 {
        text.push_str(&format!("include \"{}parts/**/*.tm\"\nuse \"packs\"\n", "./".repeat(index % 50)));
    }
    let project = Project::new(&[("model.tm", &text)]);
    for index in 0..300 {
        project.write(&format!("parts/{}/p{index}.tm", index % 7), format!("process p{index} {{}}\n").as_bytes());
        project.write(&format!("packs/t{index}.tm"), format!("type t{index} : process\n").as_bytes());
    }
    let ran = soon(&project, &["check"]);
    assert!(ran.out.contains("302 elements"), "{}", ran.out);
}

#[test]
fn patterns_that_look_at_too_much() {
    let mut text = SOUND.to_owned();
    for index in 0..3000 {
        text.push_str(&format!("include \"parts/**/*{index}*.tm\"\n"));
    }
    let project = Project::new(&[("model.tm", &text)]);
    for index in 0..1000 {
        project.write(&format!("parts/p{index}.tm"), b"");
    }
    soon(&project, &["check"]).exits(2).says("error[too-many-files]").says("look at more than 500000 files");
}

#[test]
fn what_becomes_a_link_after_it_was_looked_at_is_not_followed() {
    use palisade::driver::{DiskWorld, World, find};
    let (outside, project) = two(&[("a/b/x.tm", SOUND), ("c/b/x.tm", SECRET)]);
    let world = DiskWorld::on(None);
    let file = project.path("a/b/x.tm");
    let (anchor, facts) = find(&world, &file).unwrap();
    assert_eq!(world.read(&anchor, &facts.path, 1 << 20).unwrap(), SOUND.as_bytes());
    let folder = facts.path.parent().unwrap();
    // The file, its folder and the folder around it, exchanged for links that lead out or stay inside.
    for (what, aside, targets) in [
        ("a/b/x.tm", "aside.tm", [outside.path("secret.tm"), "../../c/b/x.tm".into()]),
        ("a/b", "aside", [outside.path(""), "../c/b".into()]),
        ("a", "aside", [outside.path(""), "c".into()]),
    ] {
        for target in targets {
            std::fs::rename(project.path(what), project.path(aside)).unwrap();
            symlink(&target, project.path(what)).unwrap();
            assert!(world.read(&anchor, &facts.path, 1 << 20).is_err(), "{what} -> {}", target.display());
            if what != "a/b/x.tm" {
                assert!(world.list(&anchor, folder).is_err(), "{what}");
                assert!(world.walk(&anchor, folder, 10).files.is_empty(), "{what}");
            }
            std::fs::remove_file(project.path(what)).unwrap();
            std::fs::rename(project.path(aside), project.path(what)).unwrap();
        }
    }
}

#[cfg(feature = "layout")]
#[test]
fn no_link_chooses_where_a_project_begins() {
    for git in [true, false] {
        let around = tempfile::tempdir().unwrap();
        let at = |path: &str| around.path().join(path);
        std::fs::create_dir_all(at("repo/sub")).unwrap();
        std::fs::create_dir_all(at("home/m/.git")).unwrap();
        if git {
            std::fs::create_dir(at("repo/.git")).unwrap();
        }
        std::fs::write(at("repo/model.tm"), OPEN).unwrap();
        let untidy = "model    z \"Z\"\n\n\n\nactor   a\n";
        std::fs::write(at("home/m/z.tm"), untidy).unwrap();
        symlink(at("home/m"), at("repo/models")).unwrap();
        symlink("repo", at("way")).unwrap();
        let run = |folder: &str, arguments: &[&str]| ran(program(&at(folder), arguments).output().unwrap());
        for arguments in [
            &["fmt", "../models"][..],
            &["check", "../models"],
            &["init", "../models"],
            &["report", "../model.tm", "-o", "../models/r.md"],
            &["build", "../model.tm", "--out", "../models"],
        ] {
            run("repo/sub", arguments).exits(2);
        }
        let typed = at("way/models").display().to_string();
        let mut command = program(&at("repo"), &["build", "--out", &typed]);
        ran(command.env("PWD", at("way")).output().unwrap()).exits(2);
        assert_eq!(std::fs::read_to_string(at("home/m/z.tm")).unwrap(), untidy);
        assert_eq!(std::fs::read_dir(at("home/m")).unwrap().count(), 2, "git: {git}");
    }
}

#[test]
fn a_used_folder_drops_nothing_in_silence() {
    let policy = "policy no \"No\" {\n  on = flow\n  forbid = flow.from is actor\n}\n";
    let project = Project::new(&[("m/model.tm", &format!("{SOUND}use \"../packs\"\n")), ("other/p.tm", policy)]);
    project.write("packs/t.tm", b"type q : process\n");
    symlink("../other/p.tm", project.path("packs/p.tm")).unwrap();
    project.run(&["check", "m"]).exits(1).says("'no@enter'");
    std::fs::remove_file(project.path("packs/p.tm")).unwrap();
    symlink("../nowhere.tm", project.path("packs/p.tm")).unwrap();
    project.run(&["check", "m"]).exits(2).says("the link `packs/p.tm` leads nowhere");
}

#[test]
fn many_roots_and_many_links_end() {
    let project = Project::new(&[]);
    for index in 0..700 {
        project.write(&format!("{index}.tm"), b"model a\ninclude \"*.tm\"\n");
    }
    soon(&project, &["check", "--format", "short"]).exits(2).says("declares a model of its own");
    let project = Project::new(&[("z.tm", "process p\n")]);
    std::fs::create_dir(project.path("a")).unwrap();
    let long = "a/../".repeat(700);
    for index in (1..9).rev() {
        let target = if index == 8 { "z.tm".to_owned() } else { format!("c{}", index + 1) };
        symlink(format!("{long}{target}"), project.path(&format!("c{index}"))).unwrap();
    }
    for index in 0..1_100 {
        symlink("c1", project.path(&format!("l{index}.tm"))).unwrap();
    }
    project.write("model.tm", format!("{SOUND}{}", "include \"l*.tm\"\n".repeat(300)).as_bytes());
    soon(&project, &["check", "--format", "short"]).exits(2).says("error[too-many-files]");
}
