//! `check --fix`: what is sure is written, whole and in place; everything else stays as it is.

use crate::cli::{Project, SOUND};
use crate::hostile::{MARKERS, danger};

/// A model with sure slips, in two files, and one whose repair is a guess.
const ROOT: &str = "model shop \"Shop\"\ninclude parts/*.tm\nactor customer;\nprocess web {\n  memory-safe: true\n  parses = [],,\n}\n";
const PART: &str = "flow enter: customer → web { via = https, carries = [], returns = [] }\n";
const ROOT_MENDED: &str = "model shop \"Shop\"\ninclude \"parts/*.tm\"\nactor customer\nprocess web {\n  memory-safe = true\n  parses = [],\n}\n";
const PART_MENDED: &str = "flow enter: customer -> web { via = https, carries = [], returns = [] }\n";

fn shop() -> Project {
    Project::new(&[("shop.tm", ROOT), ("parts/flows.tm", PART)])
}

#[test]
fn several_files_are_mended() {
    let project = shop();
    project.run(&["check"]).exits(2);
    project.run(&["check", "--fix"]).exits(0).says("gate: passed").complains("applied 5 fixes in 2 files\n");
    assert_eq!((project.read("shop.tm"), project.read("parts/flows.tm")), (ROOT_MENDED.into(), PART_MENDED.into()));
    let again = project.run(&["check", "--fix"]).exits(0).complains("nothing to fix unseen\n");
    assert_eq!(again.out, project.run(&["check"]).out);
    assert_eq!(project.path("parts").read_dir().unwrap().count(), 1);
}

/// Without `--fix` people are told how many fixes there are to apply, once for all models; programs are not.
#[test]
fn sure_fixes_are_counted() {
    let project = shop();
    let hint = "5 fixes are sure: `palisade check --fix` applies them\n";
    assert_eq!(project.run(&["check"]).exits(2).err, hint);
    for format in ["short", "json"] {
        assert_eq!(project.run(&["check", "--format", format]).exits(2).err, "");
    }
    // Two models with a file in common, and a guess beside it.
    project.write("shop.tm", ROOT_MENDED.as_bytes());
    project.write("other.tm", ROOT_MENDED.replace("model shop", "model other").as_bytes());
    project.write("parts/flows.tm", PART.replace("via", "vai").as_bytes());
    assert_eq!(project.run(&["check"]).exits(2).err, "1 fix is sure: `palisade check --fix` applies it\n");
    project.run(&["check", "--fix"]).exits(2).complains("applied 1 fix in 1 file;");
    assert_eq!(project.run(&["check"]).exits(2).err, "");
}

#[test]
fn a_difference_writes_nothing_and_can_be_applied() {
    let project = shop();
    let ran = project.run(&["check", "--fix", "--diff"]).exits(0);
    assert!(ran.err.contains("would apply 5 fixes in 2 files\n") && ran.err.contains("gate: passed"), "{}", ran.err);
    assert_eq!((project.read("shop.tm"), project.read("parts/flows.tm")), (ROOT.into(), PART.into()));
    let expected = "\
--- parts/flows.tm
+++ parts/flows.tm
@@ -1 +1 @@
-flow enter: customer → web { via = https, carries = [], returns = [] }
+flow enter: customer -> web { via = https, carries = [], returns = [] }
--- shop.tm
+++ shop.tm
@@ -1,7 +1,7 @@
 model shop \"Shop\"
-include parts/*.tm
-actor customer;
+include \"parts/*.tm\"
+actor customer
 process web {
-  memory-safe: true
-  parses = [],,
+  memory-safe = true
+  parses = [],
 }
";
    assert_eq!(ran.out, expected);
    project.run(&["check", "--diff"]).exits(2).complains("--fix");
    project.run(&["check", "--fix", "--diff", "--format", "json"]).exits(2).complains("cannot be used with");
    project.run(&["check", "--fix", "--what-if", "web has rate-limit"]).exits(2).complains("cannot be used with");
}

/// What remains decides: a guess is not applied, and its error stays.
#[test]
fn errors_that_are_left_are_errors() {
    let part = PART.replace("via", "vai");
    let project = Project::new(&[("shop.tm", ROOT), ("parts/flows.tm", &part)]);
    let ran = project.run(&["check", "--fix"]).exits(2).says("did you mean `via`?");
    assert!(
        ran.err.ends_with("applied 5 fixes in 2 files; 1 more is offered that only you can judge\n"),
        "{}",
        ran.err
    );
    assert_eq!(project.read("parts/flows.tm"), PART_MENDED.replace("via", "vai"));
    project.run(&["check", "--fix", "--diff"]).exits(2).complains("nothing to fix unseen; 1 more is offered");
    let ran = project.run(&["check", "--fix", "--format", "json"]).exits(2);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let fix = &json["diagnostics"][0]["fixes"][0];
    assert_eq!((&fix["sure"], &fix["edits"][0]["text"]), (&false.into(), &"via".into()));
}

#[test]
fn json_says_which_fixes_are_sure() {
    let ran = shop().run(&["check", "--format", "json"]).exits(2);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let fixes: Vec<_> = json["diagnostics"].as_array().unwrap().iter().map(|said| &said["fixes"][0]).collect();
    assert!(fixes.len() == 5 && fixes.iter().all(|fix| fix["sure"] == true), "{fixes:?}");
    assert_eq!(fixes[0]["edits"][0]["text"], "\"parts/*.tm\"");
}

#[test]
fn line_ends_and_marks_stay() {
    let windows = |text: &str| text.replace('\n', "\r\n");
    let brace = "process other\n{\n  memory-safe = true\n  parses = []\n}\n";
    let project = Project::new(&[]);
    project.write("shop.tm", format!("\u{feff}{}{}", windows(ROOT), windows(brace)).as_bytes());
    project.write("parts/flows.tm", PART.replace('\n', "").as_bytes());
    project.run(&["check", "--fix"]).complains("applied 6 fixes in 2 files");
    let mended = brace.replace("other\n{", "other {");
    assert_eq!(project.read("shop.tm"), format!("\u{feff}{}{}", windows(ROOT_MENDED), windows(&mended)));
    assert_eq!(project.read("parts/flows.tm"), PART_MENDED.replace('\n', ""));
}

#[test]
fn edits_in_json_have_the_line_ends_of_their_file() {
    let text = "model m \"M\"\n/* one\ntwo */\nactor a\nprocess web {\n  memory-safe = true\n}\na -> web\n";
    let texts = |text: &str, args: &[&str]| {
        let ran = Project::new(&[("m.tm", text)]).run(args);
        let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        let facts = |row: &serde_json::Value| row["facts"].as_array().unwrap().clone();
        let rows = json["questions"].as_array().into_iter().flatten().filter_map(|it| it["form"].as_array()).flatten();
        let asked: Vec<serde_json::Value> = rows.flat_map(facts).collect();
        let lists = json["diagnostics"].as_array().into_iter().flatten().chain(&asked);
        let offers = lists.flat_map(|it| [it["fixes"].clone(), it["choices"].clone()]);
        let offers: Vec<_> = offers.filter_map(|list| list.as_array().cloned()).flatten().collect();
        let edits = offers.iter().filter_map(|offer| offer["edits"].as_array()).flatten();
        let texts = edits.map(|edit| edit["text"].as_str().unwrap().to_owned());
        texts.filter(|text| text.contains('\n')).collect::<Vec<_>>()
    };
    for args in [&["check", "--format", "json"][..], &["questions", "--format", "json"]] {
        let (unix, windows) = (texts(text, args), texts(&text.replace('\n', "\r\n"), args));
        assert!(!unix.is_empty(), "{args:?}");
        assert_eq!(unix.iter().map(|text| text.replace('\n', "\r\n")).collect::<Vec<_>>(), windows);
    }
}

/// Where a program that takes the format cannot take a difference, that is said.
#[test]
fn a_difference_that_cannot_be_applied_says_so() {
    let project = Project::new(&[("my shop.tm", "model m \"M\"\nactor a; // \u{202e}\nactor b;\n")]);
    let ran = project.run(&["check", "--fix", "--diff"]);
    assert!(ran.out.starts_with("--- my shop.tm\t\n+++ my shop.tm\t\n"), "{}", ran.out);
    assert_eq!(ran.err.matches("the difference of `my shop.tm` cannot be applied").count(), 1, "{}", ran.err);
    let plain = Project::new(&[("shop.tm", "\u{feff}model m \"M\";\nactor a\n")]);
    let ran = plain.run(&["check", "--fix", "--diff"]);
    assert!(ran.out.contains("\n-\u{feff}model m \"M\";\n+\u{feff}model m \"M\"\n"), "{}", ran.out);
    assert!(!ran.err.contains("cannot be applied"), "{}", ran.err);
}

#[test]
fn a_file_without_slips_is_not_touched() {
    let project = Project::new(&[("shop.tm", ROOT), ("parts/flows.tm", PART_MENDED)]);
    let time = || project.path("parts/flows.tm").metadata().unwrap().modified().unwrap();
    let before = time();
    project.run(&["check", "--fix"]).exits(0).complains("applied 4 fixes in 1 file\n");
    assert_eq!(time(), before);
    let sound = Project::new(&[("m.tm", SOUND)]);
    sound.run(&["check", "--fix"]).exits(0).complains("nothing to fix unseen\n");
    assert_eq!(sound.read("m.tm"), SOUND);
    assert_eq!(sound.run(&["check", "--fix", "--diff"]).exits(0).out, "");
    Project::new(&[]).run(&["check", "--fix"]).exits(2).complains("no file");
}

/// A file that two models share is mended once.
#[test]
fn a_shared_file_is_mended_once() {
    let project = Project::new(&[
        ("a/a.tm", "model a \"A\"\ninclude \"../shared/*.tm\"\n"),
        ("b/b.tm", "model b \"B\"\ninclude \"../shared/*.tm\"\n"),
        ("shared/web.tm", "process web { memory-safe: true, parses: [] }\n"),
    ]);
    project.run(&["check", "--fix"]).complains("applied 2 fixes in 1 file\n");
    assert_eq!(project.read("shared/web.tm"), "process web { memory-safe = true, parses = [] }\n");
}

#[test]
fn a_file_that_nobody_may_write_keeps_all_as_they_are() {
    let project = shop();
    let path = project.path("shop.tm");
    let mut permissions = path.metadata().unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).unwrap();
    let ran = project.run(&["check", "--fix"]).exits(2);
    assert!(ran.err.contains("cannot write `shop.tm`: the file is read-only"), "{}", ran.err);
    assert_eq!(ran.out, "");
    assert_eq!((project.read("shop.tm"), project.read("parts/flows.tm")), (ROOT.into(), PART.into()));
    assert_eq!(project.path("parts").read_dir().unwrap().count(), 1);
}

#[cfg(unix)]
mod links {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn what_a_link_leads_to_outside_stays() {
        let outside = Project::new(&[("flows.tm", PART), ("whole/m.tm", ROOT)]);
        let project = Project::new(&[("shop.tm", ROOT), ("parts/flows.tm", PART)]);
        symlink(outside.path("flows.tm"), project.path("parts/more.tm")).unwrap();
        symlink(outside.path("whole"), project.path("whole")).unwrap();
        project.run(&["check", "--fix"]).exits(2).says("leads out of the project");
        assert_eq!((outside.read("flows.tm"), outside.read("whole/m.tm")), (PART.into(), ROOT.into()));
        project.run(&["check", "--fix", "whole"]).exits(2);
        assert_eq!(outside.read("whole/m.tm"), ROOT);
        // The project's own files are mended all the same.
        assert_eq!(project.read("shop.tm"), ROOT_MENDED);
    }

    /// Inside the project the file itself is mended, and the link stays one.
    #[test]
    fn a_link_inside_stays_a_link() {
        let project = Project::new(&[("shop.tm", ROOT), ("kept/flows.tm", PART)]);
        std::fs::create_dir(project.path("parts")).unwrap();
        symlink("../kept/flows.tm", project.path("parts/flows.tm")).unwrap();
        project.run(&["check", "--fix", "shop.tm"]).complains("applied 5 fixes in 2 files");
        assert_eq!(project.read("kept/flows.tm"), PART_MENDED);
        assert!(project.path("parts/flows.tm").symlink_metadata().unwrap().is_symlink());
    }

    #[test]
    fn permissions_stay() {
        let project = shop();
        let path = project.path("shop.tm");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
        project.run(&["check", "--fix"]).exits(0);
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o640);
    }

    /// A file that changes between reading and writing is left alone, and so are the others.
    #[test]
    fn a_file_that_changes_meanwhile_is_left_alone() {
        use palisade::driver::{Refused, Replacement, replace_all};
        let project = shop();
        let anchor = project.path("").canonicalize().unwrap();
        let paths = ["parts/flows.tm", "shop.tm"].map(|path| anchor.join(path));
        let world = palisade::driver::DiskWorld::default();
        let options = palisade::driver::Options::default();
        let mended = palisade::driver::mend(&world, &[project.path("shop.tm")], &options);
        assert_eq!(mended.files.iter().map(|file| file.path.clone()).collect::<Vec<_>>(), paths);
        project.write("shop.tm", SOUND.as_bytes());
        let files: Vec<Replacement<'_>> = mended
            .files
            .iter()
            .map(|file| Replacement { anchor: &file.anchor, path: &file.path, was: &file.was, now: &file.now })
            .collect();
        assert!(matches!(replace_all(&files), Err((1, Refused::Changed))));
        assert_eq!((project.read("shop.tm"), project.read("parts/flows.tm")), (SOUND.into(), PART.into()));
        // Nor is it written where a link stands in its place now.
        std::fs::remove_file(project.path("shop.tm")).unwrap();
        symlink("kept.tm", project.path("shop.tm")).unwrap();
        project.write("kept.tm", ROOT.as_bytes());
        assert!(matches!(replace_all(&files), Err((1, Refused::Failed(_)))));
        assert_eq!((project.read("kept.tm"), project.read("parts/flows.tm")), (ROOT.into(), PART.into()));
    }
}

/// More slips than one round mends, and more than one file tells of.
#[test]
fn rounds_go_on_until_all_is_mended() {
    let commas = ",".repeat(50);
    let project = Project::new(&[("m.tm", &format!("{SOUND}data d {{ class = public{commas} }}\n"))]);
    project.run(&["check", "--fix"]).complains("applied 49 fixes in 1 file");
    assert!(project.read("m.tm").ends_with("data d { class = public, }\n"));
    let many: String = (0..2500).map(|n| format!("actor a{n};\n")).collect();
    let project = Project::new(&[("m.tm", &format!("model m \"M\"\n{many}"))]);
    project.run(&["check", "--fix"]).complains("applied 2500 fixes in 1 file");
    assert!(!project.read("m.tm").contains(';'));
    let endless: String = (0..12_000).map(|n| format!("actor a{n};\n")).collect();
    let project = Project::new(&[("m.tm", &format!("model m \"M\"\n{endless}"))]);
    project.run(&["check", "--fix", "--diff"]).exits(2).complains("more is left to fix: run it again");
}

/// A difference shows lines of the model, and nobody obeys them.
#[test]
fn a_difference_is_obeyed_by_nobody() {
    let samples = MARKERS.iter().flat_map(|marker| marker.samples).copied();
    let lines = samples.chain(["-- x", "++ x", "\u{1b}[2J", "\u{202e}x"]).map(|sample| {
        let sample = sample.replace(['\n', '\r'], " ");
        format!("actor customer; {sample}\n/* {sample}\n{sample} */\n//{sample}\n")
    });
    let project = Project::new(&[("m.tm", &format!("{SOUND}{}", lines.collect::<String>()))]);
    let ran = project.run(&["check", "--fix", "--diff"]);
    assert!(ran.out.starts_with("--- m.tm\n+++ m.tm\n@@ ") && ran.out.len() > 1000, "{}", ran.out);
    assert_eq!(ran.out.split('\n').skip(2).find_map(danger), None, "{}", ran.out);
    assert_eq!(ran.err.split('\n').find_map(danger), None, "{}", ran.err);
}
