//! Thousands of models in one run: the bytes do not show how many are worked on at a time, and the memory does not grow
//! with what was found in them.

use serde_json::{Deserializer, Value};

use crate::cli::{OPEN, Project, SOUND, ran};

/// So many models, each in a folder of its own, one in ten of which has an open threat.
fn project(models: usize) -> Project {
    let project = Project::new(&[]);
    for index in 0..models {
        let (text, name) = if index % 10 == 9 { (OPEN, "model shop ") } else { (SOUND, "model sound ") };
        let text = text.replace(name, &format!("model m{index} "));
        project.write(&format!("{:02}/{index:04}/m.tm", index / 100), text.as_bytes());
    }
    project
}

#[test]
fn many_models_give_the_same_bytes_with_any_number_of_threads() {
    let project = project(150);
    let of = |arguments: &[&str], threads: &str| {
        ran(project.command(arguments).env("RAYON_NUM_THREADS", threads).output().unwrap())
    };
    for format in ["json", "human", "short"] {
        let one = of(&["check", "--format", format], "1").exits(1);
        let four = of(&["check", "--format", format], "4").exits(1);
        assert!(one.out == four.out && one.err == four.err, "{format} differs");
        let sentence = "run: failed, 15 of 150 models: m9, m19, m29 and 12 more";
        if format != "json" {
            assert_eq!(one.out.lines().last(), Some(sentence));
            continue;
        }
        assert_eq!(one.err.trim_end(), sentence);
        let documents: Vec<Value> = Deserializer::from_str(&one.out).into_iter().collect::<Result<_, _>>().unwrap();
        assert_eq!(documents.len(), 150);
        for (index, document) in documents.iter().enumerate() {
            assert_eq!(document["model"]["name"], format!("m{index}"));
            assert_eq!(document["gate"]["run"]["sentence"], sentence);
        }
    }
}

/// Pictures want the embedded engine.
#[cfg(feature = "layout")]
#[test]
fn many_models_are_built_as_each_alone() {
    let project = project(150);
    let built = project.run(&["build", "--out", "out"]).exits(0);
    assert_eq!(built.out.lines().filter(|line| line.ends_with("model.json")).count(), 150);
    let alone = Project::new(&[("09/0142/m.tm", &project.read("01/0142/m.tm"))]);
    alone.run(&["build", "--out", "out"]).exits(0);
    let place = |text: String| text.replace("09/0142", "01/0142");
    assert_eq!(place(alone.read("out/m142/model.json")), project.read("out/m142/model.json"));
}

/// So many models of 10 elements.
#[cfg(target_os = "linux")]
fn generated(models: usize) -> Project {
    let project = Project::new(&[]);
    let files = crate::generate::files(&crate::generate::plan(10), usize::MAX);
    for index in 0..models {
        let text = files[0].1.replace("model generated ", &format!("model m{index} "));
        project.write(&format!("{:02}/{index:04}/m.tm", index / 100), text.as_bytes());
    }
    project
}

/// What a run takes at its peak, in KB.
#[cfg(target_os = "linux")]
fn peak(project: &Project, format: &str) -> u64 {
    let mut command = project.command(&["check", "--exit-zero", "--format", format]);
    let nowhere = std::process::Stdio::null;
    let mut child = command.env("RAYON_NUM_THREADS", "2").stdout(nowhere()).stderr(nowhere()).spawn().unwrap();
    let (status, mut peak) = (format!("/proc/{}/status", child.id()), 0);
    while child.try_wait().unwrap().is_none() {
        // The highest so far never falls, so the last look before the end is close to it.
        let seen = std::fs::read_to_string(&status).unwrap_or_default();
        let line = seen.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let found = line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<u64>().ok());
        peak = peak.max(found.unwrap_or(0));
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    assert!(child.wait().unwrap().success());
    peak
}

/// What is found in a model takes 100 KB, and its text 3 KB.
#[cfg(target_os = "linux")]
#[test]
fn memory_grows_with_the_text_alone() {
    // Both fill every round.
    let (few, many) = (generated(130), generated(280));
    for format in ["human", "json"] {
        let (few, many) = (peak(&few, format), peak(&many, format));
        let each = many.saturating_sub(few) / 150;
        assert!(few > 10_000 && each < 40, "{format}: {few} and {many} KB, {each} KB a model");
    }
}
