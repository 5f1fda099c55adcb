//! Whatever is put in, there is an error with its place or a correct output; never a panic, a hang, or half a file.

use std::io::Read;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::cli::{OPEN, Project, Ran, SOUND, ran};
#[cfg(feature = "layout")]
use crate::hostile;

fn check(path: &str, bytes: &[u8]) -> Ran {
    let project = Project::new(&[]);
    project.write(path, bytes);
    let started = Instant::now();
    let ran = project.run(&["check", path]);
    assert!(started.elapsed() < Duration::from_secs(20), "it takes too long");
    ran
}

#[test]
fn nothing_to_check() {
    let project = Project::new(&[]);
    project.run(&["check"]).exits(2).complains("error[no-model]: no file in `.` declares a `model`");
    project.run(&["check", "nowhere"]).exits(2).complains("cannot read `nowhere`: no such file or folder");
    project.run(&["check", "nowhere", "--exit-zero"]).exits(2);
    std::fs::create_dir(project.path("x.tm")).unwrap();
    project.run(&["check", "x.tm"]).exits(2).complains("no file in `x.tm` declares a `model`");
    project.run(&["check"]).exits(2).complains("no file in `.`");
    project.write("model.tm", format!("{SOUND}include \"x.tm\"\n").as_bytes());
    project.run(&["check"]).exits(2).says("model.tm:5:9").says("it is a folder");
    // One path that leads nowhere is an error, whatever the others say.
    project.write("model.tm", SOUND.as_bytes());
    project.run(&["check", "model.tm", "nowhere"]).exits(2).says("gate: not judged, 1 error outside the models");
}

/// More mistakes than anybody reads are counted; they are errors all the same.
#[test]
fn more_mistakes_than_anybody_reads() {
    let project = Project::new(&[("model.tm", &format!("{SOUND}{}", "p a\n".repeat(15_000)))]);
    let ran = project.run(&["check", "--format", "short"]).exits(2);
    let said = ran.says("error[too-many-diagnostics]: 5000 more diagnostics are left out");
    assert!(said.out.lines().count() < 10_100);
    // Warnings alone are no error.
    let idle: String = (0..10_500).map(|index| format!("process p{index}\n")).collect();
    let idle = format!("{SOUND}{idle}");
    project.write("model.tm", idle.as_bytes());
    project.run(&["check", "--format", "short"]).exits(0);
}

/// Files of a model are bounded together, too.
#[test]
fn files_that_are_too_much_together() {
    let project = Project::new(&[("model.tm", &format!("{SOUND}include \"parts/*.tm\"\n"))]);
    let blank = vec![b'\n'; 15 << 20];
    (0..5).for_each(|index| project.write(&format!("parts/p{index}.tm"), &blank));
    let ran = project.run(&["check", "--format", "short"]).exits(2);
    let said = ran.says("cannot read `parts/p4.tm`: the files of one model hold at most 64 MB together");
    assert_eq!(said.out.matches("at most 64 MB").count(), 1);
}

#[test]
fn files_that_are_no_text() {
    check("a.tm", b"\x7fELF\x02\x01\0\0\0\xff\xfe").exits(2).complains("looks like a binary file");
    check("a.tm", b"model a \"A\"\nactor b \"\xfc\"\n").exits(2).says("a.tm:2:10").says("error[not-utf8]");
    let project = Project::new(&[("model.tm", &format!("{SOUND}include \"b.tm\"\n"))]);
    project.write("b.tm", b"process a\nprocess \xff\n");
    project.run(&["check"]).exits(2).says("b.tm:2:9").says("the byte 0xff");
    project.write("b.tm", b"\0\xff\xfe\0");
    project.run(&["check"]).exits(2).says("looks like a binary file");
}

/// Root, included, searched or formatted, the encoding is named, once.
#[test]
fn other_encodings() {
    let utf16 = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let text = "model a \"A\"\nactor b \"M\u{fc}ller\"\n";
    let with_mark = [vec![0xff, 0xfe], utf16(text)].concat();
    let latin1: Vec<u8> = text.chars().map(|c| c as u8).collect();
    for (bytes, name) in [(with_mark, "UTF-16"), (utf16(text), "UTF-16"), (latin1, "Latin-1")] {
        let help = format!("looks like {name}");
        let once = |ran: Ran| {
            let all = ran.out.clone() + &ran.err;
            assert_eq!(all.matches(&help).count(), 1, "{all}");
            assert_eq!(ran.status, 2, "{all}");
        };
        once(check("a.tm", &bytes));
        let project = Project::new(&[("model.tm", &format!("{SOUND}include \"b.tm\"\n"))]);
        project.write("b.tm", &bytes);
        once(project.run(&["check", "model.tm"]));
        once(project.run(&["check", "b.tm"]));
        once(project.run(&["fmt", "--check", "b.tm"]));
        project.write("model.tm", SOUND.as_bytes());
        let part = if name == "Latin-1" { b"actor b \"M\xfcller\"\n".to_vec() } else { utf16("actor b\n") };
        project.write("b.tm", &part);
        once(project.run(&["check"]));
        once(project.run(&["check", "b.tm"]));
    }
}

#[test]
fn much_of_nothing() {
    check("a.tm", "{".repeat(50 << 20).as_bytes()).exits(2).complains("cannot read `a.tm`: it is larger than 16 MB");
    check("a.tm", format!("model a\n{}", "{".repeat(1 << 20)).as_bytes()).exits(2).says("a.tm:2:");
    check("a.tm", format!("model a\nprocess p {{ x = {}", "[".repeat(100_000)).as_bytes()).exits(2);
    check("a.tm", format!("model a\nrule r {{ when = {} x", "not ".repeat(100_000)).as_bytes()).exits(2);
    let project = Project::new(&[("model.tm", &format!("{SOUND}include \"big.tm\"\n"))]);
    project.write("big.tm", &vec![b'\n'; 17 << 20]);
    project.run(&["check"]).exits(2).says("big.tm:1:1").says("the file is larger than 16 MB");
}

#[test]
fn what_is_not_closed() {
    check("a.tm", b"model a \"A\nactor b\n").exits(2).says("a.tm:1:9");
    check("a.tm", b"model a {\nactor b\n").exits(2).says("a.tm:1:9");
    check("a.tm", b"model a\nactor b \"\"\"\nx\n").exits(2).says("a.tm:2:9");
    check("a.tm", b"model").exits(2);
    check("a.tm", b"").exits(2);
}

#[test]
#[cfg(unix)]
fn links_and_devices() {
    use std::os::unix::fs::symlink;
    let outside = Project::new(&[("secret.tm", "process secret\n")]);
    let project = Project::new(&[("m/model.tm", &format!("{SOUND}include \"*.tm\"\n"))]);
    symlink("b", project.path("m/a")).unwrap();
    symlink("a", project.path("m/b")).unwrap();
    symlink("../m", project.path("m/loop")).unwrap();
    project.run(&["check"]).exits(0);
    project.run(&["check", "m/loop/loop/model.tm"]).exits(0);
    project.run(&["check", "m/a"]).exits(2).complains("cannot read `m/a`");
    symlink("x.tm", project.path("m/x.tm")).unwrap();
    project.run(&["check"]).exits(2).says("m/model.tm:5:9").says("m/x.tm");
    std::fs::remove_file(project.path("m/x.tm")).unwrap();
    symlink(outside.path("secret.tm"), project.path("m/out.tm")).unwrap();
    let ran = project.run(&["check"]).exits(2).says("error[leaves-project]");
    assert!(!ran.out.contains("process secret"), "{}", ran.out);
    std::fs::remove_file(project.path("m/out.tm")).unwrap();
    let pipe = project.path("m/pipe.tm");
    if std::process::Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success()) {
        project.run(&["check"]).exits(2).says("it is no regular file");
        project.run(&["check", "m/pipe.tm"]).exits(2).complains("error[unreadable-file]: cannot read `m/pipe.tm`");
    }
}

#[test]
fn includes_stay_inside() {
    for pattern in ["/etc/passwd", "/etc/*.tm", "../../x.tm", "../../**/*.tm"] {
        let project = Project::new(&[("model.tm", &format!("{SOUND}include \"{pattern}\"\n"))]);
        project.run(&["check"]).exits(2).says("error[leaves-project]").says("model.tm:5:9");
    }
}

#[cfg(feature = "layout")]
#[test]
fn hostile_labels() {
    let long = "x".repeat(10_000);
    for label in [
        r#"\" <b>&amp; \\ 'x' `y`"#,
        r"a\nb ::error::x",
        "::error::x",
        "##[error]x",
        "\u{202e}gnp.exe",
        "%0A%s{0}",
        &long,
    ] {
        let model = OPEN.replace("process web", &format!("process web \"{label}\""));
        let project = Project::new(&[("model.tm", &model)]);
        let ran = project.run(&["check"]);
        assert!(ran.status <= 1, "{label}: {}", ran.out);
        for line in ran.out.lines().chain(ran.err.lines()) {
            assert_eq!(hostile::danger(line), None, "{label}: {line}");
        }
        project.run(&["build", "--out", "out"]).exits(0);
        let svg = project.read("out/shop/dfd.svg");
        roxmltree::Document::parse(&svg).unwrap();
        serde_json::from_str::<serde_json::Value>(&project.read("out/shop/model.json")).unwrap();
    }
    // What would act on a terminal does not get in at all.
    for label in ["\u{1b}[31m", r"\u{1b}[31m", "a\u{7}b"] {
        let model = OPEN.replace("process web", &format!("process web \"{label}\""));
        let project = Project::new(&[("model.tm", &model)]);
        let ran = project.run(&["check"]).exits(2).says("model.tm:3:");
        assert!(!ran.out.contains(['\u{1b}', '\u{7}', '\u{9b}']), "{}", ran.out);
    }
}

#[cfg(feature = "layout")]
#[test]
#[cfg(target_os = "linux")]
fn a_full_disk() {
    let project = Project::new(&[("shop.tm", OPEN)]);
    for command in ["render", "report"] {
        project.run(&[command, "-o", "/dev/full"]).exits(2).complains("no space left on the device");
    }
    for arguments in [&["check"][..], &["render"], &["report", "--format", "json"]] {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let mut command = project.command(arguments);
        let output = command.stdout(Stdio::from(full)).output().unwrap();
        ran(output).exits(2).complains("cannot write to standard output: no space left on the device");
    }
}

#[cfg(feature = "layout")]
#[test]
fn nothing_is_half_written() {
    let project = Project::new(&[("shop.tm", OPEN), ("out", "a file where a folder is to be")]);
    project
        .run(&["build", "--out", "out"])
        .exits(2)
        .complains("cannot write `out/shop`: a part of the path is not a folder");
    assert_eq!(project.read("out"), "a file where a folder is to be");
    project.write("here/dfd.svg/x", b"");
    project.run(&["render", "-o", "here/dfd.svg"]).exits(2).complains("it is a folder");
    project.run(&["render", "-o", "nowhere/dfd.svg"]).exits(2).complains("cannot write `nowhere/dfd.svg`");
    let names: Vec<_> =
        std::fs::read_dir(project.path("here")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["dfd.svg"], "what was written beside is taken away");
}

#[test]
fn a_closed_pipe_is_quiet() {
    let project = Project::new(&[("shop.tm", OPEN)]);
    let mut command = project.command(&["report", "--format", "json"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    child.wait().unwrap();
    assert_eq!(said, "");
}

#[test]
fn results_of_tests_that_are_none() {
    let project = Project::new(&[("model.tm", SOUND)]);
    let bomb: String = (1..30).map(|n| format!("<!ENTITY e{n} \"&e{};&e{};\">", n - 1, n - 1)).collect();
    let bomb = format!("<!DOCTYPE t [<!ENTITY e0 \"ha\">{bomb}]>\n<testsuite name=\"&e29;\"/>");
    for (bytes, says) in [
        (vec![b' '; 100 << 20], "it is larger than 64 MB"),
        (b"{\"tests\": []}".to_vec(), "line 1, column 1: this is not XML"),
        (b"\x7fELF\xff".to_vec(), "line 1, column 5: this is not UTF-8"),
        (bomb.into_bytes(), "line 1, column 1: a document type"),
        ("<testsuite>".repeat(1 << 20).into_bytes(), "nested more than 100 deep"),
        (format!("<testsuite>{}", "<!--".repeat(1 << 20)).into_bytes(), "this is not XML"),
        (format!("<testsuite {}", "a=\"b\" ".repeat(1 << 20)).into_bytes(), "this is not XML"),
    ] {
        project.write("junit.xml", &bytes);
        let started = Instant::now();
        project.run(&["check", "--tests", "junit.xml"]).exits(2).complains("error[bad-test-results]").complains(says);
        assert!(started.elapsed() < Duration::from_secs(20), "it takes too long: {says}");
    }
    project.run(&["check", "--tests", "."]).exits(2).complains("it is a folder");
}

#[test]
fn more_files_than_anybody_has() {
    let project = Project::new(&[("model.tm", &format!("{SOUND}include \"many/*.tm\"\n"))]);
    for index in 0..=10_000 {
        project.write(&format!("many/{index}.tm"), b"");
    }
    project.run(&["check", "model.tm"]).exits(2).says("error[too-many-files]").says("model.tm:5:9");
    project.run(&["check"]).exits(2).complains("error[too-many-files]: `.` holds more than 10000 `.tm` files");
}

/// A word needs its ancestors before it, and each holds the set of them: neither may take for ever.
#[test]
fn more_words_than_anybody_has() {
    let chain: String = (0..11_000).rev().map(|index| format!("type t{index} : t{}\n", index + 1)).collect();
    check("a.tm", format!("{SOUND}{chain}").as_bytes()).exits(2).says("error[too-many-words]: more than 10000 types");
    let circle: String = (0..9_000).map(|index| format!("type t{index} : t{}\n", (index + 1) % 9_000)).collect();
    check("a.tm", format!("{SOUND}{circle}").as_bytes()).exits(2).says("type `t8999` is its own ancestor");
}

/// Root may read everything, so this runs the program as nobody where it can.
#[test]
#[cfg(target_os = "linux")]
fn folders_that_nobody_may_read() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::new(&[("model.tm", SOUND), ("locked/more.tm", "process x\n")]);
    let mode = |path: &str, mode: u32| {
        std::fs::set_permissions(project.path(path), std::fs::Permissions::from_mode(mode)).unwrap();
    };
    mode(".", 0o755);
    mode("locked", 0o000);
    let program = project.path("palisade");
    std::fs::copy(env!("CARGO_BIN_EXE_palisade"), &program).unwrap();
    let nobody = std::process::Command::new("setpriv")
        .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
        .arg(&program)
        .arg("check")
        .current_dir(project.path("."))
        .output();
    mode("locked", 0o755);
    // Without `setpriv`, or without the right to become nobody, there is nothing to see.
    if let Ok(output) = nobody
        && !String::from_utf8_lossy(&output.stderr).contains("setpriv:")
    {
        ran(output).complains("error[unreadable-folder]: the folder `locked` was not searched").exits(2);
    }
}

/// A rule that fires on every process, by number.
fn rule(index: usize) -> String {
    format!(
        "rule own.r{index} \"R{index} of {{this}}\" {{ stride = tampering, on = process, when = this.custom-code and \
         this.autonomy != none, unless = this has code-review, fix = \"Mend {{this}}.\" }}\n"
    )
}

#[test]
fn ten_thousand_rules() {
    let rules: String = (0..10_000).map(rule).collect();
    let model = "model m \"M\"\nprocess p { custom-code = true, autonomy = acts, memory-safe = true, parses = [] }\n";
    let ran = check("m.tm", format!("{model}{rules}").as_bytes());
    ran.exits(0).says("10000 threats").says("'own.r9999@p' R9999 of p");
    // One of them is wrong: an error at its place, and the others count.
    let wrong = rule(4_999).replace("custom-code", "custom-cod");
    let ran = check("m.tm", format!("{model}{}", rules.replace(&rule(4_999), &wrong)).as_bytes()).exits(2);
    ran.says("m.tm:5002:").says("error[condition-unknown-attribute]").says("'own.r9999@p'");
    // As alternatives and as clauses of one rule.
    for (word, when) in [("or", "this.custom-code"), ("and", "this.autonomy != none")] {
        let many = vec![when; 10_000].join(&format!(" {word} "));
        let one = format!("policy all \"All\" {{ on = process, forbid = {many} }}\n");
        check("m.tm", format!("{model}{one}").as_bytes()).exits(1).says("'all@p'");
    }
}

/// What refers to itself, through many steps.
#[test]
fn long_ways_round() {
    const STEPS: usize = 5_000;
    let ring = |line: &dyn Fn(usize, usize) -> String| -> String {
        (0..STEPS).map(|index| line(index, (index + 1) % STEPS) + "\n").collect()
    };
    let types = ring(&|a, b| format!("type t{a} : [t{b}]"));
    check("m.tm", format!("model m\n{types}process p : t7\n").as_bytes())
        .exits(2)
        .says("m.tm:2:6")
        .says("error[type-cycle]");
    let moved = ring(&|a, b| format!("moved p{a} to p{b}"));
    check("m.tm", format!("model m\n{moved}").as_bytes()).exits(2).says("m.tm:2:1").says("error[moved-cycle]");
    let threats = ring(&|a, b| format!("threat h{a} {{ on = p, tree {{ leaf h{b} on p }} }}"));
    check("m.tm", format!("model m\nprocess p\n{threats}").as_bytes()).exits(2).says("error[");
    // Long, and no circle.
    let types: String = (1..STEPS).map(|index| format!("type t{index} : [t{}]\n", index - 1)).collect();
    check("m.tm", format!("model m\ntype t0 : [process]\n{types}process p : t{}\n", STEPS - 1).as_bytes())
        .says("1 element");
}

/// A zero in a text is a character to remove, to every command; a file that is no text is named where no model is found.
#[test]
fn zeros_in_a_text() {
    let zero = b"model a \"A\"\nprocess w\0b\n";
    check("a.tm", zero).exits(2).says("a.tm:2:10").says("U+0000").says("remove it");
    let project = Project::new(&[]);
    project.write("part.tm", b"actor b \"\xfc\"\n");
    project.run(&["check"]).exits(2).complains("`part.tm:1:10`: this is not UTF-8 text").complains("Latin-1");
    let project = Project::new(&[]);
    project.write("MODEL.TM", b"model a\n");
    project.run(&["check"]).exits(2).complains("rename `MODEL.TM`");
}
